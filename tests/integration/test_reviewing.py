"""Staff say yes or no: once, whoever else does so at the same moment, and the customer hears of it."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import text

from helpcenter.adapters.orders import add_order
from helpcenter.adapters.outbox import list_mails
from helpcenter.adapters.requests import load_granted_refund, load_holdings, load_request
from helpcenter.errors import InvalidInput
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import Actor, Request, RequestStatus
from helpcenter.orders.request_moves import MOVES
from helpcenter.services.context import Context
from helpcenter.services.reviewing import LONGEST_NOTE, Result, Review, review
from helpcenter.services.submitting import submit
from helpcenter.services.withdrawing import withdraw
from helpcenter.services.wizards import answer, identify_order
from tests.builders import a_line, a_shipment, an_order, money
from tests.integration.timing import NOW

SUBMITTED, IN_REVIEW, APPROVED, DECLINED, COMPLETED, WITHDRAWN = RequestStatus
LATER = NOW + timedelta(hours=3)
WHY = "The photos show wear from use.\nWe would repair it for you."
WHERE = "The Studio, Returns, 5 Canal St, Troy, NY 12180"
RETURN = FLOWS["return-item"]
DELIVERED = an_order(
    status=OrderStatus.DELIVERED,
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", "39.00", 3), a_line("2", "12.50")],
    shipments=[a_shipment("a", ["1", "2"], delivered=str(NOW - timedelta(days=2)))],
)


async def a_return(context: Context, *, remedy: str = "refund") -> str:
    """Two mugs go back; gives the reference."""
    async with context.database.writing() as connection:
        await add_order(connection, DELIVERED)
    await identify_order(
        context, RETURN, "ada", NOW, number="S-1001", email="ada@example.com", address="192.0.2.7"
    )
    answers = {
        "lines": {"1": 2},
        "reason": "other",
        "condition": "original",
        "return_photos": [],
        "remedy": remedy,
    }
    for question, raw in answers.items():
        await answer(context, RETURN, "ada", NOW, question=question, raw=raw)
    request = (await submit(context, RETURN, "ada", NOW)).request
    assert request is not None
    return request.reference


async def stored(context: Context, reference: str) -> Request:
    async with context.database.reading() as connection:
        request = await load_request(connection, reference)
    assert request is not None
    return request


async def mails_about(context: Context, reference: str) -> list[str]:
    """The oldest first."""
    async with context.database.reading() as connection:
        return [mail.key for mail in reversed(await list_mails(connection, about=reference, limit=99))]


async def granted(context: Context, reference: str) -> object:
    async with context.database.reading() as connection:
        return await load_granted_refund(connection, reference)


async def test_a_request_goes_its_way_and_each_step_is_told(context: Context) -> None:
    reference = await a_return(context)
    for to in (IN_REVIEW, APPROVED, COMPLETED):
        done = await review(context, reference, to, LATER, note=f"It is {to}.", by="Grace")
        assert done is not None
        assert (done.result, done.request.status) == (Result.MOVED, to)
    request = await stored(context, reference)
    assert [(event.kind, event.actor) for event in request.events] == [
        (SUBMITTED, Actor.CUSTOMER),
        (IN_REVIEW, Actor.STAFF),
        (APPROVED, Actor.STAFF),
        (COMPLETED, Actor.STAFF),
    ]
    assert (request.events[2].note, request.events[2].by) == ("It is approved.", "Grace")
    assert await mails_about(context, reference) == [
        f"request_received:{reference}",
        *(f"request_updated:{reference}:{number}" for number in (1, 2, 3)),
    ]
    assert context.mail_queued.is_set()


async def test_a_yes_grants_the_money_of_the_receipt_once(context: Context) -> None:
    reference = await a_return(context)
    await review(context, reference, IN_REVIEW, NOW)
    assert await granted(context, reference) is None
    await review(context, reference, APPROVED, LATER, note=WHERE)
    await review(context, reference, COMPLETED, LATER + timedelta(days=3))
    assert await granted(context, reference) == (money("78.00"), LATER)


async def test_a_no_needs_a_reason_grants_nothing_and_gives_the_pieces_free(context: Context) -> None:
    reference = await a_return(context)
    for nothing in ("", "  \n\t "):
        with pytest.raises(InvalidInput, match="note: say why"):
            await review(context, reference, DECLINED, NOW, note=nothing)
    assert (await stored(context, reference)).status is SUBMITTED
    await review(context, reference, DECLINED, NOW, note=f"  {WHY}\r\n")
    assert (await stored(context, reference)).events[-1].note == WHY
    assert await granted(context, reference) is None
    async with context.database.reading() as connection:
        assert await load_holdings(connection, "S-1001") == ()


async def test_a_yes_to_a_return_says_where_to_send_it(context: Context) -> None:
    reference = await a_return(context)
    with pytest.raises(InvalidInput, match="note: say where"):
        await review(context, reference, APPROVED, NOW)
    assert (await stored(context, reference)).status is SUBMITTED


@pytest.mark.parametrize(
    ("note", "by", "field"),
    [
        ("x" * (LONGEST_NOTE + 1), "", "note"),
        ("a bell \x07", "", "note"),
        ("half of a letter \ud800", "", "note"),
        ("NUL \x00", "", "note"),
        ("", "x" * 61, "by"),
    ],
)
async def test_words_that_cannot_be_shown_or_sent_are_refused(
    context: Context, note: str, by: str, field: str
) -> None:
    reference = await a_return(context)
    with pytest.raises(InvalidInput) as refused:
        await review(context, reference, APPROVED, NOW, note=note, by=by)
    assert refused.value.field == field
    assert (await stored(context, reference)).status is SUBMITTED


async def test_the_same_move_twice_does_nothing(context: Context) -> None:
    reference = await a_return(context)
    await review(context, reference, APPROVED, NOW, note=WHERE)
    again = await review(context, reference, APPROVED, LATER, note="Once more.")
    assert again is not None
    assert again.result is Result.ALREADY_THERE
    assert len((await stored(context, reference)).events) == 2
    assert len(await mails_about(context, reference)) == 2


@pytest.mark.parametrize(
    ("way", "impossible"),
    [
        ([], COMPLETED),
        ([], WITHDRAWN),
        ([APPROVED], IN_REVIEW),
        ([APPROVED], DECLINED),
        ([APPROVED, COMPLETED], APPROVED),
        ([DECLINED], APPROVED),
    ],
)
async def test_a_move_that_the_state_does_not_allow_changes_nothing(
    context: Context, way: list[RequestStatus], impossible: RequestStatus
) -> None:
    reference = await a_return(context)
    for to in way:
        await review(context, reference, to, NOW, note=WHY)
    before = await stored(context, reference)
    refused = await review(context, reference, impossible, LATER, note=WHY)
    assert refused == Review(Result.NOT_POSSIBLE, before)
    assert await stored(context, reference) == before


async def test_a_request_that_is_not_there_is_none(context: Context) -> None:
    assert await review(context, "R-0000-0000", APPROVED, NOW) is None


@pytest.mark.parametrize("rival", [APPROVED, DECLINED, WITHDRAWN])
async def test_two_who_act_at_the_same_moment_leave_one_move(context: Context, rival: RequestStatus) -> None:
    reference = await a_return(context)

    async def act(to: RequestStatus) -> None:
        if to is WITHDRAWN:
            await withdraw(context, reference, LATER)
        else:
            await review(context, reference, to, LATER, note=WHY)

    await asyncio.gather(*(act(to) for to in (APPROVED, rival, APPROVED, rival)))
    request = await stored(context, reference)
    assert len(request.events) == 2
    assert request.status in (APPROVED, rival)
    assert request.events[-1].kind is request.status
    assert len(await mails_about(context, reference)) == 2
    assert (await granted(context, reference) is not None) == (request.status is APPROVED)


async def test_a_request_somebody_has_taken_up_cannot_be_withdrawn(context: Context) -> None:
    reference = await a_return(context)
    await review(context, reference, IN_REVIEW, NOW)
    context.mail_queued.clear()
    after = await withdraw(context, reference, LATER)
    assert after is not None
    assert after.status is IN_REVIEW
    assert len(await mails_about(context, reference)) == 2
    assert not context.mail_queued.is_set()


async def test_a_request_is_withdrawn_from_wherever_customers_may_withdraw_it(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOVES, IN_REVIEW, {**MOVES[IN_REVIEW], WITHDRAWN: frozenset({Actor.CUSTOMER})})
    reference = await a_return(context)
    await review(context, reference, IN_REVIEW, NOW)
    context.mail_queued.clear()
    after = await withdraw(context, reference, LATER)
    assert after is not None
    assert (after.status, after.events[-1].actor) == (WITHDRAWN, Actor.CUSTOMER)
    assert len(await mails_about(context, reference)) == 3
    assert context.mail_queued.is_set()


async def test_a_request_that_is_not_there_cannot_be_withdrawn(context: Context) -> None:
    assert await withdraw(context, "R-0000-0000", NOW) is None


async def test_a_failed_mail_queue_takes_the_whole_move_back(context: Context) -> None:
    reference = await a_return(context)
    async with context.database.writing() as connection:
        await connection.execute(text("ALTER TABLE outbox RENAME TO elsewhere"))
    with pytest.raises(Exception, match="outbox"):
        await review(context, reference, APPROVED, LATER, note=WHERE)
    assert (await stored(context, reference)).status is SUBMITTED
    assert await granted(context, reference) is None
