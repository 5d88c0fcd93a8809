"""The built pages, ready to be filled: markup and shell of each, and what it has to say."""

from __future__ import annotations

import json
from pathlib import Path

from reflex_base.constants import Dirs

from helpcenter.pages.routes import ROUTES
from helpcenter.state.initial import initial_state
from helpcenter.web.filling.page import read_page
from helpcenter.web.filling.serving import FillablePage
from helpcenter.web.filling.shell import PAGE_MARKUP, read_shells


def fillable_pages(built: Path) -> dict[str, FillablePage]:
    """By route; `built` is the folder that is served. Raises HelpCenterError for a build of other pages."""
    shells = read_shells(built / Dirs.STATIC)
    markup = json.loads((built / PAGE_MARKUP).read_text("utf-8"))
    defaults = initial_state()
    return {
        route.path: FillablePage(
            read_page(markup[route.path], defaults),
            route.fill,
            shells[route.path],
            route.asks,
            route.is_one_page,
        )
        for route in ROUTES
    }
