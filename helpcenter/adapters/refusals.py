"""What wizards refused, in the database: each refusal once, the newest of an order, for a limited time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import RefusalRow
from helpcenter.adapters.writing import insert_if_absent
from helpcenter.orders.refusal import Refusal


async def load_refusal(connection: AsyncConnection, reference: str) -> Refusal | None:
    return await _find(connection, select(RefusalRow).where(RefusalRow.reference == reference))


async def find_refusal(connection: AsyncConnection, key: str) -> Refusal | None:
    return await _find(connection, select(RefusalRow).where(RefusalRow.key == key))


async def keep_refusal(connection: AsyncConnection, refusal: Refusal, key: str) -> Refusal:
    """The one with that key: this one, unless it was kept before."""
    await insert_if_absent(connection, RefusalRow, {"key": key, **vars(refusal)}, ["key"])
    return await find_refusal(connection, key) or refusal


async def drop_oldest_refusals(connection: AsyncConnection, order_number: str, *, keep: int) -> None:
    """Of that order, all but the newest."""
    newest = (
        select(RefusalRow.id)
        .where(RefusalRow.order_number == order_number)
        .order_by(col(RefusalRow.id).desc())
        .limit(keep)
    )
    of_order = col(RefusalRow.order_number) == order_number
    await connection.execute(delete(RefusalRow).where(of_order, col(RefusalRow.id).not_in(newest)))


async def delete_refusals_before(connection: AsyncConnection, instant: datetime) -> None:
    await connection.execute(delete(RefusalRow).where(col(RefusalRow.created_at) < instant))


async def _find(connection: AsyncConnection, statement: Select[Any]) -> Refusal | None:
    row = (await connection.execute(statement)).one_or_none()
    if row is None:
        return None
    return Refusal(
        reference=row.reference,
        order_number=row.order_number,
        flow=row.flow,
        outcome=row.outcome,
        answers=row.answers,
        receipt=row.receipt,
        created_at=row.created_at,
    )
