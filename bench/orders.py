"""A database with as many orders as a large shop has, each with its lines and parcels."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import ColumnElement, String, Table, cast, insert, literal, select, text
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import SQLModel

from helpcenter.adapters.database import Database
from helpcenter.commands.serve import prepare_database
from helpcenter.settings import Settings

# The demo orders: in production, on its way, late, delivered, split.
_TEMPLATES = [f"S-{number}" for number in range(1001, 1007)]
_KEY_OF_ORDER = {"orders": "number", "order_lines": "order_number", "shipments": "order_number"}


def settings_for(store: Path, folder: Path, database_url: str) -> Settings:
    return Settings(store=store, data_dir=folder, database_url=database_url)


async def fill(settings: Settings, copies: int, templates: list[str] | None = None) -> None:
    """The demo orders, and `copies` of each template under the numbers and addresses that `copy` says."""
    await prepare_database(settings, datetime.now(UTC))
    database = Database(settings.database_url.get_secret_value())
    try:
        for template in templates or _TEMPLATES:
            async with database.writing() as connection:
                await _multiply(connection, template, copies)
        async with database.writing() as connection:
            await connection.execute(text("ANALYZE"))
    finally:
        await database.close()


def copy(number: int, template: str = _TEMPLATES[0]) -> tuple[str, str]:
    """Number and email address of a copy; they count from 1."""
    return f"{template}-{number}", f"customer{number}@example.com"


async def _multiply(connection: AsyncConnection, template: str, copies: int) -> None:
    """By the database itself: sending a million rows there would take minutes."""
    counted = select(literal(1).label("number")).cte("counted", recursive=True)
    counted = counted.union_all(select(counted.c.number + 1).where(counted.c.number < copies))
    as_text = cast(counted.c.number, String)
    email = literal("customer") + as_text + literal("@example.com")
    changed: dict[str, ColumnElement[str]] = {
        "number": literal(f"{template}-") + as_text,
        "order_number": literal(f"{template}-") + as_text,
        "number_key": literal(template.replace("-", "")) + as_text,
        "email": email,
        "email_key": email,
    }
    for name, key in _KEY_OF_ORDER.items():
        table: Table = SQLModel.metadata.tables[name]
        values = [changed.get(column.name, column) for column in table.columns]
        copied = (
            select(*values)
            .select_from(table.join(counted, literal(value=True)))
            .where(table.c[key] == template)
        )
        await connection.execute(insert(table).from_select(list(table.columns.keys()), copied))
