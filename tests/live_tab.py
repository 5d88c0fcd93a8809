"""A browser tab as the server sees it: one socket of the running app, which can be made to say anything."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession, ClientWebSocketResponse, CookieJar, WSMsgType
from reflex.state import BaseState

from helpcenter.state.base import GuardedState
from helpcenter.state.notices import Notice
from helpcenter.web.socket_events import BOOT
from tests.running_app import RunningApp

_FIELD = "_rx_state_"
_EVENT = "42/_event,"
# Seconds. Longer than any step takes on a busy machine, shorter than a test may.
_PATIENCE = 60

Form = Mapping[str, str]


@asynccontextmanager
async def visiting(app: RunningApp) -> AsyncIterator[ClientSession]:
    """A browser that has opened the start page, so that it has its visitor's cookie; all tabs share it."""
    async with ClientSession(app.base_url, cookie_jar=CookieJar(unsafe=True)) as browser:
        async with browser.get("/") as response:
            await response.read()
        yield browser


@dataclass
class Tab:
    """`state` is what the server has told so far, by state and field; `events` what it had the tab do."""

    socket: ClientWebSocketResponse
    place: str
    state: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)

    async def say(self, frame: str) -> None:
        await self.socket.send_str(frame)

    async def call(self, handler: str, payload: Any) -> None:
        """`handler` is the full name, as the browser sends it."""
        await self.say(_EVENT + json.dumps(["event", self.event(handler, payload)]))

    async def submit(self, state: type[BaseState], handler: str, form: Form) -> None:
        entries = {"form_data": {"__reflex_form_data__": list(map(list, form.items()))}}
        await self.call(f"{state.get_full_name()}.{handler}", entries)

    async def wait_for(self, state: type[BaseState], name: str, wanted: Callable[[Any], bool]) -> Any:
        """The field's value as soon as it is as wanted. Fails with what it is, if it stays otherwise."""
        value = None
        try:
            async with asyncio.timeout(_PATIENCE):
                while not wanted(value := self.state.get(state.get_full_name(), {}).get(name)):
                    await self._hear()
        except TimeoutError:
            raise AssertionError(f"{state.__name__}.{name} stays {value!r}") from None
        return value

    async def wait_for_event(self, name: str) -> dict[str, Any]:
        """The first of that name that the server has had the tab do."""
        while not (found := [event for event in self.events if event["name"] == name]):
            await self._hear()
        return found[0]

    async def works(self) -> None:
        """All that was said before has been dealt with, and the session lives."""
        base = GuardedState.get_full_name()
        await self.call(f"{base}.message_refused", {"too_large": True})
        await self.wait_for(GuardedState, "notice", lambda notice: notice == Notice.TOO_LONG)
        await self.call(f"{base}.dismiss_notice", {})
        await self.wait_for(GuardedState, "notice", lambda notice: notice == Notice.NONE)

    def event(self, handler: str, payload: Any) -> dict[str, Any]:
        place = {"pathname": self.place, "asPath": self.place, "query": {}}
        return {"name": handler, "payload": payload, "router_data": place}

    async def _hear(self) -> None:
        message = await self.socket.receive()
        assert message.type is WSMsgType.TEXT, f"the server closed the socket: {message}"
        if message.data == "2":
            await self.say("3")
        elif message.data.startswith(_EVENT):
            _, update = json.loads(message.data.removeprefix(_EVENT))
            self.events += update.get("events") or []
            for state, fields in (update.get("delta") or {}).items():
                known = self.state.setdefault(state, {})
                known |= {name.removesuffix(_FIELD): value for name, value in fields.items()}


@asynccontextmanager
async def a_tab(browser: ClientSession, place: str = "/", token: str = "") -> AsyncIterator[Tab]:
    """A tab that shows the page at `place`. With the `token` of another tab, it has that one's state."""
    address = f"/_event/?EIO=4&transport=websocket&token={token or uuid4()}"
    async with browser.ws_connect(address) as socket:
        tab = Tab(socket, place)
        assert (await socket.receive_str()).startswith("0{")
        await tab.say("40/_event," + json.dumps({"event": tab.event(BOOT, {"vars": {}})}))
        yield tab
