"""Writes rows: in one statement each, also to overwrite or count up. Two tabs may do so at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

Values = Mapping[str, Any]

_INSERT: Mapping[str, Any] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}


async def insert_row(connection: AsyncConnection, table: type[SQLModel], values: Values) -> int:
    """The number that the database gave it, in the column `id`. Raises IntegrityError as all of these do."""
    columns = columns_of(table)
    number: int = (await connection.execute(columns.insert().returning(columns.c.id), values)).scalar_one()
    return number


async def insert_rows(connection: AsyncConnection, table: type[SQLModel], rows: Sequence[Values]) -> None:
    """Rows of the same columns."""
    if rows:
        await connection.execute(columns_of(table).insert(), rows)


async def upsert(
    connection: AsyncConnection, table: type[SQLModel], values: Values, keys: Sequence[str]
) -> None:
    """`keys` are the columns of a unique constraint; where they meet a row, all others are overwritten."""
    statement = _upserting(connection.dialect.name, table, tuple(values), tuple(keys))
    await connection.execute(statement, dict(values))


async def count_up(
    connection: AsyncConnection,
    table: type[SQLModel],
    rows: Sequence[Values],
    keys: Sequence[str],
    counter: str,
) -> None:
    """Like `upsert`, for rows of the same columns, but the column `counter` grows by the value given."""
    if rows:
        dialect = connection.dialect.name
        statement = _upserting(dialect, table, tuple(rows[0]), tuple(keys), counter)
        await connection.execute(statement, [dict(row) for row in rows])


async def insert_if_absent(
    connection: AsyncConnection, table: type[SQLModel], values: Values, keys: Sequence[str]
) -> None:
    """Where the keys meet a row, it stays as it is."""
    insert = _INSERT[connection.dialect.name](table).values(values)
    await connection.execute(insert.on_conflict_do_nothing(index_elements=keys))


@lru_cache
def _upserting(
    dialect: str, table: type[SQLModel], names: Sequence[str], keys: Sequence[str], counter: str = ""
) -> Any:
    """Put together once: every answer in a wizard is kept by one of these."""
    columns = columns_of(table)
    insert = _INSERT[dialect](columns)
    changes = {name: insert.excluded[name] for name in names if name not in keys}
    if counter:
        changes[counter] += columns.columns[counter]
    return insert.on_conflict_do_update(index_elements=keys, set_=changes)


def columns_of(table: type[SQLModel]) -> Table:
    columns: Table = inspect(table).local_table
    return columns
