"""The addresses at which programs read the help center: sitemap, robots, feed, llms.txt, Markdown."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from helpcenter.services.context import Context
from helpcenter.services.publishing.article_file import article_file
from helpcenter.services.publishing.feed import PATH as FEED
from helpcenter.services.publishing.feed import feed
from helpcenter.services.publishing.llms import llms
from helpcenter.services.publishing.sitemap import robots, sitemap
from helpcenter.web.live_text import live_text

Answer = Callable[[Request], Awaitable[Response]]


def published_files(context: Context) -> list[Route]:
    """Each also with a slash behind it."""
    site = context.site
    texts: dict[str, tuple[str, Callable[[], str]]] = {
        "/sitemap.xml": ("application/xml", lambda: sitemap(context.store, site)),
        "/robots.txt": ("text/plain", lambda: robots(site)),
        "/llms.txt": ("text/plain", lambda: llms(context.store, site)),
        FEED: ("application/atom+xml", lambda: feed(context.store, site)),
    }
    routes = [
        Route(address, _text(media_type, make))
        for path, (media_type, make) in texts.items()
        for address in (path, f"{path}/")
    ]
    markdown = _markdown(context)
    return [*routes, Route("/articles/{slug}.md", markdown), Route("/articles/{slug}.md/", markdown)]


def _text(media_type: str, make: Callable[[], str]) -> Answer:
    async def text(request: Request) -> Response:
        return live_text(request, make(), media_type)

    return text


def _markdown(context: Context) -> Answer:
    async def markdown(request: Request) -> Response:
        store, slug = context.store, request.path_params["slug"]
        article = store.library.catalogue.articles.get(slug)
        if article is None:
            return PlainTextResponse("Not found", status_code=404)
        page = f'<{context.site.link(article.address)}>; rel="canonical"'
        return live_text(request, article_file(store, slug), "text/markdown", {"Link": page})

    return markdown
