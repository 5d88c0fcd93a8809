"""What customers look for and do not find, for editors to read.

A search only leaves a note in memory. A worker writes its notes down every few seconds, so that no search
waits for the database or fails with it; what is noted when a worker is killed is lost. Random words fill
neither the memory nor the table without end: both take so many different phrases and no more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.searches import (
    Searched,
    add_searches,
    count_phrases,
    forget_searches,
    known_phrases,
    most_frequent,
)
from helpcenter.articles.search.index import SearchIndex
from helpcenter.articles.search.masking import mask_personal
from helpcenter.services.background import running
from helpcenter.services.store import Store

if TYPE_CHECKING:
    from helpcenter.services.context import Context

log = structlog.get_logger(__name__)

_SECONDS_BETWEEN_WRITES = 5
_SECONDS_TO_FINISH = 2
# While the database is away, or somebody sends random words.
_MOST_WAITING = 2_000
# On SQLite everybody waits while they are written.
_WRITTEN_AT_ONCE = 100
MOST_PHRASES_OF_A_DAY = 5_000
_MOST_ASKED = 5_000


class SearchLog:
    """Notes of this worker, by day and words."""

    def __init__(self) -> None:
        self._waiting: dict[tuple[date, str], Searched] = {}
        self._told_full = date.min

    def note(self, store: Store, query: str, *, results: int, answered: bool, now: datetime) -> None:
        index = store.library.index
        words = mask_personal(query, index.analyzer, index.corpus.vocabulary)
        if words:
            day = now.astimezone(store.rules.profile.zone).date()
            self._add(Searched(day, words, 1, results, answered))

    @property
    def is_empty(self) -> bool:
        return not self._waiting

    def take(self) -> list[Searched]:
        """By day and words. All workers write in this order, so that no two wait for each other."""
        taken, self._waiting = self._waiting, {}
        return [taken[key] for key in sorted(taken)]

    def put_back(self, searches: list[Searched]) -> None:
        for search in searches:
            self._add(search)

    def tell_full(self, day: date) -> None:
        """Once a day, however much is left out."""
        if day > self._told_full:
            self._told_full = day
            log.warning("searches_left_out", day=day.isoformat(), phrases_of_the_day=MOST_PHRASES_OF_A_DAY)

    def _add(self, search: Searched) -> None:
        key = search.day, search.words
        before = self._waiting.get(key)
        if before:
            self._waiting[key] = replace(search, times=before.times + search.times)
        elif len(self._waiting) < _MOST_WAITING:
            self._waiting[key] = search


def writing_searches(
    context: Context, now: Callable[[], datetime], days: int
) -> AbstractAsyncContextManager[None]:
    """Goes on as long as the block does, and writes the last notes at its end."""
    stopping = asyncio.Event()
    work = _write_until(stopping, context, now, days)
    return running(work, stop=stopping.set, seconds_to_finish=_SECONDS_TO_FINISH)


async def write_searches(context: Context, today: date, days: int) -> None:
    """Writes what is noted and forgets what is older than so many days; with none, nothing is kept at all."""
    waiting = context.searches.take()
    try:
        while waiting and days:
            day = waiting[0].day
            some = [search for search in waiting[:_WRITTEN_AT_ONCE] if search.day == day]
            await _write(context, day, some)
            del waiting[: len(some)]
            # SQLite has not let anybody else have a turn.
            await asyncio.sleep(0)
        async with context.database.writing() as connection:
            await forget_searches(connection, before=today - timedelta(days=days - 1))
    except BaseException:
        context.searches.put_back(waiting)
        raise


async def find_unanswered(
    connection: AsyncConnection, index: SearchIndex, *, since: date, limit: int
) -> list[tuple[Searched, str]]:
    """What would find no good answer today either, the most frequent first, each with its topic or "".

    Only the most frequent of those that were logged are looked for again.
    """
    logged = await most_frequent(connection, since=since, answered=False, limit=_MOST_ASKED)
    found = ((search, index.search(search.words)) for search in logged)
    still = ((search, results.topic) for search, results in found if not results.answered)
    return list(islice(still, limit))


async def _write(context: Context, day: date, searches: Sequence[Searched]) -> None:
    """Of a day that has its fill of phrases, those that it knows are still counted, and no new ones."""
    async with context.database.writing() as connection:
        room = max(0, MOST_PHRASES_OF_A_DAY - await count_phrases(connection, day))
        known = await known_phrases(connection, day, [search.words for search in searches])
        new = [search for search in searches if search.words not in known]
        left_out = {search.words for search in new[room:]}
        await add_searches(connection, [search for search in searches if search.words not in left_out])
    if left_out:
        context.searches.tell_full(day)


async def _write_until(
    stopping: asyncio.Event, context: Context, now: Callable[[], datetime], days: int
) -> None:
    cleaned: date | None = None
    is_last = False
    while not is_last:
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), _SECONDS_BETWEEN_WRITES)
        is_last = stopping.is_set()
        today = now().astimezone(context.store.rules.profile.zone).date()
        if context.searches.is_empty and cleaned == today:
            continue
        try:
            await write_searches(context, today, days)
            cleaned = today
        except Exception:
            log.exception("searches_not_written")
