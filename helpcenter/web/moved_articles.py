"""Addresses that articles had before lead to where they are now: a 301, whose target an editor may change.

The browser asks anew each time (`Cache-Control: no-cache`), so that a name taken back is taken back.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from helpcenter.services.browsing import moved_article
from helpcenter.services.context import Context
from helpcenter.services.store import Store

_MARKDOWN = ".md"


def moved_articles(context: Context) -> Callable[[ASGIApp], ASGIApp]:
    """A layer for `FrontedApp`."""

    def transform(app: ASGIApp) -> ASGIApp:
        async def redirecting(scope: Scope, receive: Receive, send: Send) -> None:
            target = new_address(context.store, scope["path"]) if scope["type"] == "http" else None
            answer = RedirectResponse(target, status_code=301) if target else app
            await answer(scope, receive, send)

        return redirecting

    return transform


def new_address(store: Store, path: str) -> str | None:
    """Of an article, or its Markdown, at a former address; None for every other path."""
    match path.strip("/").split("/"):
        case ["articles", name]:
            slug = name.removesuffix(_MARKDOWN)
            moved = moved_article(store, slug)
            return moved and moved + name.removeprefix(slug)
    return None
