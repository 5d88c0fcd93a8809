"""Home, categories and articles."""

from __future__ import annotations

import reflex as rx
from reflex.event import EventSpec

from helpcenter.clock import this_second
from helpcenter.services.browsing import moved_article, show_article, show_category, show_home
from helpcenter.services.views.content import ArticleView, CategoryView, HomeView
from helpcenter.services.voting import vote
from helpcenter.state.access import ANYONE
from helpcenter.state.desk import desk
from helpcenter.state.found import Found
from helpcenter.state.guard import handler
from helpcenter.state.inputs import Vote
from helpcenter.state.site import SiteState


class HomeState(SiteState):
    view: HomeView = HomeView()

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        self._refresh_site()
        self.view = show_home(desk().store)


class CategoryState(SiteState):
    found: Found = Found.UNKNOWN
    view: CategoryView = CategoryView()

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> None:
        self._refresh_site()
        view = show_category(desk().store, self._last_part_of_address())
        self.found, self.view = (Found.YES, view) if view else (Found.NO, CategoryView())


class ArticleState(SiteState):
    found: Found = Found.UNKNOWN
    view: ArticleView = ArticleView()
    voted: str = ""

    @handler(who=ANYONE, rate="5/second")
    async def open(self) -> EventSpec | None:
        self._refresh_site()
        store, slug = desk().store, self._last_part_of_address()
        if new_address := moved_article(store, slug):
            return rx.redirect(new_address, replace=True)
        view = show_article(store, slug)
        if view is None or view.slug != self.view.slug:
            self.voted = ""
        self.found, self.view = (Found.YES, view) if view else (Found.NO, ArticleView())
        return None

    @handler(who=ANYONE, accepts=Vote, rate="5/second")
    async def vote(self, given: Vote) -> None:
        kept = await vote(
            desk(),
            self.view.slug,
            helpful=given.value == "yes",
            visitor=self._visitor(),
            address=self._address(),
            now=this_second(),
        )
        self.voted = given.value if kept else ""
