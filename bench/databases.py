"""Empty databases that live as long as a block: SQLite in a folder, PostgreSQL where a server answers."""

from __future__ import annotations

import asyncio
import os
import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import click
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine

# The server that the tests use, too: a URL without the name of a database.
POSTGRES = os.environ.get("HELPCENTER_TEST_POSTGRES", "postgresql+asyncpg://root@127.0.0.1:5432")


def empty_databases(folder: Path) -> dict[str, AbstractContextManager[str]]:
    """By the name to print: each gives its URL. PostgreSQL is left out, and said so, where none answers."""
    databases: dict[str, AbstractContextManager[str]] = {"SQLite": _sqlite(folder)}
    try:
        asyncio.run(_on_server("SELECT 1"))
    except (OSError, SQLAlchemyError) as error:
        click.echo(
            f"No PostgreSQL at HELPCENTER_TEST_POSTGRES ({type(error).__name__}): SQLite alone is measured."
        )
    else:
        databases["PostgreSQL"] = _postgresql()
    return databases


@contextmanager
def _sqlite(folder: Path) -> Iterator[str]:
    file = folder / "empty.db"
    file.unlink(missing_ok=True)
    yield f"sqlite+aiosqlite:///{file.resolve()}"


@contextmanager
def _postgresql() -> Iterator[str]:
    name = f"helpcenter_bench_{uuid.uuid4().hex[:12]}"
    asyncio.run(_on_server(f"CREATE DATABASE {name}"))
    try:
        yield f"{POSTGRES}/{name}"
    finally:
        asyncio.run(_on_server(f"DROP DATABASE {name} WITH (FORCE)"))


async def _on_server(statement: str) -> None:
    engine = create_async_engine(f"{POSTGRES}/postgres", isolation_level="AUTOCOMMIT")
    try:
        async with engine.connect() as connection:
            await connection.execute(text(statement))
    finally:
        await engine.dispose()
