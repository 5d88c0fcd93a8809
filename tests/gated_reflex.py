"""The socket gate in front of a real Socket.IO server with Reflex's own namespace, in this process."""

from __future__ import annotations

import json
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import socketio
from reflex.app import EventNamespace
from reflex_base.event import Event
from starlette.types import ASGIApp

from helpcenter.settings import Settings
from helpcenter.web.socket_events import BOOT, ClientEvents
from helpcenter.web.socket_gate import SocketGate
from tests.asgi_socket import Socket, opened

OURS = "reflex___state____state.guarded.search.suggest"
TOLD = "reflex___state____state.guarded.message_refused"
EVENTS = ClientEvents(ours=frozenset({OURS, TOLD}), on_refused=TOLD)
HERE = {"pathname": "/search", "asPath": "/search", "query": {}}
TOKEN = "550e8400-e29b-41d4-a716-446655440000"
QUERY = f"EIO=4&transport=websocket&token={TOKEN}"


@dataclass
class Shop:
    """A gate with Reflex behind it. `seen` are the events that have come through, with their token."""

    gate: SocketGate
    app: ASGIApp
    namespace: EventNamespace
    seen: list[tuple[str, Event]] = field(default_factory=list)
    reports: list[str] = field(default_factory=list)
    seconds: float = 0

    @property
    def names(self) -> list[str]:
        return [event.name for _, event in self.seen]

    def socket(self, **how: Any) -> AbstractAsyncContextManager[Socket]:
        """Of another tab each time."""
        return opened(self.app, "/_event/", **{"query": f"EIO=4&transport=websocket&token={uuid4()}", **how})


def a_shop(**settings: Any) -> Shop:
    async def enqueue(token: str, event: Event) -> None:
        made.seen.append((token, event))

    server = socketio.AsyncServer(
        async_mode="asgi",
        cors_allowed_origins=[],
        transports=["websocket"],
        allow_upgrades=False,
        async_handlers=False,
        monitor_clients=False,
    )
    reflex = SimpleNamespace(
        sio=server,
        router=lambda path: path,
        event_processor=SimpleNamespace(enqueue=enqueue),
        frontend_exception_handler=lambda error: made.reports.append(str(error)),
        _event_processor=None,
        _state=None,
    )
    namespace = EventNamespace("/_event", reflex)  # type: ignore[arg-type]
    server.register_namespace(namespace)
    gate = SocketGate(Settings(**settings), EVENTS, clock=lambda: made.seconds)
    made = Shop(gate, gate.in_front_of(socketio.ASGIApp(server, socketio_path="")), namespace)
    return made


def opening(payload: Any = None) -> str:
    return "40/_event," + json.dumps({"event": an_event(payload or {}, name=BOOT), "state_schema": "x"})


def an_event(payload: Any, name: str = OURS) -> dict[str, Any]:
    return {"name": name, "payload": payload, "router_data": HERE}


def saying(payload: Any, name: str = OURS) -> str:
    return "42/_event," + json.dumps(["event", an_event(payload, name)])


async def enter(socket: Socket) -> None:
    """Up to the point at which a page can send events."""
    assert (await socket.hear())["type"] == "websocket.accept"
    assert (await socket.hear_text()).startswith("0{")
    socket.say(opening())
    assert (await socket.hear_text()).startswith("40/_event,")
