"""The composition root: everything is put together here, and nowhere else.

To import it opens nothing, so that a server can have it loaded before its database is ready.
"""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import reflex as rx
from reflex.utils.prerequisites import get_web_dir
from reflex_base.environment import environment
from starlette.applications import Starlette

from helpcenter.logs import configure_logging
from helpcenter.pages.fillable import fillable_pages
from helpcenter.pages.routes import add_pages
from helpcenter.services.mails.delivering import delivering
from helpcenter.services.opening import open_context, open_post_office
from helpcenter.services.search_log import writing_searches
from helpcenter.services.tidying import tidying
from helpcenter.services.warming_up import warm_up
from helpcenter.settings import load_settings
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
    context = open_context(settings, lambda: datetime.now(UTC))
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

    @asynccontextmanager
    async def background() -> AsyncIterator[None]:
        """What a worker does besides answering: it begins after the fork and ends with it."""
        # What is there by now stays: looking through it again and again would hold everybody up.
        gc.collect()
        gc.freeze()
        # A look through everything takes as long as ten steps of a wizard, and all wait. So it comes seldom.
        gc.set_threshold(700, 10, 100)
        beside = [asyncio.create_task(work) for work in (context.live.watch(), warm_up(context))]

        def now() -> datetime:
            return datetime.now(UTC)

        try:
            async with (
                delivering(open_post_office(settings, context), now),
                writing_searches(context, now, settings.search_log_days),
                tidying(context, now),
            ):
                yield
        finally:
            for task in beside:
                task.cancel()
            await context.database.close()

    app.register_lifespan_task(background)
    return app
