"""Insert or overwrite in one statement: two tabs, or two servers, may do so at the same time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel


async def upsert(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """`keys` are the columns of a unique constraint; where they meet a row, all others are overwritten."""
    changes = {name: value for name, value in values.items() if name not in keys}
    await session.execute(
        _insert(session, table, values).on_conflict_do_update(index_elements=keys, set_=changes)
    )


async def count_up(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], keys: Sequence[str], counter: str
) -> None:
    """Like `upsert`, but the column `counter` grows by the value given."""
    changes = {name: value for name, value in values.items() if name not in keys}
    changes[counter] = inspect(table).columns[counter] + values[counter]
    await session.execute(
        _insert(session, table, values).on_conflict_do_update(index_elements=keys, set_=changes)
    )


async def insert_if_absent(
    session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any], keys: Sequence[str]
) -> None:
    """Where the keys meet a row, it stays as it is."""
    await session.execute(_insert(session, table, values).on_conflict_do_nothing(index_elements=keys))


def _insert(session: AsyncSession, table: type[SQLModel], values: Mapping[str, Any]) -> Any:
    insert: Any = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}[session.get_bind().dialect.name]
    return insert(table).values(values)
