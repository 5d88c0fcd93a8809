"""The page of what a search finds."""

from __future__ import annotations

from helpcenter.services.searching import LONGEST_QUERY, show_search
from helpcenter.services.views.content import SearchView
from helpcenter.state.access import ANYONE
from helpcenter.state.desk import desk
from helpcenter.state.guard import handler
from helpcenter.state.site import SiteState


class SearchState(SiteState):
    view: SearchView = SearchView()

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        """Searches for what stands in the address (`/search?q=…&category=…`)."""
        self._refresh_site()
        asked = self.router.url.query_parameters
        self.view = await show_search(desk(), asked.get("q", "")[:LONGEST_QUERY], asked.get("category", ""))
