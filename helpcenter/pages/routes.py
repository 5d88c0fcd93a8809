"""Every page, its address, its title and what is loaded for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from helpcenter.pages import contents
from helpcenter.pages.article import article
from helpcenter.pages.category import category
from helpcenter.pages.contact import contact
from helpcenter.pages.frame import frame, nothing_here
from helpcenter.pages.home import home
from helpcenter.pages.requests import requests
from helpcenter.pages.search import search
from helpcenter.pages.wizard import wizard
from helpcenter.state.browsing import ArticleState, CategoryState, HomeState
from helpcenter.state.found import Found
from helpcenter.state.requests import RequestState
from helpcenter.state.searching import SearchState
from helpcenter.state.site import SiteState
from helpcenter.state.wizard import WizardState
from helpcenter.web.filling.content import Fill

_TITLES = SiteState.site.page_titles


@dataclass(frozen=True)
class PageRoute:
    """`title` is shown before the name of the help center; "" is for the page that is called just that.

    `fill` says what the first response shows, `on_load` loads the same. With `has_live_steps`, some of what
    the page may show later could not be written into a response. `asks` are the parameters of its address
    that it heeds: all others (those that campaigns add) change nothing. `is_one_page` where the first
    response is the same for every slug there may be: only the visitor's own tab is told more.
    """

    path: str
    component: Callable[[], rx.Component]
    title: rx.Var[str] | str
    fill: Fill
    on_load: Any
    has_live_steps: bool = False
    asks: frozenset[str] = frozenset()
    is_one_page: bool = False


def _missing() -> rx.Component:
    return frame(nothing_here())


def _title_if_found(state: type[ArticleState] | type[CategoryState]) -> rx.Var[str]:
    return rx.cond(state.found == Found.NO, _TITLES.missing, state.view.title)


def _wizard_title() -> rx.Var[str]:
    """Which of the open tabs it is: the step, and the wizard that it belongs to."""
    view = WizardState.view
    step = rx.cond(view.title != view.flow_title, view.title + " · ", "")
    return rx.cond(WizardState.found == Found.NO, _TITLES.missing, step + view.flow_title)


ROUTES = (
    PageRoute("/", home, "", contents.home, HomeState.open),
    PageRoute(
        "/categories/[slug]", category, _title_if_found(CategoryState), contents.category, CategoryState.open
    ),
    PageRoute(
        "/articles/[slug]", article, _title_if_found(ArticleState), contents.article, ArticleState.open
    ),
    PageRoute(
        "/search",
        search,
        _TITLES.search,
        contents.search,
        SearchState.open,
        asks=frozenset({"q", "category"}),
    ),
    PageRoute("/contact", contact, _TITLES.contact, contents.home, HomeState.open),
    PageRoute("/requests", requests, _TITLES.requests, contents.frame, RequestState.open),
    PageRoute(
        "/requests/[reference]",
        requests,
        _TITLES.requests,
        contents.frame,
        RequestState.open,
        is_one_page=True,
    ),
    PageRoute(
        "/wizards/[slug]", wizard, _wizard_title(), contents.wizard, WizardState.open, has_live_steps=True
    ),
    PageRoute("/404", _missing, _TITLES.missing, contents.missing, HomeState.open),
)


def add_pages(app: rx.App) -> None:
    for route in ROUTES:
        app.add_page(route.component, route=route.path, title=page_title(route), on_load=route.on_load)


def page_title(route: PageRoute) -> rx.Var[str]:
    site, own = SiteState.site.title, rx.Var.create(route.title)
    return rx.cond(own != "", own + " · " + site, site)
