"""What Reflex gets to see of a handshake: it keeps all of that in the tab's state, for up to an hour."""

from __future__ import annotations

import hashlib
from uuid import UUID

from starlette.types import Scope

from helpcenter.web.visitor import visitor_of

LARGEST_HEAD = 16_384
"""In bytes. Browsers send about one kB, and a few more where a shop has set many cookies."""

# Without these, engine.io takes it for a request that polls.
_UPGRADE = [(b"connection", b"upgrade"), (b"upgrade", b"websocket")]


def head_size(scope: Scope) -> int:
    """In bytes, roughly: the address with its query, and the headers without what stands between them."""
    headers = sum(len(name) + len(value) for name, value in scope["headers"])
    return len(scope["path"]) + len(scope["query_string"]) + headers


def passed_on(scope: Scope, token: str, address: str) -> Scope:
    """None of the visitor's headers is in it. The cookies' place is taken by the visitor's key.

    The key may be stored, and of all headers, Reflex keeps the cookies to itself: a page is told the others.
    `address` is what a state finds as `self.router.session.client_ip`; the port is nobody's business.
    """
    key = visitor_of(scope)
    return {
        **scope,
        "query_string": f"EIO=4&transport=websocket&token={_of_visitor(token, key)}".encode("ascii"),
        "client": (address, 0),
        "headers": [*_UPGRADE, *([(b"cookie", key.encode("ascii"))] if key else [])],
    }


def _of_visitor(token: str, key: str | None) -> str:
    """Whoever learns a token gets the tab's state: with another visitor's cookie, it is another tab's."""
    return str(UUID(bytes=hashlib.sha256(f"{token} {key}".encode("ascii")).digest()[:16], version=4))
