"""A page that does not exist says so in its status, too, and not only in words.

Reflex knows the form of an address ("/articles/[slug]") and answers 200 to all of them; which articles there
are stands in the store.
"""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpcenter.services.context import Context
from helpcenter.services.store import Store


def honest_status(context: Context) -> Callable[[ASGIApp], ASGIApp]:
    """A transformer for `rx.App(api_transformer=[…])`."""

    def transform(app: ASGIApp) -> ASGIApp:
        async def with_status(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] != "http" or page_exists(context.store, scope["path"]):
                await app(scope, receive, send)
                return

            async def send_not_found(message: Message) -> None:
                if message["type"] == "http.response.start" and message["status"] in {200, 304}:
                    message["status"] = 404
                await send(message)

            await app(scope, receive, send_not_found)

        return with_status

    return transform


def page_exists(store: Store, path: str) -> bool:
    """Whether that page is there, as far as it depends on the store; True for every other path."""
    match path.strip("/").split("/"):
        case ["articles", slug]:
            return slug in store.library.catalogue.articles
        case ["categories", slug]:
            return bool(store.library.catalogue.in_category(slug))
        case ["wizards", slug]:
            return slug in store.rules.flows
    return True
