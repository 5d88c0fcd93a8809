"""Real databases, an empty one for each test (databases.py says which)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from contextvars import ContextVar
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.database import Database
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.adapters.migrating import migrate
from helpcenter.services.context import Context, Limits
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from helpcenter.settings import load_settings
from tests.integration.commands import STUDIO
from tests.integration.databases import ENGINES, create_postgresql, drop_postgresql
from tests.integration.timing import NOW

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
    is_file = request.param == "sqlite"
    url = f"sqlite+aiosqlite:///{tmp_path / 'test.db'}" if is_file else await create_postgresql()
    database = WatchedDatabase(url)
    try:
        await migrate(database)
        yield database
    finally:
        await database.close()
        if not is_file:
            await drop_postgresql(url)


@pytest.fixture(scope="session")
def live() -> LiveStore:
    return LiveStore(STUDIO, lambda: NOW)


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


@pytest.fixture
async def embedded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Database]:
    """The database that commands read, and their store is the studio. It has no tables yet."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'commands.db'}"
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", url)
    monkeypatch.setenv("HELPCENTER_STORE", str(STUDIO))
    database = Database(url)
    yield database
    await database.close()
    load_settings.cache_clear()
