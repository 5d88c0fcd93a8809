"""A WebSocket client that talks to an ASGI app in the same process, without a network."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from starlette.types import ASGIApp, Message


@dataclass
class Socket:
    """`sent` is what the server has sent and the test has not yet taken."""

    _to_app: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)
    _from_app: asyncio.Queue[Message] = field(default_factory=asyncio.Queue)

    def say(self, text: str | None = None, *, data: bytes | None = None) -> None:
        self._to_app.put_nowait({"type": "websocket.receive", "text": text, "bytes": data})

    def hang_up(self) -> None:
        self._to_app.put_nowait({"type": "websocket.disconnect", "code": 1000})

    async def hear(self) -> Message:
        return await self._from_app.get()

    async def hear_text(self) -> str:
        message = await self.hear()
        assert message["type"] == "websocket.send", message
        return str(message["text"])

    async def hear_close(self) -> int:
        """The code of the close, after whatever was sent before it."""
        while (message := await self.hear())["type"] != "websocket.close":
            pass
        return int(message["code"])


@asynccontextmanager
async def opened(
    app: ASGIApp,
    path: str,
    *,
    query: str = "",
    headers: dict[str, str] | None = None,
    peer: str = "203.0.113.5",
    **scope: Any,
) -> AsyncIterator[Socket]:
    """A socket that has asked to be opened: what comes first tells whether it was.

    When the block ends, the app has dealt with everything that was said.
    """
    upgrade = {"connection": "upgrade", "upgrade": "websocket"}
    socket = Socket()
    socket._to_app.put_nowait({"type": "websocket.connect"})
    task = asyncio.create_task(
        app(
            {
                "type": "websocket",
                "scheme": "ws",
                "path": path,
                "root_path": "",
                "query_string": query.encode(),
                "headers": [
                    (name.lower().encode(), value.encode())
                    for name, value in (upgrade | (headers or {})).items()
                ],
                "client": (peer, 40_000),
                "subprotocols": [],
                **scope,
            },
            socket._to_app.get,
            socket._from_app.put,
        )
    )
    try:
        yield socket
    finally:
        socket.hang_up()
        await task
