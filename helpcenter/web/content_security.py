"""The Content-Security-Policy: scripts of ours, and exactly those inline scripts that the build wrote."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from html.parser import HTMLParser
from pathlib import Path

NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""For what is not a page: it may be opened as one all the same."""

_HOST = re.compile(r"([A-Za-z0-9.\-]+|\[[0-9a-fA-F:.]+\])(:\d{1,5})?")
# What an address without a page of its own is served with, and what pages are filled into.
_FALLBACKS = ("404.html", "__spa-fallback.html")
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


class ContentSecurity:
    """Reads the built pages once. A page's policy names the inline scripts of that page, not of all."""

    def __init__(self, built_pages: Path) -> None:
        hashes = {
            page.relative_to(built_pages).as_posix(): _script_hashes(page.read_text("utf-8"))
            for page in built_pages.rglob("*.html")
        }
        of_fallbacks = [source for name in _FALLBACKS for source in hashes.get(name, [])]
        self._fallback = _script_src(of_fallbacks)
        self._by_page = {page: _script_src([*own, *of_fallbacks]) for page, own in hashes.items()}

    def policy(self, path: str, host: str, *, encrypted: bool) -> str:
        """`host` is the Host header: older Safari does not count a socket to the same host as 'self'."""
        socket = f" {'wss' if encrypted else 'ws'}://{host}" if _HOST.fullmatch(host) else ""
        return f"{_CONSTANT}; {self._scripts_at(path)}; connect-src 'self'{socket}"

    def _scripts_at(self, path: str) -> str:
        name = path.strip("/")
        candidates = (name, f"{name}.html", f"{name}/index.html".lstrip("/"))
        return next((self._by_page[page] for page in candidates if page in self._by_page), self._fallback)


def _script_src(hashes: list[str]) -> str:
    return " ".join(["script-src 'self'", *dict.fromkeys(hashes)])


def _script_hashes(page: str) -> list[str]:
    parser = _InlineScripts()
    parser.feed(page)
    parser.close()
    digests = (hashlib.sha256(script.encode()).digest() for script in parser.found)
    return [f"'sha256-{b64encode(digest).decode('ascii')}'" for digest in digests]


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
