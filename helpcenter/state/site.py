"""What every page shows of the shop, and who is looking at it."""

from __future__ import annotations

import hashlib

from helpcenter.services.browsing import show_site
from helpcenter.services.views.content import Site
from helpcenter.state.base import GuardedState
from helpcenter.state.desk import desk
from helpcenter.web.client_address import address_group


class SiteState(GuardedState):
    site: Site = Site()

    def _refresh_site(self) -> None:
        """The shop may have been renamed since this visitor came."""
        site = show_site(desk().store)
        if site != self.site:
            self.site = site

    def _visitor(self) -> str:
        """Whose drafts these are; without a cookie, those of this tab alone."""
        # What the gate has put there (web/socket_handshake.py).
        key = self.router.headers.cookie
        return key or hashlib.sha256(f"tab:{self.router.session.client_token}".encode()).hexdigest()

    def _address(self) -> str:
        """What limits count by, as at the gate: the visitor's address, or the network of a household."""
        return address_group(self.router.session.client_ip)

    def _last_part_of_address(self) -> str:
        """The slug in "/articles/<slug>": the browser's word, so look it up and trust nothing."""
        return self.router.url.path.rstrip("/").rpartition("/")[2]
