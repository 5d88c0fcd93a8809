"""Answers every request for a page with its content in it, from memory where it has been asked for before."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from urllib.parse import parse_qsl, quote

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpcenter.services.context import Context
from helpcenter.web.client_address import address_group, client_address, header_values
from helpcenter.web.content_security import script_sources
from helpcenter.web.etags import is_known
from helpcenter.web.filling.content import Asked, Fill
from helpcenter.web.filling.document import Document, best_encoding, style_sheets_ahead
from helpcenter.web.filling.kept_pages import KeptPages
from helpcenter.web.filling.page import FilledPage, Page
from helpcenter.web.filling.shell import Shell
from helpcenter.web.page_head import head_for
from helpcenter.web.token_bucket import Rate, TokenBuckets

_MISSING = "/404"
_READING = frozenset({"GET", "HEAD"})
# A page in three encodings takes some 50 kB.
_MOST_KEPT = 1_000
# For each network address: a question is searched for anew each time, while other pages come from memory.
_RATE_OF_QUESTIONS = "30/6 seconds"
# For each address: who follows each link, as programs do, is not to fill the day's list of searches.
_RATE_OF_NOTES = "30/hour"
_TOO_FAST = "These were many searches at once. Wait a moment, then load the page again."
_LANGUAGE = re.compile(r'<html lang="[^"]*">')
_SEGMENT = r"([A-Za-z0-9_-]+)"


@dataclass(frozen=True)
class FillablePage:
    page: Page
    fill: Fill
    shell: Shell
    asks: frozenset[str]
    is_one_page: bool = False


class FilledPages:
    """ASGI middleware. Whatever is not one of our pages goes on to `app`; pages of `app` become a 404."""

    def __init__(
        self,
        app: ASGIApp,
        context: Context,
        pages: Mapping[str, FillablePage],
        trusted_proxy_hops: int,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._context = context
        self._pages = pages
        self._patterns = [(_pattern(route), route) for route in pages if route != _MISSING]
        self._scripts = {
            route: script_sources(page.shell.head + page.shell.tail) for route, page in pages.items()
        }
        self._ahead = {route: style_sheets_ahead(page.shell.head) for route, page in pages.items()}
        self._kept = KeptPages(_MOST_KEPT)
        self._questions: TokenBuckets[str] = TokenBuckets(Rate.parse(_RATE_OF_QUESTIONS))
        self._notes: TokenBuckets[str] = TokenBuckets(Rate.parse(_RATE_OF_NOTES))
        self._hops = trusted_proxy_hops
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        path, query = scope["path"], scope["query_string"]
        is_read = scope["method"] in _READING
        if is_read and not query and (kept := self._kept.known(path, self._context.store)):
            await _answer(kept, scope, send)
        elif is_read:
            await self._answer_read(path, query, scope, receive, send)
        elif scope["method"] == "POST" and self._route_of(path):
            # A form that was sent before the page was live: its fields are for the socket alone.
            await _redirect(303, path, b"", send)
        else:
            await self._app(scope, receive, send)

    async def _answer_read(self, path: str, query: bytes, scope: Scope, receive: Receive, send: Send) -> None:
        if place := self._route_of(path):
            route, slug = place
            asked = _asked(slug, query, self._pages[route].asks)
            if asked.query and self._asks_too_fast(scope):
                await PlainTextResponse(_TOO_FAST, 429, {"Retry-After": "1"})(scope, receive, send)
                return
            document = await self._document(path, route, asked)
            if await _answer(document, scope, send) and document.on_sent and self._may_note(scope):
                document.on_sent(datetime.now(UTC))
        elif path.endswith("/") and self._route_of(path.rstrip("/")):
            await _redirect(308, path.rstrip("/"), query, send)
        elif path.endswith(".html"):
            await self._answer_missing(scope, send)
        else:
            await self._app(scope, receive, self._unless_from_build(scope, send))

    def _asks_too_fast(self, scope: Scope) -> bool:
        return not self._questions.take(self._address(scope), self._clock())

    def _may_note(self, scope: Scope) -> bool:
        return self._notes.take(self._address(scope), self._clock())

    def _address(self, scope: Scope) -> str:
        return address_group(client_address(scope, self._hops))

    async def _document(self, path: str, route: str, asked: Asked) -> Document:
        """There is no end of questions and of made-up addresses: of these, one page a route is kept."""
        if self._pages[route].is_one_page:
            path, asked = route, Asked("", asked.query)
        if asked.query:
            return await self._fill(path, route, asked)
        store = self._context.store
        if kept := self._kept.known(path, store):
            return kept
        document = await self._fill(path, route, asked)
        self._kept.keep(path if document.status == 200 else _missing(route), document, store)
        return document

    async def _fill(self, path: str, route: str, asked: Asked) -> Document:
        context = self._context
        fillable = self._pages[route]
        content = await fillable.fill(context, asked)
        if not content.found and (kept := self._kept.known(_missing(route), context.store)):
            return kept
        head = head_for(context, path if content.found else _MISSING)
        page = fillable.page.fill(content.state)
        text = _written(fillable.shell, head, page, context.store.rules.profile.language)
        return Document(
            200 if content.found else 404,
            text.encode(),
            self._scripts[route],
            self._ahead[route],
            content.on_sent,
        )

    def _route_of(self, path: str) -> tuple[str, str] | None:
        """The route, and the slug in it."""
        for pattern, route in self._patterns:
            if found := pattern.fullmatch(path):
                return route, found[1] if pattern.groups else ""
        return None

    async def _answer_missing(self, scope: Scope, send: Send) -> None:
        await _answer(await self._document(_MISSING, _MISSING, Asked("", {})), scope, send)

    def _unless_from_build(self, scope: Scope, send: Send) -> Send:
        """A strange address, such as one with a space in it, can reach the built frame of a page."""
        is_answered = False

        async def send_unless_from_build(message: Message) -> None:
            nonlocal is_answered
            if message["type"] == "http.response.start" and _is_from_build(message):
                is_answered = True
                await self._answer_missing(scope, send)
            elif not is_answered:
                await send(message)

        return send_unless_from_build


def filled_pages(
    context: Context, pages: Callable[[], Mapping[str, FillablePage]], trusted_proxy_hops: int
) -> Callable[[ASGIApp], ASGIApp]:
    """A layer for `FrontedApp`."""
    return lambda app: FilledPages(app, context, pages(), trusted_proxy_hops)


def _asked(slug: str, query: bytes, heeded: frozenset[str]) -> Asked:
    pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True) if query and heeded else ()
    return Asked(slug, {name: value for name, value in pairs if name in heeded})


def _missing(route: str) -> str:
    """No path has a blank: what is kept under it is the page that says so."""
    return f"{route} missing"


def _pattern(route: str) -> re.Pattern[str]:
    """ "/articles/[slug]" matches "/articles/returns", and not its Markdown, "/articles/returns.md"."""
    return re.compile(re.sub(r"\[\w+\]", lambda _: _SEGMENT, route))


def _written(shell: Shell, own_head: str, page: FilledPage, language: str) -> str:
    head = _LANGUAGE.sub(f'<html lang="{escape(language)}">', shell.head, count=1)
    # At the end of the head, where React looks for no script of its own.
    state = f'<script type="application/json" id="page-state">{page.state}</script>'
    head = head.replace("</head>", f"{own_head}{state}</head>", 1)
    return f"{head}{page.markup}{shell.tail}"


async def _answer(document: Document, scope: Scope, send: Send) -> bool:
    """Whether all of it was sent: not to somebody who has it already, or asks for its head alone."""
    has_it = header_values(scope, b"if-none-match")
    if has_it and document.status == 200 and is_known(document.etag, has_it):
        await send({"type": "http.response.start", "status": 304, "headers": document.validators})
        await send({"type": "http.response.body"})
        return False
    encoding = best_encoding(", ".join(header_values(scope, b"accept-encoding")))
    body = document.encoded(encoding)
    host = next(iter(header_values(scope, b"host")), "")
    headers = document.headers(encoding, host, encrypted=scope.get("scheme") == "https")
    await send({"type": "http.response.start", "status": document.status, "headers": headers})
    is_read: bool = scope["method"] != "HEAD"
    await send({"type": "http.response.body", "body": body if is_read else b""})
    return is_read


async def _redirect(status: int, path: str, query: bytes, send: Send) -> None:
    """`path` is one of ours, so it leads nowhere else."""
    address = quote(path).encode() + (b"?" + query if query else b"")
    headers = [(b"location", address), (b"content-length", b"0")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body"})


def _is_from_build(start: Message) -> bool:
    """A page as the build has written it, or a way to one, which would lead to whatever `Host` says."""
    headers = {name.lower(): value for name, value in start["headers"]}
    return b"location" in headers or headers.get(b"content-type", b"").startswith(b"text/html")
