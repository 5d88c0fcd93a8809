"""/store.css: the shop's colours, as they stand in store.toml right now."""

from __future__ import annotations

import hashlib

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from helpcenter.services.context import Context


def store_css_route(context: Context) -> Route:
    async def store_css(request: Request) -> Response:
        look = context.store.rules.profile.look
        css = f":root{{--accent-light:{look.accent};--accent-dark:{look.accent_dark}}}"
        etag = f'"{hashlib.sha256(css.encode()).hexdigest()[:16]}"'
        if request.headers.get("if-none-match") == etag:
            return Response(status_code=304, headers={"ETag": etag})
        return Response(css, media_type="text/css", headers={"ETag": etag})

    return Route("/store.css", store_css)
