"""What a wizard refuses is kept in the transaction of the step that led there, once, and for a while."""

from __future__ import annotations

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
from helpcenter.services.presenting import present
from helpcenter.services.refusing import MOST_OF_AN_ORDER
from helpcenter.services.replaying import replay_refusal
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import submit
from helpcenter.services.wizards import answer, ask_again, identify_order, open_wizard, start_over
from tests.builders import a_line, a_shipment, an_order
from tests.integration.conftest import NOW, all_at_once

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
RETURNING = {"lines": {"1": 3}, "reason": "other", "condition": "original", "remedy": "refund"}


async def enter(context: Context, order: Order, flow: str, visitor: str = ADA) -> Wizard:
    async with context.database.writing() as session:
        if not await session.scalar(text("SELECT count(*) FROM orders")):
            await add_order(session, order)
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
    async with context.database.reading() as session:
        return list(await session.scalars(text("SELECT reference FROM refusals ORDER BY id")))


async def kept(context: Context, wizard: Wizard) -> Refusal:
    """The refusal whose reference the page shows, as it is stored."""
    async with context.database.reading() as session:
        refusal = await load_refusal(session, present(wizard).reference)
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
    then = NOW + context.refusal_life + late_by
    await open_wizard(context, LOST, "somebody else", then)
    await identify_order(
        context, LOST, "somebody else", then, number="S-1001", email="ada@example.com", address="192.0.2.8"
    )
    assert (present(wizard).reference in await references(context)) is is_there
