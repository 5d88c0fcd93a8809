"""A browser tab without the browser: Reflex's protocol over one socket, for any Reflex app."""

from __future__ import annotations

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession, ClientWebSocketResponse, WSMsgType

from bench.processes import CannotMeasure

_BOOT = "reflex___state____state.hydrate_and_load"
_LONGEST_SILENCE = 60
_EVENT = "42/_event,"


@dataclass
class Tab:
    """`heard` is the last update that came, as it came."""

    socket: ClientWebSocketResponse
    place: str
    heard: str = field(default="", repr=False)

    async def ask(self, handler: str, payload: Mapping[str, Any], until: str) -> float:
        """The seconds until an update holds that text."""
        frame = _EVENT + json.dumps(["event", event(handler, payload, self.place)])
        started = time.perf_counter()
        await self.socket.send_str(frame)
        await self.hear(until)
        return time.perf_counter() - started

    async def submit(self, handler: str, form: Mapping[str, str], until: str) -> float:
        """As a form sends its fields."""
        fields = {"form_data": {"__reflex_form_data__": list(map(list, form.items()))}}
        return await self.ask(handler, fields, until)

    async def hear(self, until: str) -> None:
        while True:
            try:
                message = await self.socket.receive(_LONGEST_SILENCE)
            except TimeoutError:
                raise CannotMeasure(f"nothing said {until}; last heard: {self.heard}") from None
            if message.type is not WSMsgType.TEXT:
                raise CannotMeasure(f"a socket was closed before {until}; last heard: {self.heard}")
            if message.data == "2":
                await self.socket.send_str("3")
            elif message.data.startswith(_EVENT):
                self.heard = message.data
                if until in message.data:
                    return


@asynccontextmanager
async def a_tab(
    visitor: ClientSession, place: str, until: str, headers: Mapping[str, str] | None = None
) -> AsyncIterator[Tab]:
    """A tab that shows the page at `place`: an update has held the text `until`."""
    address = f"/_event/?EIO=4&transport=websocket&token={uuid4()}"
    async with visitor.ws_connect(address, headers=headers) as socket:
        tab = Tab(socket, place)
        await socket.receive_str()
        await socket.send_str("40/_event," + json.dumps({"event": event(_BOOT, {"vars": {}}, place)}))
        await tab.hear(until)
        yield tab


def event(handler: str, payload: Mapping[str, Any], place: str) -> dict[str, Any]:
    location = {"pathname": place, "asPath": place, "query": {}}
    return {"name": handler, "payload": dict(payload), "router_data": location}
