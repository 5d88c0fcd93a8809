"""The Content-Security-Policy: scripts of ours, and exactly those inline scripts that the build wrote."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is not a page: it may be opened as one all the same."""

_HOST = re.compile(r"([A-Za-z0-9.\-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?")
_CONSTANT = "; ".join(
    (
        "default-src 'self'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data:",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
    )
)


def policy(scripts: str, host: str, *, encrypted: bool) -> str:
    """`scripts` is a page's `script_sources`.

    `host` is the Host header: older Safari does not count a socket to the same host as 'self'.
    """
    socket = f" {'wss' if encrypted else 'ws'}://{host}" if _HOST.fullmatch(host) else ""
    return f"{_CONSTANT}; script-src {scripts}; connect-src 'self'{socket}"


def script_sources(page: str) -> str:
    """Files of ours, and by their hashes the inline scripts of this page."""
    parser = _InlineScripts()
    parser.feed(page)
    parser.close()
    digests = (b64encode(hashlib.sha256(script.encode()).digest()).decode("ascii") for script in parser.found)
    return " ".join(["'self'", *dict.fromkeys(f"'sha256-{digest}'" for digest in digests)])


class _InlineScripts(HTMLParser):
    """Data blocks such as JSON-LD are not run, so they need no hash."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._parts: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        is_data = "json" in (attributes.get("type") or "")
        if tag == "script" and "src" not in attributes and not is_data:
            self._parts = []

    def handle_data(self, data: str) -> None:
        if self._parts is not None:
            self._parts.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._parts is not None:
            self.found.append("".join(self._parts))
            self._parts = None
