"""The composition root: everything is put together here, and nowhere else.

Importing it opens nothing, so that a server can have it loaded before its database is ready.
"""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from reflex_base.environment import environment
from starlette.applications import Starlette

from helpcenter.clock import now
from helpcenter.logs import configure_logging
from helpcenter.pages.fillable import fillable_pages
from helpcenter.pages.routes import add_pages
from helpcenter.services.background import running
from helpcenter.services.context import Context
from helpcenter.services.mails.delivering import delivering
from helpcenter.services.opening import open_context, open_post_office
from helpcenter.services.search_log import writing_searches
from helpcenter.services.tidying import tidying
from helpcenter.services.warming_up import warm_up
from helpcenter.settings import Settings, load_settings
from helpcenter.state.client_events import client_events
from helpcenter.state.desk import open_desk
from helpcenter.web.evidence import evidence_routes
from helpcenter.web.filling.serving import filled_pages
from helpcenter.web.fronted_app import FrontedApp
from helpcenter.web.moved_articles import moved_articles
from helpcenter.web.published_files import published_files
from helpcenter.web.security import secured
from helpcenter.web.socket_gate import install_gate
from helpcenter.web.suggestions import suggestions_route

_HEAD = [
    rx.el.link(rel="icon", href="/favicon.svg", type="image/svg+xml"),
    rx.el.script(src="/help-center.js", type="module"),
]


def create_app() -> rx.App:
    settings = load_settings()
    if environment.REFLEX_SKIP_COMPILE.get():
        # Not while pages are built: then Reflex speaks to a developer, who has to read it as it is.
        configure_logging(settings)
    context = open_context(settings, now)
    open_desk(context)
    app = FrontedApp(
        toaster=None,
        app_wraps={},
        html_lang=context.store.rules.profile.language,
        stylesheets=["/theme.css"],
        head_components=_HEAD,
        # The gate goes before it, right in front of Reflex.
        api_transformer=Starlette(
            routes=[
                suggestions_route(context, settings.trusted_proxy_hops),
                *evidence_routes(context, settings.trusted_proxy_hops),
                *published_files(context),
            ]
        ),
        front=[
            filled_pages(context, lambda: fillable_pages(get_web_dir()), settings.trusted_proxy_hops),
            moved_articles(context),
            secured(settings),
        ],
    )
    add_pages(app)
    install_gate(app, settings, client_events())

    app.register_lifespan_task(_background, settings=settings, context=context)
    return app


@asynccontextmanager
async def _background(settings: Settings, context: Context) -> AsyncIterator[None]:
    """What a worker does besides answering: it begins after the fork and ends with it."""
    _leave_alone_what_is_there()
    try:
        async with (
            running(context.live.watch()),
            running(warm_up(context)),
            delivering(open_post_office(settings, context), now),
            writing_searches(context, now, settings.search_log_days),
            tidying(context, now),
        ):
            yield
    finally:
        await context.database.close()


def _leave_alone_what_is_there() -> None:
    """What is in memory by now stays: looking through it for garbage again and again would hold everybody up.

    Looking through all the rest takes as long as ten steps of a wizard, and all wait. So it comes seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(700, 10, 100)
