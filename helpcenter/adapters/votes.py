"""Votes on articles."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import case, delete, func
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import ArticleVoteRow
from helpcenter.adapters.writing import upsert


async def save_vote(
    connection: AsyncConnection, *, slug: str, visitor_key: str, helpful: bool, at: datetime
) -> None:
    values = {"slug": slug, "visitor_key": visitor_key, "helpful": helpful, "at": at}
    await upsert(connection, ArticleVoteRow, values, ["slug", "visitor_key"])


async def most_helpful_slugs(connection: AsyncConnection, limit: int) -> list[str]:
    """Those that have helped more people than not, the most helpful first."""
    helped = func.sum(case((col(ArticleVoteRow.helpful), 1), else_=-1))
    found = await connection.execute(
        select(ArticleVoteRow.slug)
        .group_by(col(ArticleVoteRow.slug))
        .having(helped > 0)
        .order_by(helped.desc(), col(ArticleVoteRow.slug))
        .limit(limit)
    )
    return list(found.scalars())


async def delete_votes_before(connection: AsyncConnection, instant: datetime) -> None:
    await connection.execute(delete(ArticleVoteRow).where(col(ArticleVoteRow.at) <= instant))
