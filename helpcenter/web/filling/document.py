"""A finished page as it goes over the wire, in each encoding that somebody has asked for."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property, lru_cache

import brotli

from helpcenter.web.content_security import policy

_GZIP_LEVEL = 6
# Nearly as small as the highest, and twenty times as fast.
_BROTLI_QUALITY = 5
# A visitor can send any host.
_MOST_HEADERS_KEPT = 12

_STYLE_SHEET = re.compile(r'<link(?=[^>]* rel="stylesheet")[^>]* href="([^"]*)"')

_COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "br": lambda body: brotli.compress(body, mode=brotli.MODE_TEXT, quality=_BROTLI_QUALITY),
    "gzip": lambda body: gzip.compress(body, _GZIP_LEVEL, mtime=0),
    "identity": lambda body: body,
}


Header = tuple[bytes, bytes]


@dataclass
class Document:
    """`scripts` are the `script_sources` of it, `ahead` the value of its Link header: what a browser
    fetches while it still reads the page. `on_sent` is its content's.
    """

    status: int
    plain: bytes
    scripts: str
    ahead: str
    on_sent: Callable[[datetime], None] | None = None
    _encoded: dict[str, bytes] = field(default_factory=dict)
    _headers: dict[tuple[str, str, bool], tuple[Header, ...]] = field(default_factory=dict)

    @cached_property
    def etag(self) -> str:
        """Weak: it stands for the page in every encoding."""
        return f'W/"{hashlib.sha256(self.plain).hexdigest()[:20]}"'

    def encoded(self, encoding: str) -> bytes:
        if encoding not in self._encoded:
            self._encoded[encoding] = _COMPRESS[encoding](self.plain)
        return self._encoded[encoding]

    @cached_property
    def validators(self) -> tuple[Header, ...]:
        """What goes with it even where the browser has it already."""
        return (b"etag", self.etag.encode()), (b"vary", b"Accept-Encoding")

    def headers(self, encoding: str, host: str, *, encrypted: bool) -> tuple[Header, ...]:
        """`host` is the Host header. For the few that a shop has, they are put together once."""
        asked = encoding, host, encrypted
        headers = self._headers.get(asked) or self._written_headers(*asked)
        if len(self._headers) < _MOST_HEADERS_KEPT:
            self._headers[asked] = headers
        return headers

    def _written_headers(self, encoding: str, host: str, encrypted: bool) -> tuple[Header, ...]:
        allowed = policy(self.scripts, host, encrypted=encrypted)
        encoded = () if encoding == "identity" else ((b"content-encoding", encoding.encode()),)
        return (
            *self.validators,
            (b"content-type", b"text/html; charset=utf-8"),
            (b"content-length", str(len(self.encoded(encoding))).encode()),
            (b"content-security-policy", allowed.encode("latin-1")),
            (b"link", self.ahead.encode("latin-1")),
            *encoded,
        )


def style_sheets_ahead(head: str) -> str:
    """Without them nothing is painted, and a slow device takes a while to come upon them in the page."""
    return ", ".join(f"<{address}>; rel=preload; as=style" for address in _STYLE_SHEET.findall(head))


@lru_cache(maxsize=256)
def best_encoding(accepted: str) -> str:
    """Of an Accept-Encoding header: brotli before gzip, whatever their order; "identity" without either."""
    offered = {
        name.strip().lower()
        for name, _, quality in (part.partition(";") for part in accepted.split(","))
        if not _is_zero(quality)
    }
    return next((name for name in ("br", "gzip") if name in offered), "identity")


def _is_zero(quality: str) -> bool:
    """ "q=0" and "q=0.000" mean: not this one."""
    name, _, value = quality.replace(" ", "").partition("=")
    return name == "q" and not value.strip("0.")
