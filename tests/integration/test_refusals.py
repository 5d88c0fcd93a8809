"""What a wizard refuses is kept in the transaction of the step that led there, once, and for a while."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from helpcenter.adapters.orders import add_order
from helpcenter.adapters.refusals import load_refusal
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.refusal import Refusal
from helpcenter.services.context import Context
from helpcenter.services.identifying import SECONDS_UNTIL_NO, identify_request
from helpcenter.services.presenting import present
from helpcenter.services.presenting_requests import present_refusal
from helpcenter.services.refusing import MOST_OF_AN_ORDER
from helpcenter.services.replaying import replay_refusal
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import submit
from helpcenter.services.tidying import tidy
from helpcenter.services.wizards import answer, ask_again, identify_order, open_wizard, start_over
from tests.builders import a_line, a_shipment, an_order
from tests.integration.timing import NOW, all_at_once

CANCEL, RETURN, SHIPPING = FLOWS["cancel-order"], FLOWS["return-item"], FLOWS["change-shipping"]
LOST = FLOWS["lost-parcel"]
ADA = "ada-visitor"
FRESH = an_order(placed=NOW - timedelta(minutes=30))
LATE = an_order(placed=NOW - timedelta(hours=3))
DELIVERED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", quantity=3)],
    shipments=[a_shipment("a", ["1"], delivered=str(NOW - timedelta(days=2)))],
)
RETURNING = {
    "lines": {"1": 3},
    "reason": "other",
    "condition": "original",
    "return_photos": [],
    "remedy": "refund",
}


async def enter(context: Context, order: Order, flow: str, visitor: str = ADA) -> Wizard:
    async with context.database.writing() as connection:
        if not await connection.scalar(text("SELECT count(*) FROM orders")):
            await add_order(connection, order)
    wizard = await identify_order(
        context,
        FLOWS[flow],
        visitor,
        NOW,
        number=order.number,
        email=order.email,
        address="192.0.2.7",
    )
    assert wizard
    return wizard


async def references(context: Context) -> Sequence[str]:
    async with context.database.reading() as connection:
        return list(await connection.scalars(text("SELECT reference FROM refusals ORDER BY id")))


async def kept(context: Context, wizard: Wizard) -> Refusal:
    """The refusal whose reference the page shows, as it is stored."""
    async with context.database.reading() as connection:
        refusal = await load_refusal(connection, present(wizard).reference)
    assert refusal
    return refusal


async def test_a_refusal_on_the_first_page_is_kept_under_the_reference_that_it_shows(
    context: Context,
) -> None:
    wizard = await enter(context, LATE, "cancel-order")
    refusal = await kept(context, wizard)
    assert (refusal.flow, refusal.outcome, refusal.order_number) == ("cancel-order", "refused", "S-1001")
    assert refusal.receipt["rule"]["value"] == "2 hours"
    assert refusal.receipt["policy_digest"] == context.store.rules.policy.digest
    assert not replay_refusal(refusal, context.store.rules.policy).differences


async def test_its_reference_leads_its_customer_to_what_was_said_and_nobody_else(context: Context) -> None:
    wizard = await enter(context, LATE, "cancel-order")
    shown, refusal = present(wizard), await kept(context, wizard)

    async def look_up(email: str) -> object:
        return await identify_request(
            context, reference=shown.reference.lower(), email=email, address="192.0.2.7"
        )

    assert await look_up(LATE.email) == refusal
    assert await look_up("eve@example.com") is None
    view = present_refusal(refusal, context.store)
    assert (view.reference, view.order) == (shown.reference, LATE.number)
    assert view.status_title == shown.title
    assert shown.text.startswith(view.status_text)
    assert view.citation == shown.citation
    assert not view.can_withdraw


async def test_a_stranger_waits_as_long_for_the_no_to_a_refusal_as_to_nothing(context: Context) -> None:
    reference = present(await enter(context, LATE, "cancel-order")).reference
    for asked in (reference, "R-0000-0000"):
        started = time.monotonic()
        found = await identify_request(context, reference=asked, email="eve@example.com", address="192.0.2.7")
        assert found is None
        assert time.monotonic() - started >= SECONDS_UNTIL_NO


async def test_looking_again_later_or_from_five_tabs_keeps_one(context: Context) -> None:
    first = present(await enter(context, LATE, "cancel-order")).reference
    later = present(await open_wizard(context, CANCEL, ADA, NOW + timedelta(hours=20)))

    async def look() -> str:
        return present(await open_wizard(context, CANCEL, ADA, NOW)).reference

    assert {first, later.reference, *await all_at_once(5, look)} == {first}
    assert await references(context) == [first]


async def test_back_and_forth_to_the_same_answer_keeps_one_and_another_answer_keeps_another(
    context: Context,
) -> None:
    order = replace(FRESH, lines=(a_line(tags=["lighter"]),))
    await enter(context, order, "change-shipping")
    address = {"name": "Ada Hill", "line1": "P.O. Box 7", "city": "Troy", "postal_code": "1", "country": "US"}

    async def refused_with(question: str, raw: object) -> str:
        return present(await answer(context, SHIPPING, ADA, NOW, question=question, raw=raw)).reference

    await answer(context, SHIPPING, ADA, NOW, question="what", raw="both")
    await answer(context, SHIPPING, ADA, NOW, question="address", raw=address)
    first = await refused_with("method", "express")
    await open_wizard(context, SHIPPING, ADA, NOW, question="method")
    assert await refused_with("method", "express") == first
    second = await refused_with("address", {**address, "line1": "7 Oak Ave"})
    assert await references(context) == [first, second]


async def test_a_window_that_closes_on_the_last_page_leaves_a_refusal(context: Context) -> None:
    await enter(context, FRESH, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="other")
    assert await references(context) == []
    after = FRESH.placed_at + timedelta(hours=2, seconds=1)
    refusal = await kept(context, await submit(context, CANCEL, ADA, after))
    assert refusal.receipt["decided_at"] == after.isoformat()


async def test_a_window_that_closes_on_a_question_leaves_a_refusal_for_every_press(context: Context) -> None:
    await enter(context, FRESH, "cancel-order")
    after = FRESH.placed_at + timedelta(hours=2, seconds=1)
    for _ in range(2):
        refused = await answer(context, CANCEL, ADA, after, question="reason", raw="other")
        assert not refused.changed_elsewhere, "nobody but the clock has changed anything"
        refusal = await kept(context, refused)
    assert (await references(context), refusal.created_at) == ([refusal.reference], after)


async def test_what_another_visitor_sent_meanwhile_refuses_the_next_answer(context: Context) -> None:
    for visitor in (ADA, "bob-visitor"):
        await enter(context, DELIVERED, "return-item", visitor)
    for question, raw in RETURNING.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    await submit(context, RETURN, ADA, NOW)
    refused = await answer(context, RETURN, "bob-visitor", NOW, question="lines", raw={"1": 3})
    assert await kept(context, refused)


async def test_a_window_that_closes_before_a_page_is_loaded_again_leaves_a_refusal(context: Context) -> None:
    await enter(context, FRESH, "cancel-order")
    after = FRESH.placed_at + timedelta(hours=2, seconds=1)
    refusal = await kept(context, await open_wizard(context, CANCEL, ADA, after))
    assert refusal.created_at == after


async def test_an_order_known_from_another_wizard_is_refused_with_a_receipt(context: Context) -> None:
    await enter(context, LATE, "find-my-order")
    assert await kept(context, await open_wizard(context, CANCEL, ADA, NOW))


async def test_what_is_in_another_request_is_refused_with_a_receipt_that_names_the_pieces(
    context: Context,
) -> None:
    await enter(context, DELIVERED, "return-item")
    for question, raw in RETURNING.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    await submit(context, RETURN, ADA, NOW)
    refusal = await kept(context, await ask_again(context, RETURN, ADA, NOW))
    [other] = refusal.receipt["others"]
    assert (refusal.outcome, other["quantities"], refusal.receipt["decisions"]) == ("claimed", {"1": 3}, [])
    assert not replay_refusal(refusal, context.store.rules.policy).differences


async def test_each_visitor_has_a_refusal_of_their_own(context: Context) -> None:
    ada = await kept(context, await enter(context, LATE, "cancel-order"))
    grace = await kept(context, await enter(context, LATE, "cancel-order", "grace-visitor"))
    assert ada.reference != grace.reference


async def test_the_reference_stays_good_when_the_visitor_turns_to_another_order(context: Context) -> None:
    wizard = await enter(context, LATE, "cancel-order")
    await start_over(context, CANCEL, ADA, NOW)
    assert await kept(context, wizard)


async def test_of_one_order_the_newest_refusals_are_kept(context: Context) -> None:
    shown = [
        present(await enter(context, LATE, "cancel-order", f"visitor-{number}")).reference
        for number in range(MOST_OF_AN_ORDER + 2)
    ]
    assert await references(context) == shown[2:]


@pytest.mark.parametrize(("late_by", "is_there"), [(timedelta(0), True), (timedelta(seconds=1), False)])
async def test_refusals_are_forgotten_after_their_time(
    context: Context, late_by: timedelta, is_there: bool
) -> None:
    wizard = await enter(context, LATE, "cancel-order")
    await tidy(context, NOW + context.refusal_life + late_by)
    assert (present(wizard).reference in await references(context)) is is_there
