"""Who may look at the files of which request, for a while."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from helpcenter.adapters.tables import RequestGrantRow
from helpcenter.adapters.upsert import upsert


async def grant(session: AsyncSession, visitor_key: str, reference: str, until: datetime) -> None:
    values = {"visitor_key": visitor_key, "reference": reference, "until": until}
    await upsert(session, RequestGrantRow, values, ("visitor_key", "reference"))


async def has_grant(session: AsyncSession, visitor_key: str, reference: str, now: datetime) -> bool:
    statement = select(RequestGrantRow.until).where(
        RequestGrantRow.visitor_key == visitor_key,
        RequestGrantRow.reference == reference,
        col(RequestGrantRow.until) > now,
    )
    return await session.scalar(statement) is not None


async def revoke_grants(session: AsyncSession, visitor_key: str) -> None:
    await session.execute(delete(RequestGrantRow).where(col(RequestGrantRow.visitor_key) == visitor_key))


async def delete_grants_before(session: AsyncSession, instant: datetime) -> None:
    await session.execute(delete(RequestGrantRow).where(col(RequestGrantRow.until) <= instant))
