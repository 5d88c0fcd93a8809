"""Where tests find real databases: SQLite in a file, and PostgreSQL where a server is there to be used.

PostgreSQL is looked for at HELPCENTER_TEST_POSTGRES (a URL without a database name), else on this machine.
"""

from __future__ import annotations

import os
import uuid

from sqlalchemy import make_url, text
from sqlalchemy.ext.asyncio import create_async_engine

from tests.servers import answers

POSTGRES = os.environ.get("HELPCENTER_TEST_POSTGRES", "postgresql+asyncpg://root@127.0.0.1:5432")

_SERVER = make_url(POSTGRES)
ENGINES = ["sqlite", "postgresql"] if answers(_SERVER.host, _SERVER.port or 5432) else ["sqlite"]


async def create_postgresql() -> str:
    """The URL of an empty database of its own."""
    name = f"helpcenter_test_{uuid.uuid4().hex[:12]}"
    await _tell_server(f"CREATE DATABASE {name}")
    return f"{POSTGRES}/{name}"


async def drop_postgresql(url: str) -> None:
    """Whoever is still connected to it."""
    await _tell_server(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


async def _tell_server(statement: str) -> None:
    server = create_async_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    async with server.connect() as connection:
        await connection.execute(text(statement))
    await server.dispose()
