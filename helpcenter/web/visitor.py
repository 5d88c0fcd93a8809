"""The visitor cookie: a random secret of one browser, to which drafts are tied. It names nobody."""

from __future__ import annotations

import hashlib
import re
import secrets

NAME = "hc_visitor"
_BYTES = 24
_FORM = re.compile(r"[A-Za-z0-9_-]{32}")
_DAYS = 30


def visitor_key(cookie_header: str | None) -> str | None:
    """The SHA-256 of a well-formed cookie, in hex: what may be stored. None without such a cookie.

    Takes `self.router.headers.cookie` of a Reflex state, or the Cookie header of a request.
    """
    for part in (cookie_header or "").split(";"):
        name, _, value = part.strip().partition("=")
        if name == NAME and _FORM.fullmatch(value):
            return hashlib.sha256(value.encode("ascii")).hexdigest()
    return None


def new_visitor_cookie(*, encrypted: bool) -> str:
    """The value of a Set-Cookie header."""
    secure = "; Secure" if encrypted else ""
    value = secrets.token_urlsafe(_BYTES)
    return f"{NAME}={value}; Path=/; Max-Age={_DAYS * 86_400}; HttpOnly; SameSite=Lax{secure}"
