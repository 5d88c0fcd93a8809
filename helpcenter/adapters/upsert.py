"""Insert or overwrite in one statement: two tabs, or two servers, may do so at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def upsert(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """`keys` are the columns of a unique constraint; where they meet a row, all others are overwritten."""
    statement = _upserting(session.get_bind().dialect.name, table, tuple(values), tuple(keys))
    await session.execute(statement, dict(values))


async def count_up(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], keys: Sequence[str], counter: str
) -> None:
    """Like `upsert`, but the column `counter` grows by the value given."""
    changes = {name: value for name, value in values.items() if name not in keys}
    changes[counter] = inspect(table).columns[counter] + values[counter]
    insert = _INSERT[session.get_bind().dialect.name](table).values(values)
    await session.execute(insert.on_conflict_do_update(index_elements=keys, set_=changes))


async def insert_if_absent(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """Where the keys meet a row, it stays as it is."""
    insert = _INSERT[session.get_bind().dialect.name](table).values(values)
    await session.execute(insert.on_conflict_do_nothing(index_elements=keys))


@lru_cache
def _upserting(dialect: str, table: type[SQLModel], names: Sequence[str], keys: Sequence[str]) -> Any:
    """Put together once: every answer in a wizard is kept by one of these."""
    columns = inspect(table).local_table
    insert = _INSERT[dialect](columns)
    changes = {name: insert.excluded[name] for name in names if name not in keys}
    return insert.on_conflict_do_update(index_elements=keys, set_=changes)
