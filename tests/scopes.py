"""Requests as the server hands them to the app."""

from __future__ import annotations

from starlette.types import Scope


def a_scope(*headers: tuple[str, str], peer: str | None = "10.0.0.9", scheme: str = "http") -> Scope:
    raw = [(name.encode(), value.encode("latin-1")) for name, value in headers]
    return {"type": "http", "scheme": scheme, "headers": raw, "client": (peer, 1) if peer else None}
