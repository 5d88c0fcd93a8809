"""Searches are counted by day in masked words, without holding up anybody, and forgotten in time."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection
from structlog.testing import capture_logs

from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.searches import Searched, add_searches, count_phrases, most_frequent
from helpcenter.cli import main
from helpcenter.pages.contents import search
from helpcenter.services import search_log
from helpcenter.services.context import Context
from helpcenter.services.search_log import write_searches, writing_searches
from helpcenter.settings import load_settings
from helpcenter.web.filling.content import Asked
from tests.builders import REPOSITORY
from tests.integration.timing import NOW, all_at_once

TODAY = date(2026, 3, 2)
LATE_IN_NEW_YORK = datetime(2026, 3, 3, 3, tzinfo=UTC)  # still 2 March there


def note(context: Context, query: str, *, results: int = 0, now: datetime = NOW) -> None:
    context.searches.note(context.store, query, results=results, answered=results > 0, now=now)


async def kept(context: Context, *, answered: bool = False) -> list[tuple[str, int, int]]:
    async with context.database.reading() as connection:
        found = await most_frequent(connection, since=date(2000, 1, 1), answered=answered, limit=100)
    return [(search.words, search.times, search.results) for search in found]


async def rename(context: Context, table: str, name: str) -> None:
    async with context.database.writing() as connection:
        await connection.execute(text(f"ALTER TABLE {table} RENAME TO {name}"))


async def show(context: Context, **query: str) -> None:
    """The page of a search, as it goes to a browser with JavaScript or without."""
    content = await search(context, Asked("", query))
    if content.on_sent:
        content.on_sent(NOW)


async def test_a_search_is_noted_without_the_person_when_its_page_is_sent(context: Context) -> None:
    await show(context, q="gift wrapping for ada@example.com")
    await show(context, q="where is my refund")
    await write_searches(context, TODAY, days=30)
    assert [words for words, *_ in await kept(context)] == ["gift wrapping for …"]
    assert [words for words, *_ in await kept(context, answered=True)] == ["where is my refund"]


@pytest.mark.parametrize("query", [{}, {"q": ""}, {"q": "  "}, {"q": "refund", "category": "orders"}])
async def test_asking_nothing_or_going_on_to_a_category_is_no_new_search(
    context: Context, query: dict[str, str]
) -> None:
    await show(context, **query)
    assert context.searches.is_empty


async def test_equal_searches_of_a_day_are_counted_together(context: Context) -> None:
    for query in ("gift wrapping", "Gift wrapping!", "zebra"):
        note(context, query, now=LATE_IN_NEW_YORK)
    await write_searches(context, TODAY, days=30)
    note(context, "gift wrapping")
    await write_searches(context, TODAY, days=30)
    assert await kept(context) == [("gift wrapping", 3, 0), ("zebra", 1, 0)]


async def test_two_workers_count_into_the_same_row(context: Context) -> None:
    async def add() -> None:
        async with context.database.writing() as connection:
            await add_searches(connection, [Searched(TODAY, "gift wrapping", 2, 0, answered=False)])

    await all_at_once(5, add)
    assert await kept(context) == [("gift wrapping", 10, 0)]


async def test_nothing_that_tells_who_it_was_reaches_the_database(context: Context) -> None:
    note(context, "order S-1004 of ada@example.com, 12 Baker Street")
    await write_searches(context, TODAY, days=30)
    async with context.database.reading() as connection:
        rows = str((await connection.execute(text("SELECT * FROM searches"))).all())
    assert not any(secret in rows for secret in ("1004", "ada", "baker", "12 "))


async def test_what_was_answered_is_kept_apart(context: Context) -> None:
    note(context, "refund", results=7)
    await write_searches(context, TODAY, days=30)
    assert await kept(context) == []
    assert await kept(context, answered=True) == [("refund", 1, 7)]


@pytest.mark.parametrize(("age", "is_kept"), [(29, True), (30, False)])
async def test_searches_are_forgotten_after_so_many_days(context: Context, age: int, is_kept: bool) -> None:
    note(context, "gift wrapping")
    await write_searches(context, TODAY, days=30)
    await write_searches(context, TODAY + timedelta(days=age), days=30)
    assert bool(await kept(context)) is is_kept


async def test_with_no_days_nothing_is_kept_and_the_old_goes(context: Context) -> None:
    note(context, "gift wrapping")
    await write_searches(context, TODAY, days=30)
    note(context, "zebra")
    await write_searches(context, TODAY, days=0)
    assert await kept(context) == []
    assert context.searches.is_empty


async def test_what_could_not_be_written_is_written_later(context: Context) -> None:
    note(context, "gift wrapping")
    await rename(context, "searches", "elsewhere")
    with pytest.raises(DBAPIError, match="searches"):
        await write_searches(context, TODAY, days=30)
    await rename(context, "elsewhere", "searches")
    note(context, "gift wrapping")
    await write_searches(context, TODAY, days=30)
    assert await kept(context) == [("gift wrapping", 2, 0)]


async def test_the_last_notes_are_written_when_the_server_stops(context: Context) -> None:
    async with writing_searches(context, lambda: NOW, days=30):
        note(context, "gift wrapping")
    assert await kept(context) == [("gift wrapping", 1, 0)]


def test_random_words_without_end_take_no_memory_without_end(context: Context) -> None:
    note_words(context, 5_000)
    assert len(context.searches.take()) == 2_000


def note_words(context: Context, count: int) -> None:
    """So many that differ."""
    for number in range(count):
        note(context, "order " + "".join(chr(ord("a") + int(digit)) for digit in f"{number:04}"))


@pytest.mark.parametrize(("before", "is_counted"), [(2, True), (3, False)])
async def test_a_day_has_so_many_phrases_and_no_more(
    context: Context, monkeypatch: pytest.MonkeyPatch, before: int, is_counted: bool
) -> None:
    monkeypatch.setattr(search_log, "MOST_PHRASES_OF_A_DAY", 3)
    note_words(context, before)
    await write_searches(context, TODAY, days=30)
    note(context, "gift wrapping")
    await write_searches(context, TODAY, days=30)
    assert ("gift wrapping" in [words for words, *_ in await kept(context)]) is is_counted


async def test_what_a_full_day_knows_is_still_counted_and_the_next_day_is_empty(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_log, "MOST_PHRASES_OF_A_DAY", 1)
    note(context, "gift wrapping")
    await write_searches(context, TODAY, days=30)
    for day in range(2):
        for query in ("gift wrapping", "zebra"):
            note(context, query, now=NOW + timedelta(days=day))
    note(context, "zebra", now=NOW + timedelta(days=1))
    await write_searches(context, TODAY + timedelta(days=1), days=30)
    assert await kept(context) == [("gift wrapping", 3, 0)]


async def test_the_log_says_once_a_day_that_searches_are_left_out(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_log, "MOST_PHRASES_OF_A_DAY", 1)
    with capture_logs() as logs:
        for day in (0, 0, 1, 1):
            for query in ("gift wrapping", "zebra"):
                note(context, query, now=NOW + timedelta(days=day))
            await write_searches(context, TODAY + timedelta(days=day), days=30)
    assert [(entry["event"], entry["day"]) for entry in logs] == [
        ("searches_left_out", "2026-03-02"),
        ("searches_left_out", "2026-03-03"),
    ]


async def test_others_have_their_turn_while_many_searches_are_written(context: Context) -> None:
    note_words(context, 1_000)
    writing = asyncio.create_task(write_searches(context, TODAY, days=30))
    turns = 0
    while not writing.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns >= 10
    async with context.database.reading() as connection:
        assert await count_phrases(connection, TODAY) == 1_000


async def test_what_was_written_before_a_failure_is_not_counted_twice(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    note_words(context, 150)
    calls = iter([add_searches])

    async def once(connection: AsyncConnection, searches: Sequence[Searched]) -> None:
        add = next(calls, None)
        if add is None:
            raise OSError("the database went away")
        await add(connection, searches)

    monkeypatch.setattr(search_log, "add_searches", once)
    with pytest.raises(OSError, match="away"):
        await write_searches(context, TODAY, days=30)
    monkeypatch.undo()
    await write_searches(context, TODAY, days=30)
    async with context.database.reading() as connection:
        written = await most_frequent(connection, since=TODAY, answered=False, limit=1_000)
    assert [search.times for search in written] == [1] * 150


@pytest.fixture
def searched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    url = f"sqlite+aiosqlite:///{tmp_path / 'searches.db'}"
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", url)
    monkeypatch.setenv("HELPCENTER_STORE", str(REPOSITORY / "content"))
    load_settings.cache_clear()

    async def fill() -> None:
        database = Database(url)
        await migrate(database)
        today = datetime.now(UTC).date()
        async with database.writing() as connection:
            for age, words, times in (
                (0, "zebra crossing", 2),
                (1, "gift voucher", 3),
                (2, "zebra crossing", 2),
                (3, "where is my refund", 9),
                (40, "old words", 99),
            ):
                day = today - timedelta(days=age)
                await add_searches(connection, [Searched(day, words, times, 0, answered=False)])
        await database.close()

    asyncio.run(fill())
    yield
    load_settings.cache_clear()


@pytest.mark.usefixtures("searched")
def test_editors_see_what_is_looked_for_and_still_not_found() -> None:
    result = CliRunner().invoke(main, ["queries"], prog_name="helpcenter")
    assert result.exit_code == 0, result.output
    lines = result.output.splitlines()[1:]
    assert [line.split(maxsplit=3)[::3] for line in lines] == [
        ["4", "zebra crossing"],
        ["3", "gift voucher  [gift cards and discounts]"],
    ]
