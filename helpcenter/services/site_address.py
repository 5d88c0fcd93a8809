"""Under which address the help center is known. What a request calls it (`Host`) is never asked.

Anybody can write that header; an address taken from it would end up in caches and search results.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteAddress:
    """`public_url` is None until the operator has named it; `listening` is how this machine reaches it."""

    public_url: str | None = None
    listening: str = "http://localhost:3000"

    def link(self, path: str) -> str:
        """For places that understand an address without a host, where the host is not known."""
        return f"{self.public_url or ''}{path}"

    def absolute(self, path: str) -> str:
        """For formats that insist on a host."""
        return f"{self.public_url or self.listening}{path}"
