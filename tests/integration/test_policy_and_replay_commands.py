"""What operators ask on the command line about the policy and about a request, with real databases."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.orders import add_order, each_order, load_order
from helpcenter.adapters.requests import load_request
from helpcenter.cli import main
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.mails.about_requests import request_received
from helpcenter.services.mails.rendering import render
from helpcenter.services.presenting import present
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.replaying import replay_receipt
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.submitting import submit
from helpcenter.services.wizards import answer, identify_order
from helpcenter.settings import load_settings
from tests.builders import REPOSITORY, a_line, a_shipment, an_order, studio, studio_with
from tests.integration.conftest import NOW

STUDIO = REPOSITORY / "content"
VISITOR = "ada-visitor"
FRESH = an_order(placed=NOW - timedelta(minutes=30), lines=[a_line("1", "39.00", 2)])
DELIVERED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", "39.00", 3), a_line("2", "12.50")],
    shipments=[a_shipment("a", ["1", "2"], delivered=str(NOW - timedelta(days=2)))],
)
RETURNING = {
    "lines": {"1": 2, "2": 1},
    "reason": "other",
    "condition": "original",
    "return_photos": [],
    "remedy": "store_credit",
}


async def returned(context: Context) -> Request:
    return await _sent(context, "return-item", RETURNING)


async def cancelled(context: Context) -> Request:
    return await _sent(context, "cancel-order", {"reason": "other"})


async def _sent(context: Context, slug: str, answers: dict[str, object]) -> Request:
    flow = FLOWS[slug]
    async with context.database.writing() as connection:
        await add_order(connection, FRESH if slug == "cancel-order" else DELIVERED)
    await identify_order(
        context, flow, VISITOR, NOW, number="S-1001", email="ada@example.com", address="192.0.2.7"
    )
    for question, raw in answers.items():
        await answer(context, flow, VISITOR, NOW, question=question, raw=raw)
    wizard = await submit(context, flow, VISITOR, NOW)
    assert wizard.request is not None
    async with context.database.reading() as connection:
        stored = await load_request(connection, wizard.request.reference)
    assert stored is not None
    return stored


@pytest.mark.parametrize("send", [returned, cancelled])
async def test_the_stored_facts_lead_to_the_same_decision(context: Context, send: Callable) -> None:
    request = await send(context)
    replay = replay_receipt(request.receipt, studio())
    assert replay.differences == ()
    assert replay.decided_at == NOW
    assert not replay.policy_changed


async def test_terms_for_later_orders_change_nothing_about_a_request(context: Context) -> None:
    request = await returned(context)
    later = replace(
        studio_with({"returns.window": [("2024-01-01", {"days": 7}), ("2030-01-01", {"days": 1})]}),
        digest="another file",
    )
    replay = replay_receipt(request.receipt, later)
    assert (replay.differences, replay.policy_changed) == ((), True)


async def test_each_field_that_differs_is_named(context: Context) -> None:
    request = await returned(context)
    overwritten = studio_with(
        {"returns.window": {"days": 8}, "returns.remedies": {"codes": ["store_credit"]}}
    )
    replay = replay_receipt(request.receipt, overwritten)
    assert [difference.field for difference in replay.differences] == [
        "decisions.0.closes_at",
        "decisions.0.refund",
        "decisions.0.remedies.0",
        "decisions.0.remedies.1",
        "decisions.1.closes_at",
        "decisions.1.refund",
        "decisions.1.remedies.0",
        "decisions.1.remedies.1",
        "asked",
        "refund",
    ]
    assert replay.differences[0].stored == "2026-03-07T23:59:59-05:00"
    assert replay.differences[0].decided == "2026-03-08T23:59:59-04:00"


@pytest.mark.parametrize("batch", [1, 2, 3, 500])
async def test_every_order_is_met_once_and_whole_however_they_are_read(
    database: Database, batch: int
) -> None:
    async with database.writing() as connection:
        for number in ("S-3", "S-1", "S-2"):
            await add_order(connection, replace(DELIVERED, number=number))
    async with database.reading() as connection:
        orders = [order async for order in each_order(connection, batch)]
        alone = [await load_order(connection, number) for number in ("S-1", "S-2", "S-3")]
    assert orders == alone


@pytest.fixture(autouse=True)
def url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The settings that the commands read are those of this test."""
    url = f"sqlite+aiosqlite:///{tmp_path / 'commands.db'}"
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", url)
    monkeypatch.setenv("HELPCENTER_STORE", str(STUDIO))
    yield url
    load_settings.cache_clear()


