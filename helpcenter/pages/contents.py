"""What each page shows in its first response: the same that its state loads when the page opens."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import reflex as rx

from helpcenter.services.browsing import show_article, show_category, show_home, show_site
from helpcenter.services.context import Context
from helpcenter.services.searching import LONGEST_QUERY, note_search, show_search
from helpcenter.services.views.content import ArticleView, CategoryView
from helpcenter.services.views.wizard import WizardView
from helpcenter.state.browsing import ArticleState, CategoryState, HomeState
from helpcenter.state.found import Found
from helpcenter.state.searching import SearchState
from helpcenter.state.site import SiteState
from helpcenter.state.wizard import WizardState
from helpcenter.web.filling.content import Asked, Content


async def home(context: Context, _asked: Asked) -> Content:
    return _shows(context, HomeState, view=show_home(context.store))


async def category(context: Context, asked: Asked) -> Content:
    view = show_category(context.store, asked.slug)
    if view is None:
        return _nothing(context, CategoryState, view=CategoryView())
    return _shows(context, CategoryState, found=Found.YES, view=view)


async def article(context: Context, asked: Asked) -> Content:
    view = show_article(context.store, asked.slug)
    if view is None:
        return _nothing(context, ArticleState, view=ArticleView())
    return _shows(context, ArticleState, found=Found.YES, view=view)


async def search(context: Context, asked: Asked) -> Content:
    """Noted here and not by the state: so it is once, whether or not the page ever becomes live."""
    words, category = asked.query.get("q", "")[:LONGEST_QUERY], asked.query.get("category", "")
    view = await show_search(context, words, category)
    # Going on to a category is no new search.
    on_sent = None if category else partial(note_search, context, view)
    return replace(_shows(context, SearchState, view=view), on_sent=on_sent)


async def wizard(context: Context, asked: Asked) -> Content:
    """Its name. Which step it stands at depends on the visitor, and comes over the socket."""
    if asked.slug not in context.store.rules.flows:
        return _nothing(context, WizardState)
    title = context.store.rules.wording.say(f"flows.{asked.slug}.title")
    return _shows(context, WizardState, view=WizardView(flow_title=title, title=title))


async def frame(context: Context, _asked: Asked) -> Content:
    """For pages that show nothing of the store but what all of them do."""
    return _shows(context, SiteState)


async def missing(context: Context, _asked: Asked) -> Content:
    return _nothing(context, SiteState)


def _shows(context: Context, state: type[rx.State], **shown: Any) -> Content:
    site = {SiteState.get_full_name(): {"site": show_site(context.store)}}
    return Content(site | {state.get_full_name(): shown} if shown else site)


def _nothing(context: Context, state: type[rx.State], **shown: Any) -> Content:
    found = {} if state is SiteState else {"found": Found.NO}
    return Content(_shows(context, state, **found, **shown).state, found=False)
