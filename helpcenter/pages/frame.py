"""The frame with what every page has from the site's state."""

import reflex as rx

from helpcenter.components.layout import layout
from helpcenter.components.missing import not_found
from helpcenter.components.notice import notice_banner
from helpcenter.components.search import search_form
from helpcenter.state.base import GuardedState
from helpcenter.state.site import SiteState


def nothing_here() -> rx.Component:
    """For an address that leads nowhere, on whatever page that turns out."""
    return not_found(search_form())


def frame(*children: rx.Component, wide: bool = False) -> rx.Component:
    notice = notice_banner(GuardedState.notice, GuardedState.dismiss_notice)
    return layout(*children, shop=SiteState.site.name, notice=notice, live=SiteState.is_hydrated, wide=wide)
