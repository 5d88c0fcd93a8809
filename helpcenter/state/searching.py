"""The page of what a search finds."""

from __future__ import annotations

from datetime import UTC, datetime

from helpcenter.services.searching import LONGEST_QUERY, show_search
from helpcenter.services.views.content import SearchView
from helpcenter.state.access import ANYONE
from helpcenter.state.desk import desk
from helpcenter.state.guard import handler
from helpcenter.state.site import SiteState


class SearchState(SiteState):
    view: SearchView = SearchView()
    _noted: str = ""

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        """Searches for what stands in the address (`/search?q=…&category=…`)."""
        self._refresh_site()
        asked = self.router.url.query_parameters
        self.view = await show_search(desk(), asked.get("q", "")[:LONGEST_QUERY], asked.get("category", ""))
        self._note(self.view)

    def _note(self, view: SearchView) -> None:
        """Going on to a topic, or back from a result, is not a new search."""
        if view.said and view.query != self._noted:
            self._noted = view.query
            now = datetime.now(UTC)
            desk().searches.note(
                desk().store, view.query, results=len(view.results), answered=view.answered, now=now
            )
