"""What wizards refused, in the database: each refusal once, the newest of an order, for a limited time."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from helpcenter.adapters.tables import RefusalRow
from helpcenter.adapters.upsert import insert_if_absent
from helpcenter.orders.refusal import Refusal


async def load_refusal(session: AsyncSession, reference: str) -> Refusal | None:
    return _read(
        (await session.scalars(select(RefusalRow).where(RefusalRow.reference == reference))).one_or_none()
    )


async def find_refusal(session: AsyncSession, key: str) -> Refusal | None:
    return _read((await session.scalars(select(RefusalRow).where(RefusalRow.key == key))).one_or_none())


async def keep_refusal(session: AsyncSession, refusal: Refusal, key: str) -> Refusal:
    """The one with that key: this one, unless it was kept before."""
    await insert_if_absent(session, RefusalRow, {"key": key, **vars(refusal)}, ["key"])
    return await find_refusal(session, key) or refusal


async def drop_oldest_refusals(session: AsyncSession, order_number: str, *, keep: int) -> None:
    """Of that order, all but the newest."""
    newest = (
        select(RefusalRow.id)
        .where(RefusalRow.order_number == order_number)
        .order_by(col(RefusalRow.id).desc())
        .limit(keep)
    )
    of_order = col(RefusalRow.order_number) == order_number
    await session.execute(delete(RefusalRow).where(of_order, col(RefusalRow.id).not_in(newest)))


async def delete_refusals_before(session: AsyncSession, instant: datetime) -> None:
    await session.execute(delete(RefusalRow).where(col(RefusalRow.created_at) < instant))


def _read(row: RefusalRow | None) -> Refusal | None:
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
