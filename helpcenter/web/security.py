"""What every response and every socket passes on its way: headers, the visitor's cookie, the origin check."""

from __future__ import annotations

import re
from collections.abc import Callable

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpcenter.settings import Settings
from helpcenter.web.client_address import came_encrypted
from helpcenter.web.content_security import NOTHING
from helpcenter.web.origin import is_same_origin
from helpcenter.web.visitor import new_visitor_cookie, visitor_of, with_own_cookie

_HEADERS = {
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"strict-origin-when-cross-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=(), payment=(), usb=(), "
    b"browsing-topics=()",
    b"cross-origin-opener-policy": b"same-origin",
}
_NOTHING = NOTHING.encode("ascii")
_HTTPS_ONLY = b"max-age=31536000"
_FOREVER = b"public, max-age=31536000, immutable"
# As Vite names them: the last eight characters change with the content.
_HASHED_ASSET = re.compile(r"/assets/[^/]+-[A-Za-z0-9_-]{8}\.[a-z0-9]+")
# Reflex's own upload takes any size from anybody and serves it to everybody, each look at its health asks
# Redis, and the others tell what exists.
# Starlette's routes also match with a line feed at the end.
_CLOSED = re.compile(r"/+(_upload|_health|_all_routes|auth-codespace)([/\n].*)?", re.DOTALL)
_SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


def secured(settings: Settings) -> Callable[[ASGIApp], ASGIApp]:
    """A layer for `FrontedApp`: the last, so that it is the outermost."""
    return lambda app: Security(app, settings)


class Security:
    """ASGI middleware. A header that the app has set itself stays."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._hops = settings.trusted_proxy_hops
        self._public_url = settings.public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        elif scope["type"] == "http":
            await self._request(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        encrypted = self._is_encrypted(scope)
        if is_same_origin(scope, self._public_url, encrypted=encrypted):
            await self._app(with_own_cookie(scope) if encrypted else scope, receive, send)
        else:
            await receive()
            await send({"type": "websocket.close", "code": 1008})  # before it was accepted: a 403

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        encrypted = self._is_encrypted(scope)
        if encrypted:  # the scheme, so that a redirect does not lead back to http
            scope = with_own_cookie({**scope, "scheme": "https"})

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._add_headers(scope, message, encrypted=encrypted)
            await send(message)

        app = self._app
        if _CLOSED.fullmatch(scope["path"]):
            app = PlainTextResponse("Not found", status_code=404)
        elif scope["method"] not in _SAFE_METHODS and not is_same_origin(
            scope, self._public_url, encrypted=encrypted
        ):
            app = PlainTextResponse("This request comes from another site.", status_code=403)
        await app(scope, receive, with_headers)

    def _add_headers(self, scope: Scope, start: Message, *, encrypted: bool) -> None:
        """Looks at what the app has set once for all: pages come from memory, and looking takes as long."""
        headers = [(name.lower(), value) for name, value in start.get("headers", ())]
        given = dict(headers)
        status = start["status"]
        is_asset = _HASHED_ASSET.fullmatch(scope["path"]) is not None
        is_page = given.get(b"content-type", b"").startswith(b"text/html")
        caching = _FOREVER if is_asset and status in {200, 206, 304} else b"no-cache"
        # A browser may still have the page, and be told so, when its cookie has run out.
        may_be_new = is_page or (status == 304 and not is_asset)
        if may_be_new and visitor_of(scope) is None:
            if given.pop(b"cache-control", None) is not None:
                headers = [header for header in headers if header[0] != b"cache-control"]
            headers.append((b"set-cookie", new_visitor_cookie(encrypted=encrypted).encode()))
            caching = b"private, no-cache"
        if given.keys().isdisjoint(_HEADERS):
            headers += _HEADERS.items()
        else:
            headers += [header for header in _HEADERS.items() if header[0] not in given]
        if b"cache-control" not in given:
            headers.append((b"cache-control", caching))
        if encrypted and b"strict-transport-security" not in given:
            headers.append((b"strict-transport-security", _HTTPS_ONLY))
        # The headers of a 304 replace those of the page that the browser has.
        if status != 304 and b"content-security-policy" not in given:
            headers.append((b"content-security-policy", _NOTHING))
        start["headers"] = headers

    def _is_encrypted(self, scope: Scope) -> bool:
        return came_encrypted(scope, self._hops)
