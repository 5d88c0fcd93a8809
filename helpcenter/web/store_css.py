"""/store.css: the shop's colours, as they stand in store.toml right now."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from helpcenter.services.context import Context
from helpcenter.web.live_text import live_text


def store_css_route(context: Context) -> Route:
    async def store_css(request: Request) -> Response:
        look = context.store.rules.profile.look
        css = f":root{{--accent-light:{look.accent};--accent-dark:{look.accent_dark}}}"
        return live_text(request, css, "text/css")

    return Route("/store.css", store_css)
