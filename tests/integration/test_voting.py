"""Votes on articles: one a visitor, so many an address, for a year, and counted now and then."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import event, text

from helpcenter.adapters.database import Database
from helpcenter.errors import TooManyAttempts
from helpcenter.services.context import Context
from helpcenter.services.ranking import Ranking
from helpcenter.services.tidying import tidy
from helpcenter.services.voting import most_helpful, vote
from helpcenter.state.browsing import ArticleState
from helpcenter.state.desk import open_desk
from helpcenter.state.notices import Notice
from tests.integration.timing import NOW, all_at_once
from tests.reflex_states import a_state
from tests.standing_clock import StandingClock

SLUG = "shipping-options"
YEAR = timedelta(days=365)
NET = "192.0.2.7"


@pytest.fixture
def shop(context: Context, clock: StandingClock) -> Context:
    return replace(context, ranking=Ranking(clock))


async def votes(
    shop: Context, *visitors: str, helpful: bool = True, address: str = NET, slug: str = SLUG
) -> None:
    for visitor in visitors:
        assert await vote(shop, slug, helpful=helpful, visitor=visitor, address=address, now=NOW)


async def kept(shop: Context) -> list[tuple[str, bool]]:
    async with shop.database.reading() as connection:
        found = await connection.execute(text("SELECT visitor_key, helpful FROM article_votes ORDER BY 1"))
    return [(visitor, bool(helpful)) for visitor, helpful in found]


async def ranked(shop: Context) -> list[str]:
    return [article.slug for article in await most_helpful(shop)]


async def test_the_last_vote_of_a_visitor_counts(shop: Context) -> None:
    await votes(shop, "ada", "eve")
    await votes(shop, "ada", helpful=False)
    assert await kept(shop) == [("ada", False), ("eve", True)]


async def test_an_article_that_is_not_there_takes_no_vote(shop: Context) -> None:
    assert not await vote(shop, "none", helpful=True, visitor="ada", address=NET, now=NOW)
    assert await kept(shop) == []


async def test_an_address_votes_so_often_and_no_more_whatever_cookies_it_brings(shop: Context) -> None:
    await votes(shop, *(f"visitor {number}" for number in range(60)))
    with pytest.raises(TooManyAttempts):
        await votes(shop, "one more")
    await votes(shop, "ada", address="192.0.2.8")
    assert len(await kept(shop)) == 61


async def test_votes_sent_together_are_counted_one_by_one(shop: Context) -> None:
    visitors = iter(range(70))

    async def try_to_vote() -> bool:
        try:
            await votes(shop, f"visitor {next(visitors)}")
        except TooManyAttempts:
            return False
        return True

    assert sorted(await all_at_once(70, try_to_vote)) == [False] * 10 + [True] * 60


async def test_who_votes_too_often_is_told_kindly_and_the_page_stays(shop: Context) -> None:
    open_desk(shop)
    page = a_state(ArticleState)
    page.view.slug = SLUG
    for _ in range(60):
        await page.vote("yes")
    assert (page.voted, page.notice) == ("yes", Notice.NONE)
    await page.vote("no")
    assert (page.voted, page.notice) == ("yes", Notice.TOO_MANY_ATTEMPTS)


async def test_the_most_helpful_come_before_those_that_editors_put_first(
    shop: Context, clock: StandingClock
) -> None:
    chosen = await ranked(shop)
    assert SLUG not in chosen
    await votes(shop, "ada")
    await votes(shop, "ada", "eve", slug=chosen[-1])
    await votes(shop, "ada", slug=chosen[0], helpful=False)
    assert await ranked(shop) == chosen, "counted a moment ago"
    clock.now += 60
    assert await ranked(shop) == [chosen[-1], SLUG, *chosen[:-2]]


async def test_however_many_ask_votes_are_counted_once_a_minute(
    shop: Context, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts, reading = 0, Database.reading

    def counted(database: Database) -> object:
        nonlocal counts
        counts += 1
        return reading(database)

    monkeypatch.setattr(Database, "reading", counted)
    for _ in range(2):
        await all_at_once(20, lambda: most_helpful(shop))
        clock.now += 59.9
    assert counts == 1
    clock.now += 0.1
    await all_at_once(20, lambda: most_helpful(shop))
    assert counts == 2


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # PostgreSQL plans by how many rows there are
async def test_votes_are_counted_by_an_index_alone(database: Database) -> None:
    statements: list[tuple[str, tuple[object, ...]]] = []
    event.listen(
        database.engine.sync_engine,
        "before_cursor_execute",
        lambda _connection, _cursor, statement, values, *_: statements.append((statement, values)),
    )
    await Ranking().most_helpful(database)
    (statement, values), *_ = statements
    async with database.engine.connect() as connection:
        plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        assert "COVERING INDEX ix_article_votes_count" in str(plan.all())


async def test_pages_come_while_votes_cannot_be_counted(shop: Context, clock: StandingClock) -> None:
    await votes(shop, "ada")
    assert await shop.ranking.most_helpful(shop.database) == [SLUG]
    async with shop.database.writing() as connection:
        await connection.execute(text("ALTER TABLE article_votes RENAME TO away"))
    clock.now += 60
    assert await shop.ranking.most_helpful(shop.database) == [SLUG]


@pytest.mark.parametrize(("age", "is_kept"), [(YEAR - timedelta(seconds=1), True), (YEAR, False)])
async def test_votes_count_for_a_year(shop: Context, age: timedelta, is_kept: bool) -> None:
    await votes(shop, "ada")
    await tidy(shop, NOW + age)
    assert bool(await kept(shop)) is is_kept
