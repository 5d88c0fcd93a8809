"""Which request is open to which visitor, for a while."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import RequestGrantRow, RequestRow
from helpcenter.adapters.writing import upsert


async def grant(connection: AsyncConnection, visitor_key: str, reference: str, until: datetime) -> None:
    values = {"visitor_key": visitor_key, "reference": reference, "until": until}
    await upsert(connection, RequestGrantRow, values, ("visitor_key", "reference"))


async def has_grant(connection: AsyncConnection, visitor_key: str, reference: str, now: datetime) -> bool:
    statement = select(RequestGrantRow.until).where(
        RequestGrantRow.visitor_key == visitor_key,
        RequestGrantRow.reference == reference,
        col(RequestGrantRow.until) > now,
    )
    return await connection.scalar(statement) is not None


async def revoke_grants(connection: AsyncConnection, visitor_key: str) -> None:
    await connection.execute(delete(RequestGrantRow).where(col(RequestGrantRow.visitor_key) == visitor_key))


async def revoke_grants_to(connection: AsyncConnection, order_numbers: Collection[str]) -> None:
    """All that anybody was granted to see of requests for these orders."""
    references = select(RequestRow.reference).where(col(RequestRow.order_number).in_(order_numbers))
    await connection.execute(delete(RequestGrantRow).where(col(RequestGrantRow.reference).in_(references)))


async def delete_grants_before(connection: AsyncConnection, instant: datetime) -> None:
    await connection.execute(delete(RequestGrantRow).where(col(RequestGrantRow.until) <= instant))
