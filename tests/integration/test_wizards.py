"""A wizard from its first page to the request that it leaves, with a real database below it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from helpcenter.adapters.database import Database
from helpcenter.adapters.orders import add_order, load_order
from helpcenter.adapters.outbox import list_mails
from helpcenter.errors import TooManyAttempts
from helpcenter.flows.fields import Problem
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import Reason
from helpcenter.services.context import Context
from helpcenter.services.identifying import identify, identify_request
from helpcenter.services.presenting import present
from helpcenter.services.submitting import submit
from helpcenter.services.views.wizard import Step
from helpcenter.services.withdrawing import withdraw
from helpcenter.services.wizards import Wizard, answer, ask_again, identify_order, open_wizard, start_over
from tests.builders import a_line, a_shipment, an_order
from tests.integration.conftest import NOW, all_at_once

CANCEL, MISSING, RETURN = FLOWS["cancel-order"], FLOWS["missing-item"], FLOWS["return-item"]
ADDRESS = "192.0.2.7"
ADA = "ada-visitor"

FRESH = an_order(placed=NOW - timedelta(minutes=30), lines=[a_line("1", "39.00", 2)])
DELIVERED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", "39.00", 3), a_line("2", "12.50")],
    shipments=[
        a_shipment(
            "a", ["1", "2"], shipped=str(NOW - timedelta(days=5)), delivered=str(NOW - timedelta(days=2))
        )
    ],
)


async def store_order(context: Context, order: Order) -> None:
    async with context.database.writing() as session:
        await add_order(session, order)


async def enter(context: Context, flow_slug: str, visitor: str = ADA) -> Wizard:
    wizard = await identify_order(
        context, FLOWS[flow_slug], visitor, NOW, number="#s-1001", email="ADA@example.com ", address=ADDRESS
    )
    assert wizard is not None
    return wizard


async def count(database: Database, table: str) -> int:
    async with database.reading() as session:
        return int(await session.scalar(text(f"SELECT count(*) FROM {table}")) or 0)


async def queued(database: Database) -> list[tuple[str, str, str]]:
    """Which mails, what about and to whom."""
    async with database.reading() as session:
        return [(mail.mail, mail.about, mail.recipient) for mail in await list_mails(session, limit=10)]


async def test_cancelling_stops_the_order_grants_the_refund_and_queues_one_mail(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="changed_mind")
    wizard = await submit(context, CANCEL, ADA, NOW)
    assert wizard.request is not None
    assert wizard.request.status is RequestStatus.COMPLETED
    assert [event.kind for event in wizard.request.events] == ["submitted", "completed"]
    async with context.database.reading() as session:
        order = await load_order(session, "S-1001")
        refund = (await session.execute(text("SELECT amount_minor, currency FROM granted_refunds"))).one()
    assert order is not None
    assert order.status is OrderStatus.CANCELLED
    assert tuple(refund) == (8490, "USD")
    assert await queued(context.database) == [
        ("order_cancelled", wizard.request.reference, "ada@example.com")
    ]
    assert context.mail_queued.is_set()


async def test_a_report_is_confirmed_by_mail(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    answers = {"lines": {"1": 1}, "reason": "other", "condition": "original", "remedy": "refund"}
    for question, raw in answers.items():
        await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    wizard = await submit(context, RETURN, ADA, NOW)
    assert wizard.request is not None
    assert await queued(context.database) == [
        ("request_received", wizard.request.reference, "ada@example.com")
    ]


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


async def test_a_refusal_names_rule_article_and_what_is_possible(context: Context) -> None:
    await store_order(context, DELIVERED)
    view = present(await enter(context, "cancel-order"))
    assert view.step == Step.REFUSED
    assert view.citation.source
    assert view.article.href == "/articles/cancel-my-order"
    assert {"Return an item", "Report a missing item"} <= {action.title for action in view.possible}


async def test_answers_survive_a_lost_session_and_an_earlier_one_can_be_changed(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": "2"})
    await answer(context, RETURN, ADA, NOW, question="reason", raw="other")
    await answer(context, RETURN, ADA, NOW, question="condition", raw="original")
    again = await open_wizard(context, RETURN, ADA, NOW + timedelta(hours=1))
    assert again.asked is not None
    assert again.asked.key == "remedy"
    back = present(await open_wizard(context, RETURN, ADA, NOW, question="lines"))
    assert [line.chosen for line in back.lines] == [2, 0]
    changed = await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": "1", "2": "1"})
    assert changed.asked is not None
    assert changed.asked.key == "remedy", "later answers were kept"


async def test_answers_are_forgotten_after_the_draft_has_expired(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    later = NOW + context.draft_life + timedelta(seconds=1)
    assert present(await open_wizard(context, CANCEL, ADA, later)).step == Step.IDENTIFY


async def test_an_order_is_known_in_the_next_wizard_and_forgotten_on_request(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "find-my-order")
    assert present(await open_wizard(context, MISSING, ADA, NOW)).step == Step.LINES
    assert present(await open_wizard(context, MISSING, "somebody else", NOW)).step == Step.IDENTIFY
    await start_over(context, MISSING, ADA, NOW)
    assert present(await open_wizard(context, RETURN, ADA, NOW)).step == Step.IDENTIFY


async def test_after_sending_another_round_can_begin(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "missing-item")
    report = {
        "lines": {"2": 1},
        "parcel_state": "intact",
        "description": "It was not in there.",
        "remedy": "refund",
    }
    for question, raw in report.items():
        await answer(context, MISSING, ADA, NOW, question=question, raw=raw)
    sent = await submit(context, MISSING, ADA, NOW)
    assert sent.request is not None
    assert sent.request.quantities == {"2": 1}
    view = present(await ask_again(context, MISSING, ADA, NOW))
    assert [(line.limit, bool(line.note)) for line in view.lines] == [(3, False), (0, True)]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (None, Problem.NOTHING_CHOSEN),
        ({}, Problem.NOTHING_CHOSEN),
        ({"1": "0"}, Problem.NOTHING_CHOSEN),
        ({"1": "4"}, Problem.TOO_MANY),
        ({"1": "-1"}, Problem.TOO_MANY),
        ({"1": "1e3"}, Problem.TOO_MANY),
        ({"9": "1"}, Problem.TOO_MANY),
        ("1", Problem.NOTHING_CHOSEN),
    ],
)
async def test_a_bad_answer_is_named_and_changes_nothing(
    context: Context, raw: object, problem: Problem
) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    wizard = await answer(context, RETURN, ADA, NOW, question="lines", raw=raw)
    assert wizard.problem is problem
    assert present(wizard).problem
    assert wizard.draft.answers == {}


async def test_an_answer_to_a_question_not_reached_yet_is_not_kept(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    wizard = await answer(context, RETURN, ADA, NOW, question="remedy", raw="refund")
    assert wizard.draft.answers == {}


async def test_sending_before_the_end_leaves_no_request(context: Context) -> None:
    await store_order(context, DELIVERED)
    await enter(context, "return-item")
    assert (await submit(context, RETURN, ADA, NOW)).request is None
    assert await count(context.database, "requests") == 0


async def test_unknown_order_and_wrong_email_get_the_same_answer(context: Context) -> None:
    await store_order(context, FRESH)
    assert await identify(context, number="S-1001", email="eve@example.com", address=ADDRESS) is None
    assert await identify(context, number="S-9999", email="ada@example.com", address=ADDRESS) is None


async def test_failed_look_ups_are_limited_for_an_order_and_for_an_address(context: Context) -> None:
    await store_order(context, FRESH)
    for number in range(3):
        await identify(context, number="S-1001", email="eve@example.com", address=f"192.0.2.{number}")
    with pytest.raises(TooManyAttempts):
        await identify(context, number="S-1001", email="ada@example.com", address="198.51.100.1")
    for number in range(5):
        await identify(context, number=f"X-{number}", email="eve@example.com", address="203.0.113.9")
    with pytest.raises(TooManyAttempts) as limited:
        await identify(context, number="X-77", email="eve@example.com", address="203.0.113.9")
    assert limited.value.retry_after_seconds > 0


async def test_look_ups_that_succeed_are_not_counted(context: Context) -> None:
    await store_order(context, FRESH)
    for _ in range(8):
        assert await identify(context, number=" s 1001", email="ada@example.com", address=ADDRESS)


async def test_a_request_is_shown_to_its_customer_only(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="")
    request = (await submit(context, CANCEL, ADA, NOW)).request
    assert request is not None
    typed = request.reference.lower().replace("-", " ")
    found = await identify_request(context, reference=typed, email="ada@example.com", address=ADDRESS)
    assert found == request
    stranger = await identify_request(
        context, reference=request.reference, email="eve@example.com", address=ADDRESS
    )
    assert stranger is None


async def test_the_receipt_names_rule_value_source_and_money(context: Context) -> None:
    await store_order(context, FRESH)
    await enter(context, "cancel-order")
    await answer(context, CANCEL, ADA, NOW, question="reason", raw="")
    request = (await submit(context, CANCEL, ADA, NOW)).request
    assert request is not None
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
    answers = {"lines": {"1": 3}, "reason": "other", "condition": "original", "remedy": "refund"}
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
    answers = {"lines": {"1": 1}, "reason": "other", "condition": "original", "remedy": "refund"}
    for question, raw in answers.items():
        shown = await answer(context, RETURN, ADA, NOW, question=question, raw=raw)
    checked = present(shown).sealed
    await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": 3})
    stale = await submit(context, RETURN, ADA, NOW, sealed=checked)
    assert (stale.changed_elsewhere, stale.request) == (True, None)
    assert await count(context.database, "requests") == 0
    sent = await submit(context, RETURN, ADA, NOW, sealed=present(stale).sealed)
    assert sent.request is not None
    assert sent.request.quantities == {"1": 3}


async def test_an_answer_for_another_order_than_the_page_showed_is_not_kept(context: Context) -> None:
    await store_order(context, DELIVERED)
    before = await enter(context, "return-item")
    after = await enter(context, "return-item")
    assert before.draft.id != after.draft.id
    wizard = await answer(context, RETURN, ADA, NOW, question="lines", raw={"1": 1}, draft_id=before.draft.id)
    assert wizard.changed_elsewhere
    assert (await open_wizard(context, RETURN, ADA, NOW)).draft.answers == {}
