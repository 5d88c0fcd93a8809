"""What every response and every socket passes on its way: headers, the visitor's cookie, the origin check."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from starlette.datastructures import MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpcenter.settings import Settings
from helpcenter.web.client_address import came_encrypted, header_values
from helpcenter.web.content_security import NOTHING, ContentSecurity
from helpcenter.web.origin import is_same_origin
from helpcenter.web.visitor import new_visitor_cookie, visitor_key

_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_HTTPS_ONLY = "max-age=31536000"
_FOREVER = "public, max-age=31536000, immutable"
# As Vite names them: the last eight characters change with the content.
_HASHED_ASSET = re.compile(r"/assets/[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9]+")
# Reflex's own upload takes any size from anybody and serves it to everybody; the others tell what there is.
_CLOSED = re.compile(r"/+(_upload|_all_routes|auth-codespace)(/.*)?")
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def secured(settings: Settings, built_pages: Path) -> Callable[[ASGIApp], ASGIApp]:
    """A transformer for `rx.App(api_transformer=[…])`: the last of them, so that it is the outermost."""
    content_security = ContentSecurity(built_pages)
    return lambda app: Security(app, settings, content_security)


class Security:
    """ASGI middleware. A header that the app has set itself stays."""

    def __init__(self, app: ASGIApp, settings: Settings, content_security: ContentSecurity) -> None:
        self._app = app
        self._hops = settings.trusted_proxy_hops
        self._public_url = settings.public_url
        self._content_security = content_security

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        if is_same_origin(scope, self._public_url, encrypted=self._is_encrypted(scope)):
            await self._app(scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before it was accepted: a 403

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        encrypted = self._is_encrypted(scope)

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(scope, message, encrypted=encrypted)
            await send(message)

        if encrypted:
            scope = {**scope, "scheme": "https"}  # so that a redirect does not lead back to http
        app = self._app
        if _CLOSED.fullmatch(scope["path"]):
            app = PlainTextResponse("Not found", status_code=404)
        elif scope["method"] not in _SAFE_METHODS and not is_same_origin(
            scope, self._public_url, encrypted=encrypted
        ):
            app = PlainTextResponse("This request comes from another site.", status_code=403)
        await app(scope, receive, with_headers)

    def _add_headers(self, scope: Scope, start: Message, *, encrypted: bool) -> None:
        headers = MutableHeaders(scope=start)
        path = scope["path"]
        is_asset = _HASHED_ASSET.fullmatch(path) is not None
        is_page = headers.get("content-type", "").startswith("text/html")
        for name, value in _HEADERS.items():
            headers.setdefault(name, value)
        if encrypted:
            headers.setdefault("Strict-Transport-Security", _HTTPS_ONLY)
        is_kept = is_asset and start["status"] in {200, 206, 304}
        headers.setdefault("Cache-Control", _FOREVER if is_kept else "no-cache")
        if is_page:
            host = next(iter(header_values(scope, b"host")), "")
            policy = self._content_security.policy(path, host, encrypted=encrypted)
            headers.setdefault("Content-Security-Policy", policy)
        elif start["status"] != 304:  # whose headers replace those of the page that the browser has
            headers.setdefault("Content-Security-Policy", NOTHING)
        # A browser may still have the page, and be told so, when its cookie has run out.
        if is_page or (start["status"] == 304 and not is_asset):
            self._know_visitor(scope, headers, encrypted=encrypted)

    def _know_visitor(self, scope: Scope, headers: MutableHeaders, *, encrypted: bool) -> None:
        if visitor_key("; ".join(header_values(scope, b"cookie"))) is None:
            headers.append("Set-Cookie", new_visitor_cookie(encrypted=encrypted))
            headers["Cache-Control"] = "private, no-cache"

    def _is_encrypted(self, scope: Scope) -> bool:
        return came_encrypted(scope, self._hops)
