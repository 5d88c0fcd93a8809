"""Whether a request comes from a page of our own. Browsers do not let a page write the Origin header."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.types import Scope

from helpcenter.web.client_address import header_values

_DEFAULT_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


def is_same_origin(scope: Scope, public_url: str | None, *, encrypted: bool) -> bool:
    """True without an Origin: then it is not a browser's cross-site request.

    A page fetched over http is a stranger to an encrypted socket, for anybody on the way can write into it.
    """
    origins = header_values(scope, b"origin")
    if not origins:
        return True
    if len(origins) > 1:
        return False
    origin = _host_and_port(origins[0])
    if origin is None:
        return False
    if public_url and origins[0].lower() == public_url:
        return True
    if encrypted and not origins[0].lower().startswith("https://"):
        return False
    scheme = "https" if encrypted else origins[0].partition(":")[0]
    hosts = [_host_and_port(f"{scheme}://{host}") for host in header_values(scope, b"host")]
    return hosts == [origin]


def _host_and_port(origin: str) -> tuple[str, int] | None:
    try:
        parts = urlsplit(origin)
        port = parts.port or _DEFAULT_PORTS[parts.scheme]
    except (ValueError, KeyError):
        return None
    if not parts.hostname or parts.username is not None or parts.path:
        return None
    return parts.hostname, port
