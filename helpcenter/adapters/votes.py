"""Votes on articles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters.tables import ArticleVoteRow
from helpcenter.adapters.upsert import upsert


async def save_vote(
    session: AsyncSession, *, slug: str, visitor_key: str, helpful: bool, at: datetime
) -> None:
    values = {"slug": slug, "visitor_key": visitor_key, "helpful": helpful, "at": at}
    await upsert(session, ArticleVoteRow, values, ["slug", "visitor_key"])
