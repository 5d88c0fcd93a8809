"""What was searched for, day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from helpcenter.adapters.tables import SearchRow
from helpcenter.adapters.upsert import count_up


@dataclass(frozen=True)
class Searched:
    """`times` is how often, `results` and `answered` are how the latest of them went."""

    day: date
    words: str
    times: int
    results: int
    answered: bool


async def add_search(session: AsyncSession, search: Searched) -> None:
    """The same words of the same day are counted together."""
    await count_up(session, SearchRow, vars(search), ["day", "words"], "times")


async def forget_searches(session: AsyncSession, before: date) -> None:
    await session.execute(delete(SearchRow).where(col(SearchRow.day) < before))


async def most_frequent(session: AsyncSession, *, since: date, answered: bool, limit: int) -> list[Searched]:
    """The most frequent first. `day` is the latest, `results` the fewest that were found."""
    times = func.sum(SearchRow.times)
    found = await session.execute(
        select(func.max(SearchRow.day), SearchRow.words, times, func.min(SearchRow.results))
        .where(col(SearchRow.day) >= since, col(SearchRow.answered) == answered)
        .group_by(col(SearchRow.words))
        .order_by(times.desc(), col(SearchRow.words))
        .limit(limit)
    )
    return [Searched(day, words, count, results, answered) for day, words, count, results in found]
