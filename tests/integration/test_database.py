"""The database keeps what it is given, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
import sqlite3
import uuid
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, OperationalError, StatementError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncTransaction, create_async_engine

from helpcenter.adapters import drafts, orders, requests
from helpcenter.adapters.database import Database
from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.order_rows import replace_orders
from helpcenter.orders.claim import Action
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from tests.builders import a_holding, a_line, a_shipment, an_order, money
from tests.integration.databases import ENGINES
from tests.integration.timing import NOW, all_at_once

only_sqlite = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
only_postgresql = pytest.mark.parametrize(
    "database", [name for name in ENGINES if name == "postgresql"], indirect=True
)

A_DRAFT = Draft("d1", "visitor", "cancel-order", NOW)


def a_request(reference: str = "R-0000-0001", **changes: object) -> Request:
    request = Request(
        reference=reference,
        order_number="S-1001",
        flow="return-item",
        action=Action.RETURN_ITEM,
        status=RequestStatus.SUBMITTED,
        answers={"reason": "other", "lines": {"1": 2}},
        receipt={"remedy": "refund", "refund": None},
        quantities={"1": 2},
        created_at=NOW,
        events=(RequestEvent(NOW, Actor.CUSTOMER, RequestStatus.SUBMITTED),),
    )
    return replace(request, **changes)


async def test_an_order_comes_back_as_it_was_stored(database: Database) -> None:
    order = an_order(
        lines=[a_line("1", "33.33", 3, made_to_order=True), a_line("2", "0.05", tags=["lighter"])],
        shipments=[a_shipment("a", ["1", "2"], shipped="2026-03-03T10:00:00-05:00")],
    )
    async with database.writing() as connection:
        await orders.add_order(connection, order)
    async with database.reading() as connection:
        assert await orders.load_order(connection, "S-1001") == order
        assert await orders.load_order(connection, "S-9999") is None


async def test_instants_come_back_as_the_same_instant_in_utc(database: Database) -> None:
    tokyo = timezone(timedelta(hours=9))
    async with database.writing() as connection:
        await drafts.save_draft(connection, replace(A_DRAFT, updated_at=NOW.astimezone(tokyo)))
    async with database.reading() as connection:
        stored = await drafts.load_draft(connection, "visitor", "cancel-order")
    assert stored is not None
    assert (stored.updated_at, stored.updated_at.tzinfo) == (NOW, UTC)


async def test_a_naive_instant_never_reaches_the_database(database: Database) -> None:
    with pytest.raises(StatementError):
        async with database.writing() as connection:
            await drafts.save_draft(connection, replace(A_DRAFT, updated_at=datetime(2026, 3, 2)))  # noqa: DTZ001


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    async def fail_after_writing() -> None:
        async with database.writing() as connection:
            await drafts.save_draft(connection, A_DRAFT)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await fail_after_writing()
    async with database.reading() as connection:
        assert await drafts.load_draft(connection, "visitor", "cancel-order") is None


async def test_writers_wait_for_each_other(database: Database) -> None:
    async with database.writing() as connection:
        await drafts.save_draft(connection, replace(A_DRAFT, answers={"count": 0}))

    async def add_one() -> None:
        async with database.writing() as connection:
            draft = await drafts.load_draft(connection, "visitor", "cancel-order", lock=True)
            assert draft is not None
            await drafts.save_draft(connection, replace(draft, answers={"count": draft.answers["count"] + 1}))

    await all_at_once(12, add_one)
    async with database.reading() as connection:
        draft = await drafts.load_draft(connection, "visitor", "cancel-order")
    assert draft is not None
    assert draft.answers == {"count": 12}


async def test_who_waited_for_an_order_reads_its_lines_as_they_are_by_then(database: Database) -> None:
    async with database.writing() as connection:
        await orders.add_order(connection, an_order(lines=[a_line("1", "39.00", 1)]))

    async def add_a_piece() -> None:
        async with database.writing() as connection:
            order = await orders.load_order(connection, "S-1001", lock=True)
            assert order is not None
            more = replace(order.lines[0], quantity=order.lines[0].quantity + 1)
            await replace_orders(connection, [replace(order, lines=(more,))])

    await all_at_once(12, add_a_piece)
    async with database.reading() as connection:
        order = await orders.load_order(connection, "S-1001")
    assert order is not None
    assert order.lines[0].quantity == 13


async def test_two_tabs_that_begin_at_once_share_one_draft(database: Database) -> None:
    async def begin() -> None:
        async with database.writing() as connection:
            await drafts.save_draft(connection, replace(A_DRAFT, id=uuid.uuid4().hex))

    await all_at_once(8, begin)
    async with database.reading() as connection:
        count = await connection.scalar(text("SELECT count(*) FROM wizard_drafts"))
    assert count == 1


async def test_only_the_first_of_many_cancels_an_order(database: Database) -> None:
    async with database.writing() as connection:
        await orders.add_order(connection, an_order())

    async def cancel() -> bool:
        async with database.writing() as connection:
            return await orders.cancel(connection, "S-1001")

    assert sorted(await all_at_once(6, cancel)) == [False] * 5 + [True]
    async with database.reading() as connection:
        order = await orders.load_order(connection, "S-1001")
    assert order is not None
    assert order.status is OrderStatus.CANCELLED


async def test_requests_hold_their_pieces_until_they_are_given_back(database: Database) -> None:
    async with database.writing() as connection:
        await orders.add_order(connection, an_order(lines=[a_line(quantity=5)]))
        await requests.add_request(connection, a_request(), submission_key="d1", granted=None)
        withdrawn = a_request("R-0000-0002", status=RequestStatus.WITHDRAWN)
        await requests.add_request(connection, withdrawn, submission_key="d2", granted=money("1.00"))
        assert await requests.load_holdings(connection, "S-1001") == (a_holding({"1": 2}),)
        assert await requests.load_request(connection, "R-0000-0001") == a_request()


async def test_the_same_submission_cannot_become_two_requests(database: Database) -> None:
    async with database.writing() as connection:
        await orders.add_order(connection, an_order())
        await requests.add_request(connection, a_request(), submission_key="d1", granted=None)
    with pytest.raises(IntegrityError):
        async with database.writing() as connection:
            await requests.add_request(
                connection, a_request("R-0000-0002"), submission_key="d1", granted=None
            )


@pytest.mark.parametrize("change", ["UPDATE request_events SET kind = 'x'", "DELETE FROM request_events"])
async def test_history_cannot_be_rewritten(database: Database, change: str) -> None:
    async with database.writing() as connection:
        await orders.add_order(connection, an_order())
        await requests.add_request(connection, a_request(), submission_key="d1", granted=None)
    with pytest.raises(DBAPIError, match="append-only"):
        async with database.writing() as connection:
            await connection.execute(text(change))


async def test_drafts_that_nobody_went_on_with_are_forgotten(database: Database) -> None:
    async with database.writing() as connection:
        await drafts.save_draft(connection, A_DRAFT)
        await drafts.save_draft(connection, replace(A_DRAFT, id="d2", flow="return-item", updated_at=NOW))
        await drafts.delete_drafts_before(connection, NOW)
        assert await drafts.load_draft(connection, "visitor", "return-item")
        await drafts.delete_drafts_before(connection, NOW + timedelta(seconds=1))
        assert await drafts.load_draft(connection, "visitor", "return-item") is None


async def test_migrating_a_current_database_changes_nothing(database: Database) -> None:
    order = an_order()
    async with database.writing() as connection:
        await orders.add_order(connection, order)
    await migrate(database)
    await migrate(database)
    async with database.reading() as connection:
        assert await orders.load_order(connection, order.number) == order


async def test_writers_of_one_process_take_turns_in_the_order_in_which_they_came(tmp_path: Path) -> None:
    """SQLite itself lets whoever tries next have it, until somebody has waited too long and is refused."""
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'queue.db'}")
    written: list[int] = []

    async def write(number: int) -> None:
        async with database.writing():
            written.append(number)

    await asyncio.gather(*map(write, range(40)))
    await database.close()
    assert written == list(range(40))


def hold_the_lock(database: Database) -> sqlite3.Connection:
    """As another process would that writes to the same file."""
    path = make_url(database.url).database
    assert path
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    return other


@only_sqlite
async def test_a_write_waits_for_another_process_and_between_its_tries_others_have_their_turn(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = hold_the_lock(database)
    happened: list[str] = []
    begin = AsyncConnection.begin

    def noted(connection: AsyncConnection) -> AsyncTransaction:
        happened.append("try")
        return begin(connection)

    monkeypatch.setattr(AsyncConnection, "begin", noted)
    saving = asyncio.create_task(save(database, A_DRAFT))
    while happened.count("try") < 5 and not saving.done():
        await asyncio.sleep(0)
        happened.append("turn")
    assert ("try", "try") not in pairwise(happened)
    async with database.reading() as connection:
        assert await drafts.load_draft(connection, A_DRAFT.visitor_key, A_DRAFT.flow) is None
    assert not saving.done()
    other.execute("COMMIT")
    other.close()
    await saving
    async with database.reading() as connection:
        assert await drafts.load_draft(connection, A_DRAFT.visitor_key, A_DRAFT.flow) == A_DRAFT


@only_sqlite
async def test_a_write_gives_up_on_a_process_that_never_ends(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpcenter.adapters.database._LONGEST_WAIT_SECONDS", 0.1)
    other = hold_the_lock(database)
    with pytest.raises(OperationalError, match="database is locked"):
        await save(database, A_DRAFT)
    other.close()
    await save(database, A_DRAFT)


@only_postgresql
async def test_the_first_read_of_a_process_has_no_transaction_either(database: Database) -> None:
    just_opened = Database(database.url)
    async with just_opened.reading() as connection:
        raw = await connection.get_raw_connection()
        await connection.execute(text("SELECT 1"))
        assert raw.driver_connection is not None
        assert not raw.driver_connection.is_in_transaction()
    await just_opened.close()


@only_postgresql
async def test_a_connection_that_died_at_rest_is_replaced(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpcenter.adapters.database._TRUSTED_SECONDS", 0)
    async with database.reading() as connection:
        dead = await connection.scalar(text("SELECT pg_backend_pid()"))
    other = create_async_engine(database.url)
    async with other.connect() as connection:
        await connection.execute(text("SELECT pg_terminate_backend(:pid)"), {"pid": dead})
    await other.dispose()
    async with database.reading() as connection:
        assert await connection.scalar(text("SELECT pg_backend_pid()")) != dead


async def save(database: Database, draft: Draft) -> None:
    async with database.writing() as connection:
        await drafts.save_draft(connection, draft)
