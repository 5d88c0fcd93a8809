"""Real databases: SQLite in a folder of its own, and PostgreSQL where a server is there to be used.

PostgreSQL is looked for at HELPCENTER_TEST_POSTGRES (a URL without a database name), else on this machine;
pytest's header says whether it was found. Each test gets an empty database.
"""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from helpcenter.adapters.database import Database
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.adapters.migrating import migrate
from helpcenter.services.context import Context, Limits
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from tests.builders import REPOSITORY
from tests.servers import answers

POSTGRES = os.environ.get("HELPCENTER_TEST_POSTGRES", "postgresql+asyncpg://root@127.0.0.1:5432")
NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)

_SERVER = make_url(POSTGRES)
ENGINES = ["sqlite", "postgresql"] if answers(_SERVER.host, _SERVER.port or 5432) else ["sqlite"]

_is_writing = ContextVar("is_writing", default=False)


class LimiterOutsideTransactions(Limiter):
    """Fails where a transaction waits for it: it may be in Redis, and SQLite has one writer at a time."""

    async def check(self, limit: str, kind: str, who: str) -> None:
        assert not _is_writing.get()
        await super().check(limit, kind, who)

    async def count(self, limit: str, kind: str, who: str) -> None:
        assert not _is_writing.get()
        await super().count(limit, kind, who)


class WatchedDatabase(Database):
    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        async with super().writing() as connection:
            _is_writing.set(True)
            try:
                yield connection
            finally:
                _is_writing.set(False)


@pytest.fixture(params=ENGINES)
async def database(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    if request.param == "sqlite":
        database = WatchedDatabase(f"sqlite+aiosqlite:///{tmp_path / 'test.db'}")
        await migrate(database)
        yield database
        await database.close()
        return
    name = f"helpcenter_test_{uuid.uuid4().hex[:12]}"
    server = create_async_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text(f"CREATE DATABASE {name}"))
    database = WatchedDatabase(f"{POSTGRES}/{name}")
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()
        async with server.connect() as connection:
            await connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        await server.dispose()


@pytest.fixture(scope="session")
def live() -> LiveStore:
    return LiveStore(REPOSITORY / "content", lambda: NOW)


@pytest.fixture
def context(database: Database, live: LiveStore, tmp_path: Path) -> Context:
    return Context(
        database=database,
        live=live,
        limiter=LimiterOutsideTransactions(),
        limits=Limits(per_address="5/hour", per_order_and_address="3/hour", per_order="8/hour"),
        draft_life=timedelta(hours=72),
        refusal_life=timedelta(days=90),
        evidence=EvidenceStore(tmp_path / "evidence"),
    )


async def all_at_once(count: int, make: object) -> list[object]:
    """Runs that many of a coroutine function together; errors are raised."""
    assert callable(make)
    return list(await asyncio.gather(*(make() for _ in range(count))))
