"""SQLite in the event loop itself (ADR 0012).

aiosqlite hands every step of every statement to a thread and waits for it to come back. A statement takes
some ten microseconds, the way there and back ten times as long, and on a busy server everybody else goes
first each time.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Callable, Generator
from functools import partial
from typing import Any

import aiosqlite

_ROWS_AT_ONCE = 64


class _AtOnce:
    """Stands where aiosqlite has the queue to its thread."""

    def put_nowait(self, work: tuple[asyncio.Future[Any] | None, Callable[[], Any]]) -> None:
        future, function = work
        try:
            result = function()
        except Exception as error:
            if future is None:
                raise
            future.set_exception(error)
        else:
            if future is not None:
                future.set_result(result)


class InLoopConnection(aiosqlite.Connection):
    def __init__(self, connector: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(connector, _ROWS_AT_ONCE)
        self._tx = _AtOnce()  # type: ignore[assignment]

    def __await__(self) -> Generator[Any, None, aiosqlite.Connection]:
        return self._connect().__await__()


def connect(*args: Any, **options: Any) -> InLoopConnection:
    """For SQLAlchemy's `async_creator_fn`. The driver begins no transaction of its own accord."""
    options |= {"isolation_level": None, "check_same_thread": False}
    return InLoopConnection(partial(sqlite3.connect, *args, **options))
