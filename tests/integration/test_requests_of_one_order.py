"""Several requests for one order know of each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from helpcenter.adapters.orders import add_order
from helpcenter.adapters.requests import load_request
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.request import Actor, Request, RequestStatus
from helpcenter.services.context import Context
from helpcenter.services.mails.about_requests import order_cancelled
from helpcenter.services.presenting import present
from helpcenter.services.replaying import replay_receipt
from helpcenter.services.reviewing import review
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import RequestLink, Step
from helpcenter.services.wizards import answer, identify_order, open_wizard
from tests.builders import a_line, a_shipment, an_order, studio
from tests.integration.timing import NOW

FRESH = an_order(placed=NOW - timedelta(minutes=30), lines=[a_line("1", "39.00", 2)])
LOST = an_order(
    status=OrderStatus.SHIPPED,
    placed=NOW - timedelta(days=20),
    lines=[a_line("1", "39.00"), a_line("2", "12.50", 3)],
    shipments=[
        a_shipment(id, [line], shipped=str(NOW - timedelta(days=15)), expected=str(NOW - timedelta(days=5)))
        for id, line in (("a", "1"), ("b", "2"))
    ],
)
CHANGING = {"lines": {"1": 1}, "change": "Please write Ada on it."}


async def store(context: Context, order: Order) -> None:
    async with context.database.writing() as connection:
        await add_order(connection, order)


async def send(
    context: Context, slug: str, answers: dict[str, object], visitor: str = "ada", now: datetime = NOW
) -> Request:
    flow = FLOWS[slug]
    await identify_order(
        context, flow, visitor, now, number="S-1001", email="ada@example.com", address="192.0.2.7"
    )
    for question, raw in answers.items():
        await answer(context, flow, visitor, now, question=question, raw=raw)
    request = (await submit(context, flow, visitor, now)).request
    assert request is not None
    return request


async def stored(context: Context, reference: str) -> Request:
    async with context.database.reading() as connection:
        request = await load_request(connection, reference)
    assert request is not None
    return request


async def test_cancelling_an_order_ends_the_changes_to_it_that_are_under_way(context: Context) -> None:
    await store(context, FRESH)
    declined = await send(context, "change-order", CHANGING, "a")
    await review(context, declined.reference, RequestStatus.DECLINED, NOW, note="It is too long.")
    approved = await send(context, "change-order", CHANGING, "b")
    await review(context, approved.reference, RequestStatus.APPROVED, NOW)
    waiting = await send(context, "change-shipping", {"what": "method", "method": "express"}, "c")
    cancelled = await send(context, "cancel-order", {"reason": ""})

    assert (await stored(context, declined.reference)).status is RequestStatus.DECLINED
    for ended in (approved, waiting):
        request = await stored(context, ended.reference)
        assert request.status is RequestStatus.WITHDRAWN
        assert (request.events[-1].actor, request.events[-1].at) == (Actor.POLICY, NOW)
    steps = order_cancelled(cancelled, context.store).steps
    assert [reference in " ".join(steps) for reference in (approved.reference, waiting.reference)] == [
        True
    ] * 2
    assert declined.reference not in " ".join(steps)
    assert replay_receipt(cancelled.receipt, studio()).differences == ()


async def test_a_second_lost_parcel_does_not_bring_the_shipping_back_again(context: Context) -> None:
    await store(context, LOST)
    looked = {"checked": "not_found", "remedy": "refund"}
    first = await send(context, "lost-parcel", {"parcel": "a", **looked}, "a")
    second = await send(context, "lost-parcel", {"parcel": "b", **looked}, "b")
    assert first.receipt["refund"]["total"] == "45.90"
    assert (second.receipt["asked"]["total"], second.receipt["refund"]["total"]) == ("44.40", "37.50")
    for request in (first, second):
        assert replay_receipt(request.receipt, studio()).differences == ()
    tampered = {**second.receipt, "others": []}
    fields = [difference.field for difference in replay_receipt(tampered, studio()).differences]
    assert fields == ["refund.shipping", "refund.total"]


async def test_what_was_declined_can_be_asked_for_again_with_all_its_money(context: Context) -> None:
    await store(context, LOST)
    looked = {"parcel": "a", "checked": "not_found", "remedy": "refund"}
    first = await send(context, "lost-parcel", looked, "a")
    await review(context, first.reference, RequestStatus.DECLINED, NOW, note="It is at your neighbour's.")
    second = await send(context, "lost-parcel", looked, "b")
    assert second.receipt["refund"] == first.receipt["refund"]


async def test_a_refusal_names_the_request_that_holds_the_pieces(context: Context) -> None:
    await store(context, replace(LOST, shipments=LOST.shipments[:1]))
    first = await send(context, "lost-parcel", {"checked": "not_found", "remedy": "refund"}, "a")
    flow = FLOWS["lost-parcel"]
    again = await identify_order(
        context, flow, "b", NOW, number="S-1001", email="ada@example.com", address="192.0.2.7"
    )
    assert again is not None
    view = present(again)
    assert view.step == Step.REFUSED
    href = f"/requests/{first.reference}"
    assert view.requests == [RequestLink("Report a lost parcel", first.reference, "Sent", href)]


async def test_open_requests_are_named_where_the_order_stands_and_after_sending(context: Context) -> None:
    await store(context, FRESH)
    change = await send(context, "change-order", CHANGING)
    move = await send(context, "change-shipping", {"what": "method", "method": "express"})
    order = present(await open_wizard(context, FLOWS["find-my-order"], "ada", NOW))
    assert [link.reference for link in order.requests] == [change.reference, move.reference]
    sent = present(await open_wizard(context, FLOWS["change-order"], "ada", NOW))
    assert [link.reference for link in sent.requests] == [move.reference]

    await review(context, change.reference, RequestStatus.DECLINED, NOW, note="It is too long.")
    order = present(await open_wizard(context, FLOWS["find-my-order"], "ada", NOW))
    assert [link.reference for link in order.requests] == [move.reference], "what is over is not named"
    sent = present(await open_wizard(context, FLOWS["change-order"], "ada", NOW))
    assert sent.next_steps == [context.store.rules.wording.say("requests.status.declined.text")]


async def test_a_stranger_learns_of_no_request(context: Context) -> None:
    await store(context, FRESH)
    await send(context, "change-order", CHANGING)
    for flow in FLOWS.values():
        view = present(await open_wizard(context, flow, "a stranger", NOW))
        assert (view.step, view.requests, view.order) == (Step.IDENTIFY, [], "")
