"""Who is calling, as far as that can be known: the address, and whether the way was encrypted."""

from __future__ import annotations

import re
from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from starlette.types import Scope

UNKNOWN = "unknown"
# As some proxies write them: "203.0.113.9:5555", "[2001:db8::1]:443", "[2001:db8::1]".
_WITH_PORT = re.compile(r"\[([^\]]+)\](?::[0-9]{1,5})?|([0-9.]+):[0-9]{1,5}")


def client_address(scope: Scope, trusted_proxy_hops: int) -> str:
    """The address that the outermost of our own proxies saw, normalised; UNKNOWN without one.

    Each proxy appends the address it was called from to X-Forwarded-For, so only the last
    `trusted_proxy_hops` entries are ours; everything before them is what the visitor chose to send.
    """
    peer = (scope.get("client") or (UNKNOWN,))[0]
    entries = _entries(scope, b"x-forwarded-for")
    is_ours = 0 < trusted_proxy_hops <= len(entries)
    parsed = _parsed(entries[-trusted_proxy_hops] if is_ours else peer)
    return UNKNOWN if parsed is None else str(parsed)


def address_group(address: str) -> str:
    """What shares a limit: an IPv4 address, or the /64 of IPv6 that a household gets as a whole."""
    parsed = _parsed(address)
    if isinstance(parsed, IPv6Address):
        return str(ip_network((parsed, 64), strict=False))
    return address if parsed is None else str(parsed)


def came_encrypted(scope: Scope, trusted_proxy_hops: int) -> bool:
    """Most proxies replace X-Forwarded-Proto rather than append to it: one entry may stand for several."""
    entries = _entries(scope, b"x-forwarded-proto") if trusted_proxy_hops else []
    scheme = entries[-min(trusted_proxy_hops, len(entries))] if entries else scope.get("scheme", "")
    return scheme.lower() in {"https", "wss"}


def header_values(scope: Scope, name: bytes) -> list[str]:
    """All values of a header, in order, where ASGI keeps repeated headers apart."""
    headers: Iterable[tuple[bytes, bytes]] = scope.get("headers", ())
    return [value.decode("latin-1") for key, value in headers if key.lower() == name]


def _entries(scope: Scope, name: bytes) -> list[str]:
    found = ",".join(header_values(scope, name)).split(",")
    return [entry.strip() for entry in found if entry.strip()]


def _parsed(address: str) -> IPv4Address | IPv6Address | None:
    """Without port and zone. IPv4 written as IPv6 is IPv4: else all of it would be one network."""
    found = _WITH_PORT.fullmatch(address)
    bare = (found[1] or found[2]) if found else address
    try:
        parsed = ip_address(bare.partition("%")[0])
    except ValueError:
        return None
    return parsed.ipv4_mapped or parsed if isinstance(parsed, IPv6Address) else parsed
