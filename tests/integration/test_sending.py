"""What a wizard leaves when it is sent: one request, decided again, however often and by whom it is sent."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from helpcenter.adapters.orders import load_order
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import Reason
from helpcenter.services.context import Context
from helpcenter.services.mails.about_requests import order_cancelled
from helpcenter.services.presenting import present
from helpcenter.services.request_access import is_open
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import Step
from helpcenter.services.withdrawing import withdraw
from helpcenter.services.wizards import answer, ask_again
from tests.integration.journeys import (
    ADA,
    CANCEL,
    DELIVERED,
    FRESH,
    RETURN,
    cancel,
    count,
    enter,
    queued,
    seals,
    store_order,
)
from tests.integration.timing import NOW, all_at_once


async def test_cancelling_stops_the_order_grants_the_refund_and_queues_one_mail(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="changed_mind")
    wizard = await submit(context, CANCEL, ADA, NOW)
    assert wizard.request is not None
    assert wizard.request.status is RequestStatus.COMPLETED
    assert [event.kind for event in wizard.request.events] == ["submitted", "completed"]
    async with context.database.reading() as connection:
        order = await load_order(connection, "S-1001")
        refund = (await connection.execute(text("SELECT amount_minor, currency FROM granted_refunds"))).one()
    assert order is not None
    assert order.status is OrderStatus.CANCELLED
    assert tuple(refund) == (8490, "USD")
    issued = "We issued your refund of $84.90 on March 2, 2026."
    assert present(wizard).next_steps[1].startswith(issued)
    assert issued in order_cancelled(wizard.request, context.store).text
    assert await queued(context.database) == [
        ("order_cancelled", wizard.request.reference, "ada@example.com")
    ]
    assert context.mail_queued.is_set()


def a_return(pieces: int) -> dict[str, object]:
    """What is answered, question by question."""
    return {
        "lines": {"1": pieces},
        "reason": "other",
        "condition": "original",
        "return_photos": [],
        "remedy": "refund",
    }


async def test_a_report_is_confirmed_by_mail(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    answers = a_return(pieces=1)
    for question, raw in answers.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    wizard = await submit(context, RETURN, ADA, NOW)
    assert wizard.request is not None
    assert await queued(context.database) == [
        ("request_received", wizard.request.reference, "ada@example.com")
    ]


async def test_what_was_sent_is_open_to_its_sender_alone_and_for_an_hour(context: Context) -> None:
    request = await cancel(context)
    for visitor, at, seen in (
        (ADA, NOW, True),
        (ADA, NOW + timedelta(minutes=59, seconds=59), True),
        (ADA, NOW + timedelta(hours=1), False),
        ("mallory", NOW, False),
    ):
        assert await is_open(context, request.reference, visitor, at) is seen


async def test_submitting_five_times_at_once_leaves_one_request(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="")

    async def send() -> str:
        wizard = await submit(context, CANCEL, ADA, NOW)
        assert wizard.request is not None
        return wizard.request.reference

    assert len(set(await all_at_once(5, send))) == 1
    for table in ("requests", "granted_refunds", "outbox"):
        assert await count(context.database, table) == 1


async def test_five_browsers_cannot_cancel_one_order_twice(context: Context) -> None:
    await store_order(context, FRESH)
    visitors = [f"visitor-{number}" for number in range(5)]
    for visitor in visitors:
        await enter(context, "cancel-order", visitor)
        await answer(context, CANCEL, visitor, NOW, question="reason", raw="")
    left = iter(visitors)

    async def send() -> bool:
        return (await submit(context, CANCEL, next(left), NOW)).request is not None

    assert sorted(await all_at_once(5, send)) == [False] * 4 + [True]
    assert await count(context.database, "granted_refunds") == 1


async def test_two_browsers_cannot_claim_the_same_pieces(context: Context) -> None:
    await store_order(context, DELIVERED)
    answers = {
        "lines": {"1": 3, "2": 1},
        "reason": "changed_mind",
        "condition": "original",
        "remedy": "refund",
    }
    for visitor in ("one", "two"):
        await enter(context, "return-item", visitor)
        for question, raw in answers.items():
            await answer(context, RETURN, visitor, NOW, question=question, raw=raw)
    assert (await submit(context, RETURN, "one", NOW)).request is not None
    second = await submit(context, RETURN, "two", NOW)
    assert second.request is None
    assert present(second).step == Step.REFUSED


async def test_a_window_that_closes_while_typing_closes_for_the_wizard(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="")
    too_late = FRESH.placed_at + timedelta(hours=2, seconds=1)
    wizard = await submit(context, CANCEL, ADA, too_late)
    view = present(wizard)
    assert view.step == Step.REFUSED
    assert "2 hours" in view.text
    assert await count(context.database, "requests") == 0


async def test_sending_before_the_end_leaves_no_request(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    assert (await submit(context, RETURN, ADA, NOW)).request is None
    assert await count(context.database, "requests") == 0


async def test_the_receipt_names_rule_value_source_and_money(context: Context) -> None:
    request = await cancel(context)
    receipt = request.receipt
    assert receipt["rule"]["key"] == "cancellation.window"
    assert receipt["rule"]["value"] == "2 hours"
    assert receipt["rule"]["since"] == "2024-01-01"
    assert receipt["refund"]["total"] == "84.90"
    assert receipt["policy_digest"] == context.store.rules.policy.digest
    assert receipt["decisions"][0]["reason"] == Reason.WITHIN_WINDOW


async def test_a_request_can_be_taken_back_once_and_gives_its_pieces_free(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    answers = a_return(pieces=3)
    for question, raw in answers.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    sent = (await submit(context, RETURN, ADA, NOW)).request
    assert sent is not None

    async def take_back() -> RequestStatus:
        request = await withdraw(context, sent.reference, NOW)
        assert request is not None
        return request.status

    assert set(await all_at_once(4, take_back)) == {RequestStatus.WITHDRAWN}
    assert await count(context.database, "outbox") == 2
    view = present(await ask_again(context, RETURN, ADA, NOW))
    assert [line.limit for line in view.lines] == [3, 1]


async def test_what_took_effect_at_once_cannot_be_taken_back(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="")
    sent = (await submit(context, CANCEL, ADA, NOW)).request
    assert sent is not None
    after = await withdraw(context, sent.reference, NOW)
    assert after is not None
    assert after.status is RequestStatus.COMPLETED
    assert await count(context.database, "outbox") == 1


async def test_what_another_tab_has_changed_is_not_sent_unseen(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    answers = a_return(pieces=1)
    for question, raw in answers.items():
        shown = await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    checked = seals(shown)
    await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": 3})
    stale = await submit(context, RETURN, ADA, NOW, **checked)
    assert (stale.changed_elsewhere, stale.changed_since, stale.request) == (True, False, None)
    assert await count(context.database, "requests") == 0
    sent = await submit(context, RETURN, ADA, NOW, **seals(stale))
    assert sent.request is not None
    assert sent.request.quantities == {"1": 3}
