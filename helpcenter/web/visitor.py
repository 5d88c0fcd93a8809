"""The visitor cookie: a random secret of one browser, to which drafts are tied. It names nobody."""

from __future__ import annotations

import hashlib
import re
import secrets

from starlette.types import Scope

from helpcenter.web.client_address import header_values

NAME = "hc_visitor"
# Browsers let this very host set a cookie of that name, over https, and no other host of the shop's domain: a
# secret planted by a neighbour would let the neighbour in as well.
_NAME_OVER_HTTPS = f"__Host-{NAME}"
_BYTES = 24
_FORM = re.compile(r"[A-Za-z0-9_-]{32}")
_DAYS = 30
# What may stand around a cookie. `str.strip` also takes a non-breaking space, with which the name of a
# neighbour's cookie may begin: `_own` would not have known it for ours.
_BLANK = " \t"


def visitor_of(scope: Scope) -> str | None:
    """The key of who sent this request or opens this socket. It has passed `with_own_cookie` before."""
    return visitor_key("; ".join(header_values(scope, b"cookie")))


def visitor_key(cookie_header: str | None) -> str | None:
    """The SHA-256 of a well-formed cookie, in hex: what may be stored. None without such a cookie."""
    for part in (cookie_header or "").split(";"):
        name, _, value = part.strip(_BLANK).partition("=")
        if name == NAME and _FORM.fullmatch(value):
            return hashlib.sha256(value.encode("ascii")).hexdigest()
    return None


def new_visitor_cookie(*, encrypted: bool) -> str:
    """The value of a Set-Cookie header."""
    name, secure = (_NAME_OVER_HTTPS, "; Secure") if encrypted else (NAME, "")
    value = secrets.token_urlsafe(_BYTES)
    return f"{name}={value}; Path=/; Max-Age={_DAYS * 86_400}; HttpOnly; SameSite=Lax{secure}"


def with_own_cookie(scope: Scope) -> Scope:
    """Of a request or socket over https: the cookie that only we can set, under its plain name, or none."""
    headers = [
        (name, _own(value) if name.lower() == b"cookie" else value) for name, value in scope["headers"]
    ]
    return {**scope, "headers": headers}


def _own(cookies: bytes) -> bytes:
    plain, over_https = f"{NAME}=".encode(), f"{_NAME_OVER_HTTPS}=".encode()
    others = (part.strip(_BLANK.encode()) for part in cookies.split(b";"))
    kept = (part for part in others if not part.startswith(plain))
    return b"; ".join(
        plain + part.removeprefix(over_https) if part.startswith(over_https) else part for part in kept
    )
