"""A receipt is decided again from what it says, and tells where that comes to something else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.requests import load_request
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.mails.about_requests import request_received
from helpcenter.services.mails.rendering import render
from helpcenter.services.presenting import present
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.replaying import replay_receipt
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.submitting import submit
from helpcenter.services.wizards import answer
from tests.builders import studio, studio_with
from tests.integration.commands import STUDIO, run
from tests.integration.journeys import ADA, DELIVERED, FRESH, RETURN, cancel, enter, store_order
from tests.integration.timing import NOW

RETURNING = {
    "lines": {"1": 2, "2": 1},
    "reason": "other",
    "condition": "original",
    "return_photos": [],
    "remedy": "store_credit",
}


async def returned(context: Context) -> Request:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    for question, raw in RETURNING.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    return await as_stored(context, (await submit(context, RETURN, ADA, NOW)).request)


async def cancelled(context: Context) -> Request:
    return await as_stored(context, await cancel(context))


async def as_stored(context: Context, request: Request | None) -> Request:
    assert request is not None
    async with context.database.reading() as connection:
        stored = await load_request(connection, request.reference)
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


async def test_replay_shows_a_refusal_with_the_receipt_that_the_customer_saw(
    embedded: Database, context: Context
) -> None:
    await migrate(embedded)
    shop = replace(context, database=embedded)
    await store_order(shop, replace(FRESH, placed_at=NOW - timedelta(hours=3)))
    page = present(await enter(shop, "cancel-order"))
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
