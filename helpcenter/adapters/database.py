"""One door to the database: short reads, and writes that exclude each other.

SQLite (WAL) is the embedded default, the URL can name PostgreSQL; nothing else differs for the callers.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, event, make_url
from sqlalchemy.exc import DisconnectionError, OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from helpcenter.adapters import sqlite

_WRITES = "helpcenter_writes"
# A connection that nobody has used for longer may be dead: the server was restarted, or a firewall forgot it.
_TRUSTED_SECONDS = 5.0
_LONGEST_WAIT_SECONDS = 10.0
# All stay open: one that is opened for a rush and closed after it has to log in and prepare every statement.
_CONNECTIONS = 15
_PAUSE_SECONDS = 0.005
_SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=NORMAL",
    "PRAGMA foreign_keys=ON",
    # In milliseconds. The whole server waits meanwhile, so the rest of the waiting is up to `_begin`.
    "PRAGMA busy_timeout=20",
)


@dataclass(frozen=True)
class _Engines:
    """Both use the same connections."""

    writes: AsyncEngine
    reads: AsyncEngine
    write_lock: AbstractAsyncContextManager[object]


class Database:
    """Opens no connection before the first use, so that it can be made before a server forks its workers."""

    def __init__(self, url: str) -> None:
        self.url = url
        self._engines: _Engines | None = None

    @property
    def engine(self) -> AsyncEngine:
        return self._open().writes

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; None for a server's, and for one in memory."""
        return _file(make_url(self.url))

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """For reading: each statement sees what is committed by then, and nothing is kept.

        Without a transaction around them, look-ups take half as many round trips. Decide while writing.
        """
        async with self._open().reads.connect() as connection:
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """One transaction: committed at the end, rolled back on any error.

        In SQLite it takes the write lock at once, since a lock that is taken later can fail instead of wait.
        Writers of this process queue for it here: SQLite has no queue.
        """
        engines = self._open()
        async with engines.write_lock, engines.writes.connect() as connection:
            await _begin(connection)
            yield connection
            await connection.commit()

    async def close(self) -> None:
        if self._engines is not None:
            await self._engines.writes.dispose()
            self._engines = None

    def _open(self) -> _Engines:
        if self._engines is None:
            self._engines = _create_engines(self.url)
        return self._engines


async def _begin(connection: AsyncConnection) -> None:
    """Raises OperationalError where another process has been writing to the same SQLite file for too long."""
    await connection.execution_options(**{_WRITES: True})
    give_up_at = time.monotonic() + _LONGEST_WAIT_SECONDS
    while True:
        try:
            await connection.begin()
        except OperationalError as error:
            if "database is locked" not in str(error.orig) or time.monotonic() > give_up_at:
                raise
            await asyncio.sleep(_PAUSE_SECONDS)
        else:
            return


def _create_engines(url: str) -> _Engines:
    engine = _create_engine(url)
    if engine.dialect.name == "postgresql":
        return _Engines(engine, engine.execution_options(isolation_level="AUTOCOMMIT"), nullcontext())
    return _Engines(engine, engine, asyncio.Lock())


def _create_engine(url: str) -> AsyncEngine:
    parsed = make_url(url)
    if parsed.get_backend_name() != "sqlite":
        engine = create_async_engine(parsed, pool_size=_CONNECTIONS, max_overflow=0)
        _ping_after_a_rest(engine.sync_engine)
        return engine
    if file := _file(parsed):
        file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(parsed, connect_args={"async_creator_fn": sqlite.connect})
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _file(url: URL) -> Path | None:
    in_file = url.get_backend_name() == "sqlite" and url.database and url.database != ":memory:"
    return Path(url.database) if in_file and url.database else None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    for pragma in _SQLITE_PRAGMAS:
        cursor.execute(pragma)
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get(_WRITES):
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _ping_after_a_rest(engine: Engine) -> None:
    """SQLAlchemy's own `pool_pre_ping` asks before every use, which takes as long as what it protects."""

    @event.listens_for(engine, "checkin")
    def note(_connection: Any, record: Any) -> None:
        record.info["rests_since"] = time.monotonic()

    @event.listens_for(engine, "checkout")
    def ping(connection: Any, record: Any, _proxy: Any) -> None:
        if time.monotonic() - record.info.get("rests_since", time.monotonic()) < _TRUSTED_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error  # and another one is taken
