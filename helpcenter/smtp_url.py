"""`HELPCENTER_SMTP_URL`: where mails are handed over, and how the way there is kept private."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from ipaddress import ip_address
from urllib.parse import parse_qs, unquote, urlsplit


class Tls(StrEnum):
    """From the first byte, by an upgrade that is insisted on, or not at all."""

    IMPLICIT = "implicit"
    STARTTLS = "starttls"
    NONE = "none"


_PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class SmtpServer:
    host: str
    port: int
    tls: Tls
    user: str | None = None
    password: str | None = field(default=None, repr=False)


def read_smtp_url(url: str) -> SmtpServer:
    """Raises ValueError where it is none.

    `smtp://` insists on STARTTLS, since a mail tells who ordered what. It goes without on this machine alone,
    or where the operator says `?starttls=no` of a private network.
    """
    parts = urlsplit(url)
    asked = parse_qs(parts.query, keep_blank_values=True, strict_parsing=True) if parts.query else {}
    is_known = parts.scheme in _PORTS and asked in ({}, {"starttls": ["no"]})
    if not is_known or not parts.hostname or parts.path not in {"", "/"} or parts.fragment:
        raise ValueError("not the address of an SMTP server")
    if (parts.username is None) != (parts.password is None):
        raise ValueError("a user needs a password")
    if parts.scheme == "smtps":
        tls = Tls.IMPLICIT
    else:
        tls = Tls.NONE if asked or _is_this_machine(parts.hostname) else Tls.STARTTLS
    return SmtpServer(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        tls=tls,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