@pytest.fixture
async def embedded(url: str) -> AsyncIterator[Database]:
    """The database that the commands read."""
    database = Database(url)
    yield database
    await database.close()


async def run(*arguments: str | Path) -> Result:
    """In a thread, since the commands start an event loop of their own."""
    load_settings.cache_clear()
    return await asyncio.to_thread(CliRunner().invoke, main, [str(argument) for argument in arguments])


async def hold_an_old_order(database: Database) -> None:
    await migrate(database)
    async with database.writing() as connection:
        await add_order(connection, replace(FRESH, placed_at=NOW - timedelta(days=300)))


async def test_impact_counts_by_action_and_names_orders_but_nobody(
    embedded: Database, tmp_path: Path
) -> None:
    await hold_an_old_order(embedded)
    new = tmp_path / "new.toml"
    new.write_text(
        (STUDIO / "policy.toml").read_text("utf-8").replace("hours = 12 }", "days = 9000 }"), "utf-8"
    )
    answer = await run("policy", "impact", new)
    assert answer.exit_code == 0, answer.output
    assert answer.output.splitlines()[0] == "1 of 1 orders would be decided differently now."
    assert "change_items            newly allowed           1  S-1001" in answer.output
    assert "ada@example.com" not in answer.output


async def test_impact_says_when_a_value_that_is_to_come_will_count(
    embedded: Database, tmp_path: Path
) -> None:
    await hold_an_old_order(embedded)
    new = tmp_path / "new.toml"
    written = (STUDIO / "policy.toml").read_text("utf-8")
    longer = "hours = 12 }, { from = 2930-01-01, hours = 90000 }"
    new.write_text(written.replace("hours = 12 }", longer), "utf-8")
    today = await run("policy", "impact", new)
    assert today.output.splitlines() == [
        "0 of 1 orders would be decided differently now.",
        "new.toml differs for orders from 2930-01-01 on, still to come: see --at 2930-01-01.",
    ]
    then = await run("policy", "impact", new, "--at", "2930-01-01")
    assert then.output.startswith("1 of 1 orders would be decided differently if placed on 2930-01-01.")


async def test_impact_refuses_a_policy_that_cannot_be_read(embedded: Database, tmp_path: Path) -> None:
    new = tmp_path / "new.toml"
    new.write_text("[cancellation.windw]\n", "utf-8")
    answer = await run("policy", "impact", new)
    assert answer.exit_code == 1
    assert "unknown term" in answer.output


async def test_a_database_without_tables_says_what_to_do(embedded: Database) -> None:
    answer = await run("policy", "impact", STUDIO / "policy.toml")
    assert answer.exit_code == 1
    assert "`helpcenter serve` prepares the tables" in answer.output


async def test_replay_takes_a_reference_as_it_was_typed(embedded: Database, context: Context) -> None:
    await migrate(embedded)
    request = await cancelled(replace(context, database=embedded))
    answer = await run("replay", request.reference.lower().replace("-", " "))
    assert answer.exit_code == 0, answer.output
    assert answer.output.endswith("The same answer.\n")


