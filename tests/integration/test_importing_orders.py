"""Orders from the shop's own system, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.database import Database
from helpcenter.adapters.order_json import write_order
from helpcenter.adapters.orders import each_order, load_order
from helpcenter.adapters.requests import load_granted_refund, load_request
from helpcenter.cli import main
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.request import RequestStatus
from helpcenter.services import importing
from helpcenter.services.context import Context
from helpcenter.services.importing import Imported, import_orders
from helpcenter.services.submitting import submit
from helpcenter.services.wizards import answer, identify_order, open_wizard
from helpcenter.settings import load_settings
from tests.builders import a_line, a_shipment, money
from tests.integration.journeys import ADA, DELIVERED, FRESH, count, enter, queued, store_order
from tests.integration.timing import NOW, all_at_once

SENT = replace(
    FRESH,
    status=OrderStatus.SHIPPED,
    shipments=(a_shipment("a", ["1"], shipped=str(NOW - timedelta(minutes=5))),),
)


async def imports(database: Database, *orders: Order) -> Imported:
    return await import_orders(database, orders, NOW)


def fates(imported: Imported) -> dict[str, int]:
    return {fate.value: number for fate, number in imported.counts.items() if number}


async def stored(database: Database, number: str = "S-1001") -> Order | None:
    async with database.reading() as connection:
        return await load_order(connection, number)


async def send(context: Context, flow: str, **answers: object) -> str:
    """As Ada, to the end; the reference."""
    await enter(context, flow)
    for question, raw in answers.items():
        await answer(context, FLOWS[flow], ADA, NOW, question=question, raw=raw)
    sent = await submit(context, FLOWS[flow], ADA, NOW)
    assert sent.request
    return sent.request.reference


async def status(context: Context, reference: str) -> RequestStatus:
    async with context.database.reading() as connection:
        request = await load_request(connection, reference)
    assert request
    return request.status


async def test_orders_come_in_whole_and_a_second_time_changes_nothing(database: Database) -> None:
    assert fates(await imports(database, SENT, replace(DELIVERED, number="S-1002"))) == {"added": 2}
    assert await stored(database) == SENT
    assert fates(await imports(database, SENT, replace(DELIVERED, number="S-1002"))) == {"unchanged": 2}
    assert await count(database, "order_lines") == 3


async def test_what_the_shop_knows_newer_takes_the_place_of_all_that_was_known(database: Database) -> None:
    await imports(database, FRESH, replace(FRESH, number="S-1002"))
    moved = replace(
        SENT,
        email="ada.hill@example.com",
        lines=(a_line("2", "12.50", tags=["gift"]), a_line("1", "39.00")),
        shipping=replace(SENT.shipping, method="express", price=money("9.90")),
    )
    assert fates(await imports(database, moved, replace(FRESH, number="S-1002"))) == {
        "updated": 1,
        "unchanged": 1,
    }
    assert await stored(database) == moved
    assert await stored(database, "S-1002") == replace(FRESH, number="S-1002")


@pytest.mark.parametrize("size", [1, 2, 3])
async def test_every_order_is_written_however_they_are_divided(
    database: Database, monkeypatch: pytest.MonkeyPatch, size: int
) -> None:
    monkeypatch.setattr(importing, "_BATCH", size)
    orders = [replace(FRESH, number=f"S-{number}") for number in (5, 3, 1, 4, 2)]
    assert fates(await imports(database, *orders)) == {"added": 5}
    async with database.reading() as connection:
        assert [order.number async for order in each_order(connection)] == ["S-1", "S-2", "S-3", "S-4", "S-5"]


async def test_an_order_that_was_cancelled_here_stays_cancelled(context: Context) -> None:
    await store_order(context, FRESH)
    reference = await send(context, "cancel-order", reason="other")
    imported = await imports(context.database, SENT)
    assert (fates(imported), imported.kept) == (
        {"kept": 1},
        {"S-1001": "it is cancelled here, and shipped in the file"},
    )
    assert await stored(context.database) == replace(FRESH, status=OrderStatus.CANCELLED)
    async with context.database.reading() as connection:
        granted = await load_granted_refund(connection, reference)
    assert granted
    assert granted[0] == money("84.90")
    known = replace(FRESH, status=OrderStatus.CANCELLED)
    assert fates(await imports(context.database, known)) == {"unchanged": 1}


async def test_cancelled_by_the_shop_it_ends_the_changes_under_way_and_sends_no_mail(
    context: Context,
) -> None:
    await store_order(context, FRESH)
    change = await send(context, "change-order", lines={"1": 1}, change="Blue, please.")
    mails = await queued(context.database)
    assert fates(await imports(context.database, replace(FRESH, status=OrderStatus.CANCELLED))) == {
        "updated": 1
    }
    assert await status(context, change) is RequestStatus.WITHDRAWN
    assert await queued(context.database) == mails


async def test_pieces_that_a_request_holds_are_not_taken_from_it(context: Context) -> None:
    await store_order(context, DELIVERED)
    answers = {
        "lines": {"1": 2},
        "reason": "other",
        "condition": "original",
        "return_photos": [],
        "remedy": "store_credit",
    }
    reference = await send(context, "return-item", **answers)
    fewer = replace(DELIVERED, lines=(replace(DELIVERED.lines[0], quantity=1), DELIVERED.lines[1]))
    imported = await imports(context.database, fewer)
    assert imported.kept == {"S-1001": f"requests hold 2 of line 1 ({reference}), and the file has 1"}
    assert await stored(context.database) == DELIVERED
    just_enough = replace(DELIVERED, lines=(replace(DELIVERED.lines[0], quantity=2), DELIVERED.lines[1]))
    assert fates(await imports(context.database, just_enough)) == {"updated": 1}


async def test_one_order_that_is_kept_keeps_no_other_back(context: Context) -> None:
    await store_order(context, SENT)
    imported = await imports(
        context.database, FRESH, replace(FRESH, number="S-1002"), replace(FRESH, number="S1001")
    )
    assert fates(imported) == {"kept": 2, "added": 1}
    assert imported.kept["S1001"] == "it is written S-1001 here"


async def test_with_another_email_address_nobody_stays_where_the_old_one_led(context: Context) -> None:
    await store_order(context, FRESH)
    flow = FLOWS["cancel-order"]
    await enter(context, flow.slug)
    other = replace(FRESH, email="ADA@example.com")
    assert fates(await imports(context.database, other)) == {"updated": 1}
    assert (await open_wizard(context, flow, ADA, NOW)).position, "the same address, in other letters"
    await imports(context.database, replace(FRESH, email="grace@example.com"))
    assert (await open_wizard(context, flow, ADA, NOW)).position is None
    again = await identify_order(
        context, flow, ADA, NOW, number="S-1001", email="grace@example.com", address="192.0.2.7"
    )
    assert again


async def test_who_is_to_change_hands_is_seen_while_a_customer_writes(context: Context) -> None:
    moving = replace(FRESH, email="grace@example.com")
    await store_order(context, FRESH)
    async with context.database.writing() as connection:
        await load_order(connection, "S-1001", lock=True)
        async with asyncio.timeout(60):
            [seen] = await importing._about_to_change_hands(context.database, [moving])
    assert (seen.before, seen.fate) == (FRESH, importing.Fate.UPDATED)


async def test_a_crash_after_writing_leaves_nobody_where_the_old_address_led(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    write = importing.replace_orders

    async def write_and_die(connection: AsyncConnection, orders: Sequence[Order]) -> None:
        await write(connection, orders)
        await connection.commit()
        raise ConnectionError

    monkeypatch.setattr(importing, "replace_orders", write_and_die)
    with pytest.raises(ConnectionError):
        await imports(context.database, replace(FRESH, email="grace@example.com"))
    assert (await open_wizard(context, FLOWS["cancel-order"], ADA, NOW)).position is None


async def test_two_imports_at_once_leave_every_order_once(database: Database) -> None:
    orders = [replace(FRESH, number=f"S-{number}") for number in range(450)]

    async def bring() -> Imported:
        return await imports(database, *orders)

    done = await all_at_once(3, bring)
    assert sum((one.counts for one in done if isinstance(one, Imported)), start=type(done[0].counts)()) == {
        "added": 450,
        "unchanged": 900,
    }
    assert await count(database, "order_lines") == 450


@pytest.fixture
def settings(database: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", database.url)
    load_settings.cache_clear()
    yield
    load_settings.cache_clear()


async def command(*arguments: str | Path, typed: bytes = b"") -> Result:
    """In a thread, since it starts an event loop of its own."""
    return await asyncio.to_thread(
        CliRunner().invoke, main, ["orders", "import", *map(str, arguments)], input=typed
    )


def as_lines(*orders: Order) -> bytes:
    return b"".join(json.dumps(write_order(order)).encode() + b"\n" for order in orders)


@pytest.mark.usefixtures("settings")
async def test_the_command_says_what_became_of_the_orders_and_of_nobody(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    await imports(database, SENT, replace(FRESH, number="S-1002"))
    orders = as_lines(FRESH, replace(SENT, number="S-1002"), replace(FRESH, number="S-1003"))
    (tmp_path / "orders.jsonl").write_bytes(orders)
    answer = await command("orders.jsonl")
    assert (answer.exit_code, answer.output) == (
        0,
        "orders.jsonl: 1 added, 1 updated, 0 unchanged, 1 kept.\n"
        "S-1001 kept as it is: it is shipped here, and processing in the file.\n",
    )


@pytest.mark.usefixtures("settings")
async def test_the_command_reads_standard_input(database: Database) -> None:
    answer = await command("-", typed=as_lines(FRESH))
    assert answer.output == "standard input: 1 added, 0 updated, 0 unchanged, 0 kept.\n"
    assert await stored(database) == FRESH


@pytest.mark.usefixtures("settings")
async def test_where_a_line_is_bad_all_that_are_bad_are_named_and_nothing_is_written(
    database: Database,
) -> None:
    good, bad = as_lines(FRESH), as_lines(replace(FRESH, number="S-2", email="ada"))
    answer = await command("-", typed=good + bad + good + b"{\n")
    assert (answer.exit_code, answer.stdout) == (1, "")
    assert answer.stderr.splitlines() == [
        "Error: standard input, line 2: email: one email address",
        "standard input, line 3: number: the order stands on line 1 already",
        "standard input, line 4: the line: is not JSON",
    ]
    assert await count(database, "orders") == 0


async def test_a_file_that_is_not_there_is_a_usage_error() -> None:
    assert (await command("nowhere.jsonl")).exit_code == 2
