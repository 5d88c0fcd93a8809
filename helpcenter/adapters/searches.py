"""What was searched for, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import SearchRow
from helpcenter.adapters.writing import count_up


@dataclass(frozen=True)
class Searched:
    """`times` is how often, `results` and `answered` are how the latest of them went."""

    day: date
    words: str
    times: int
    results: int
    answered: bool


async def add_searches(connection: AsyncConnection, searches: Sequence[Searched]) -> None:
    """The same words of the same day are counted together."""
    await count_up(connection, SearchRow, [vars(search) for search in searches], ["day", "words"], "times")


async def count_phrases(connection: AsyncConnection, day: date) -> int:
    counted = await connection.execute(select(func.count()).where(col(SearchRow.day) == day))
    return counted.scalar_one()


async def known_phrases(connection: AsyncConnection, day: date, phrases: Sequence[str]) -> set[str]:
    """Which of these were searched for on that day already."""
    found = await connection.execute(
        select(SearchRow.words).where(col(SearchRow.day) == day, col(SearchRow.words).in_(phrases))
    )
    return set(found.scalars())


async def forget_searches(connection: AsyncConnection, before: date) -> None:
    await connection.execute(delete(SearchRow).where(col(SearchRow.day) < before))


async def most_frequent(
    connection: AsyncConnection, *, since: date, answered: bool, limit: int
) -> list[Searched]:
    """The most frequent first. `day` is the latest, `results` the fewest that were found."""
    times = func.sum(SearchRow.times)
    found = await connection.execute(
        select(func.max(SearchRow.day), SearchRow.words, times, func.min(SearchRow.results))
        .where(col(SearchRow.day) >= since, col(SearchRow.answered) == answered)
        .group_by(col(SearchRow.words))
        .order_by(times.desc(), col(SearchRow.words))
        .limit(limit)
    )
    return [Searched(day, words, count, results, answered) for day, words, count, results in found]
