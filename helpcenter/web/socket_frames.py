"""The text frames that Reflex's frontend sends over its socket, and no others.

Engine.IO 4 with Socket.IO 5 on one namespace: 3 answers a ping, 1 ends the transport, 40, 41 and 42 open the
namespace, leave it and carry an event. Binary frames, acknowledgements, upgrades and further namespaces are
part of these protocols, but nothing of ours uses them.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Never

from starlette.types import Message

from helpcenter.web.socket_rejections import FrameRejected, Rejection

NAMESPACE = "/_event"


class Kind(StrEnum):
    PONG = "3"
    CLOSE = "1"
    CONNECT = f"40{NAMESPACE},"
    DISCONNECT = f"41{NAMESPACE},"
    EVENT = f"42{NAMESPACE},"


@dataclass(frozen=True, slots=True)
class Frame:
    kind: Kind
    content: Any = None

    def __str__(self) -> str:
        if self.kind not in {Kind.CONNECT, Kind.EVENT}:
            return self.kind
        text = json.dumps(self.content, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        return self.kind + text


def read_frame(message: Message, largest: int) -> Frame:
    """`largest` is in bytes. Raises FrameRejected."""
    text = message.get("text")
    if not isinstance(text, str) or message.get("bytes") is not None:
        raise FrameRejected(Rejection.BAD_FRAME)
    for kind in (Kind.PONG, Kind.CLOSE, Kind.DISCONNECT):
        if text == kind:
            return Frame(kind)
    for kind in (Kind.CONNECT, Kind.EVENT):
        if text.startswith(kind):
            if len(text) > largest or len(text.encode("utf-8", "replace")) > largest:
                raise FrameRejected(Rejection.TOO_LARGE)
            return Frame(kind, _parse(text.removeprefix(kind)))
    raise FrameRejected(Rejection.BAD_FRAME)


def _parse(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise FrameRejected(Rejection.NOT_JSON) from error


def _no_number(_name: str) -> Never:
    raise ValueError  # NaN and Infinity are not JSON
