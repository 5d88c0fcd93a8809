"""Every page, its address, its title and what is loaded for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import reflex as rx

from helpcenter.pages.article import article
from helpcenter.pages.category import category
from helpcenter.pages.contact import contact
from helpcenter.pages.frame import frame, nothing_here
from helpcenter.pages.home import home
from helpcenter.pages.requests import requests
from helpcenter.pages.search import search
from helpcenter.pages.wizard import wizard
from helpcenter.state.browsing import ArticleState, CategoryState, HomeState
from helpcenter.state.requests import RequestState
from helpcenter.state.searching import SearchState
from helpcenter.state.site import SiteState
from helpcenter.state.wizard import WizardState


@dataclass(frozen=True)
class PageRoute:
    """`title` is shown before the shop's name; "" for pages that have none of their own yet."""

    path: str
    component: Callable[[], rx.Component]
    title: Any
    on_load: Any = None


def _missing() -> rx.Component:
    return frame(nothing_here())


def _wizard_title() -> rx.Var[str]:
    """Which of the open tabs it is: the step, and the wizard that it belongs to."""
    view = WizardState.view
    return rx.cond(view.title != "", view.title + " · " + view.flow_title, "")


ROUTES = (
    PageRoute("/", home, "", HomeState.open),
    PageRoute("/categories/[slug]", category, CategoryState.view.title, CategoryState.open),
    PageRoute("/articles/[slug]", article, ArticleState.view.title, ArticleState.open),
    PageRoute("/search", search, "Search", SearchState.open),
    PageRoute("/contact", contact, "Talk to us", HomeState.open),
    PageRoute("/requests", requests, "Your request", RequestState.open),
    PageRoute("/requests/[reference]", requests, "Your request", RequestState.open),
    PageRoute("/wizards/[slug]", wizard, _wizard_title(), WizardState.open),
    PageRoute("/404", _missing, "Not found", HomeState.open),
)


def add_pages(app: rx.App) -> None:
    for route in ROUTES:
        shop = SiteState.site.name + " Help"
        title = rx.cond(rx.Var.create(route.title) != "", rx.Var.create(route.title) + " · " + shop, shop)
        app.add_page(route.component, route=route.path, title=title, on_load=route.on_load)
