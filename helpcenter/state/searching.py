"""The search field and its page."""

from __future__ import annotations

from helpcenter.services.browsing import show_home
from helpcenter.services.searching import search_store, suggest
from helpcenter.services.views.content import HomeView, Result, SearchView
from helpcenter.state.access import ANYONE
from helpcenter.state.desk import desk
from helpcenter.state.guard import handler
from helpcenter.state.inputs import Typed
from helpcenter.state.site import SiteState


class SearchState(SiteState):
    """`instead` is what is offered to those for whom nothing was found."""

    suggestions: list[Result] = []
    view: SearchView = SearchView()
    instead: HomeView = HomeView()

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        """Searches for what stands in the address (`/search?q=…`)."""
        self._refresh_site()
        self.suggestions = []
        query = self.router.url.query_parameters.get("q", "")[:500]
        self.view = search_store(desk().store, query)
        self.instead = HomeView() if self.view.results else show_home(desk().store)

    @handler(who=ANYONE, accepts=Typed, rate="15/second", supersedes=True)
    async def suggest(self, typed: Typed) -> None:
        self.suggestions = suggest(desk().store, typed.text)