async def test_replay_fails_where_the_policy_was_overwritten(
    embedded: Database, context: Context, tmp_path: Path
) -> None:
    await migrate(embedded)
    request = await cancelled(replace(context, database=embedded))
    store = tmp_path / "store"
    store.mkdir()
    for name in ("store.toml", "policy.toml"):
        (store / name).write_text(
            (STUDIO / name).read_text("utf-8").replace("hours = 2 }", "hours = 3 }"), "utf-8"
        )
    answer = await run("replay", request.reference, "--store", store)
    assert answer.exit_code == 1
    assert (
        "decisions.0.closes_at: 2026-03-02T12:30:00-05:00 then, 2026-03-02T13:30:00-05:00 now"
        in answer.output
    )


@pytest.mark.parametrize("reference", ["R-7K4M-2XQP", "hello"])
async def test_replay_of_a_request_that_is_not_there_says_so(embedded: Database, reference: str) -> None:
    await migrate(embedded)
    answer = await run("replay", reference)
    assert answer.exit_code == 1
    assert answer.output.startswith("Error: reference: ")


async def test_show_lists_what_holds_on_a_day_and_what_is_to_come(tmp_path: Path) -> None:
    (tmp_path / "store.toml").write_bytes((STUDIO / "store.toml").read_bytes())
    dated = "hours = 2 }, { from = 2030-01-01, hours = 4 }"
    policy = (STUDIO / "policy.toml").read_text("utf-8").replace("hours = 2 }", dated)
    (tmp_path / "policy.toml").write_text(policy, "utf-8")
    shown = {
        day: (await run("policy", "show", "--at", day, "--store", tmp_path)).output.splitlines()
        for day in ("2023-12-31", "2029-12-31", "2030-01-01")
    }
    assert shown["2023-12-31"][1:] == ["There are no terms for that day."]
    windows = {
        day: [" ".join(line.split()) for line in lines if " 4 hours" in line or "cancellation.window" in line]
        for day, lines in shown.items()
    }
    source = "find-my-order.txt, 'What is the cancellation time frame?'"
    assert windows["2029-12-31"] == [
        f"cancellation.window 2 hours 2024-01-01 {source}",
        "4 hours 2030-01-01 (to come)",
    ]
    assert windows["2030-01-01"] == [f"cancellation.window 4 hours 2030-01-01 {source}"]


async def test_replay_shows_a_refusal_with_the_receipt_that_the_customer_saw(
    embedded: Database, context: Context
) -> None:
    await migrate(embedded)
    shop = replace(context, database=embedded)
    async with embedded.writing() as connection:
        await add_order(connection, replace(FRESH, placed_at=NOW - timedelta(hours=3)))
    wizard = await identify_order(
        shop,
        FLOWS["cancel-order"],
        VISITOR,
        NOW,
        number="S-1001",
        email="ada@example.com",
        address="192.0.2.7",
    )
    assert wizard is not None
    page = present(wizard)
    answer = await run("replay", page.reference)
    assert answer.exit_code == 0, answer.output
    lines = answer.output.splitlines()
    assert lines[0] == f"{page.reference}, order S-1001, cancel-order refused (refused)"
    assert f"{page.citation.sentence} {page.citation.since}. {page.citation.source}" in lines
    assert {f"{row.label}: {row.value}" for row in page.citation.facts} <= set(lines)
    assert lines[-1] == "The same answer."


async def test_page_mail_and_replay_show_the_same_receipt(embedded: Database, context: Context) -> None:
    await migrate(embedded)
    request = await returned(replace(context, database=embedded))
    store = context.store
    told = present_request(RequestRecord(request), store, NOW).citation
    mail = render(request_received(request, store), store.rules, None).text
    replayed = (await run("replay", request.reference)).output
    assert [row.label for row in told.facts] == [
        "Decided on",
        "Ordered on",
        "Order status then",
        "Delivered on",
        "Possible until",
        "Version of our rules",
    ]
    for row in told.facts:
        assert f"{row.label}: {row.value}" in mail
        assert f"{row.label}: {row.value}" in replayed
    for words in (told.sentence, told.since, told.source, told.article.title):
        assert " ".join(words.split()) in " ".join(mail.split())
        assert words in replayed
