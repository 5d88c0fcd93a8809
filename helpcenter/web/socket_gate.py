"""The one way to Reflex's socket. Every frame is read, judged and written anew before Reflex sees it.

It stands at the ASGI level, not in Reflex's namespace object: there, a client calls `on_connect` with headers
of its own making by naming an event "connect", and one malformed frame ends the reader without a disconnect.
Here nothing passes that Reflex's own frontend does not send, and a closed socket is always counted out.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from helpcenter.settings import Settings
from helpcenter.web.client_address import address_group, client_address
from helpcenter.web.socket_events import ClientEvents
from helpcenter.web.socket_frames import NAMESPACE
from helpcenter.web.socket_handshake import LARGEST_HEAD, head_size, passed_on
from helpcenter.web.socket_rejections import FrameRejected, Rejection, Rejections
from helpcenter.web.socket_session import SharedRates, SocketSession

if TYPE_CHECKING:
    import reflex as rx

_POLICY_VIOLATION = 1008
# Reflex's frontend makes its own UUIDs, and half of them have a variant that the standard does not know.
_TOKEN = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89a-f][0-9a-f]{3}-[0-9a-f]{12}", re.IGNORECASE | re.ASCII
)


def install_gate(app: rx.App, settings: Settings, events: ClientEvents) -> SocketGate:
    """Puts a gate directly in front of Reflex, behind the transformers that `app` has or is given before."""
    gate = SocketGate(settings, events)
    others = app.api_transformer or ()
    app.api_transformer = (gate.in_front_of, *(others if isinstance(others, Sequence) else (others,)))
    return gate


class SocketGate:
    """Counts in this process alone: with several workers, each has its own limits."""

    def __init__(
        self, settings: Settings, events: ClientEvents, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._events = events
        self._hops = settings.trusted_proxy_hops
        self._most_sockets = settings.sockets_per_address
        self._rates = SharedRates(settings.sockets_per_address)
        self._rejections = Rejections(clock)
        self._clock = clock
        self._open: Counter[str] = Counter()

    @property
    def rejections(self) -> Counter[Rejection]:
        return self._rejections.counted

    @property
    def open_sockets(self) -> int:
        return self._open.total()

    def in_front_of(self, app: ASGIApp) -> ASGIApp:
        async def gated(scope: Scope, receive: Receive, send: Send) -> None:
            if scope["type"] == "websocket":
                await self._socket(app, scope, receive, send)
            elif scope["type"] == "http" and _is_ours(scope):
                self._rejections.note(FrameRejected(Rejection.NOT_OUR_SOCKET))
                await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            else:
                await app(scope, receive, send)

        return gated

    async def _socket(self, app: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
        address = client_address(scope, self._hops)
        group = address_group(address)
        try:
            token = self._admit(scope, group)
        except FrameRejected as rejected:
            self._rejections.note(rejected)
            await receive()
            await send({"type": "websocket.close", "code": _POLICY_VIOLATION})  # not yet accepted: a 403
            return
        session = SocketSession(self._events, self._rates, self._rejections, group, self._clock)
        self._open[group] += 1
        try:
            await self._relay(session, app, passed_on(scope, token, address), receive, send)
        finally:
            self._open[group] -= 1
            if not self._open[group]:
                del self._open[group]

    def _admit(self, scope: Scope, group: str) -> str:
        if not _is_ours(scope):
            raise FrameRejected(Rejection.NOT_OUR_SOCKET)
        if head_size(scope) > LARGEST_HEAD:
            raise FrameRejected(Rejection.HEAD_TOO_LARGE)
        query = str(scope.get("query_string", b""), "ascii", "replace")
        tokens = parse_qs(query).get("token", [])
        if len(tokens) != 1 or not _TOKEN.fullmatch(tokens[0]):
            raise FrameRejected(Rejection.BAD_TOKEN)
        if self._open[group] >= self._most_sockets:
            raise FrameRejected(Rejection.TOO_MANY_SOCKETS)
        if not self._rates.connects.take(group, self._clock()):
            raise FrameRejected(Rejection.TOO_MANY_CONNECTS)
        return tokens[0]

    async def _relay(
        self, session: SocketSession, app: ASGIApp, scope: Scope, receive: Receive, send: Send
    ) -> None:
        closed = False

        async def judged() -> Message:
            nonlocal closed
            while not closed:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                try:
                    text = session.judge(message)
                except FrameRejected as rejected:
                    self._rejections.note(rejected)
                    closed = True
                    await send({"type": "websocket.close", "code": _POLICY_VIOLATION})
                else:
                    if text is not None:
                        return {"type": "websocket.receive", "text": text}
            return {"type": "websocket.disconnect", "code": _POLICY_VIOLATION}

        async def unless_closed(message: Message) -> None:
            if not closed:
                await send(message)

        await app(scope, judged, unless_closed)


def _is_ours(scope: Scope) -> bool:
    path: str = scope["path"]
    return path == NAMESPACE or path.startswith(f"{NAMESPACE}/")
