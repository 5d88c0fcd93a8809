"""The frame with what every page has from the site's state."""

import reflex as rx

from helpcenter.components.layout import layout
from helpcenter.components.notice import notice_banner
from helpcenter.state.base import GuardedState
from helpcenter.state.site import SiteState


def frame(*children: rx.Component, wide: bool = False) -> rx.Component:
    notice = notice_banner(GuardedState.notice, GuardedState.dismiss_notice)
    return layout(*children, shop=SiteState.site.name, notice=notice, wide=wide)
