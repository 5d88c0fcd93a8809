"""Where a request stands, in words: its way, whose turn it is, by when, and what became of the mails."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from helpcenter.adapters.outbox import QueuedMail
from helpcenter.flows.case import Case
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.services.presenting_progress import mask_email
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.store import Store, load_store
from helpcenter.services.views.request import RequestView
from tests.builders import REPOSITORY, a_holding, a_line, a_shipment, an_order, at, money
from tests.receipts import a_receipted_request

SUBMITTED, IN_REVIEW, APPROVED, DECLINED, COMPLETED, WITHDRAWN = RequestStatus
SENT_AT = at("2026-03-06T12:00:00-05:00")  # a Friday
MONDAY_NIGHT = "March 9, 2026, 11:59\u202fPM EDT"
ORDER = an_order(
    lines=[a_line("1", "39.00", 3)], shipments=[a_shipment("a", ["1"], delivered="2026-03-05T20:15:00-05:00")]
)
RETURNING = {"lines": {"1": 2}, "reason": "other", "condition": "original", "remedy": "refund"}


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC))


def a_return(store: Store, *way: RequestStatus, actor: Actor = Actor.STAFF, note: str = "") -> Request:
    """It has come that way since it was sent, a state an hour; the note is the last one's."""
    case = Case(ORDER, RETURNING, store.rules.policy, SENT_AT)
    request = a_receipted_request(FLOWS["return-item"], case, store.rules)
    events = [RequestEvent(SENT_AT, Actor.CUSTOMER, SUBMITTED)]
    for hours, status in enumerate(way, 1):
        said = note if hours == len(way) else f"About {status}."
        events.append(RequestEvent(SENT_AT + timedelta(hours=hours), actor, status, said, by="Grace"))
    return replace(request, status=events[-1].kind, events=tuple(events))


def shown(request: Request, store: Store, now: str = "2026-03-06T18:00:00-05:00") -> RequestView:
    return present_request(RequestRecord(request), store, at(now))


@pytest.mark.parametrize(
    ("way", "points"),
    [
        ([], ["Sent: current", "Our answer: ahead"]),
        ([IN_REVIEW], ["Sent: done", "In review: current", "Our answer: ahead"]),
        (
            [IN_REVIEW, APPROVED],
            [
                "Sent: done",
                "In review: done",
                "Approved: current",
                "Your parcel arrives with us: ahead",
                "Done: ahead",
            ],
        ),
        ([DECLINED], ["Sent: done", "Declined: done"]),
        ([APPROVED, COMPLETED], ["Sent: done", "Approved: done", "Done: done"]),
    ],
)
def test_the_way_tells_what_was_what_is_and_what_comes(
    way: list[RequestStatus], points: list[str], store: Store
) -> None:
    view = shown(a_return(store, *way), store)
    assert [f"{stage.title}: {stage.state}" for stage in view.way] == points


@pytest.mark.parametrize(
    ("way", "turn"),
    [
        ([], "our"),
        ([IN_REVIEW], "our"),
        ([APPROVED], "your"),
        ([DECLINED], "Nothing"),
        ([WITHDRAWN], "Nothing"),
    ],
)
def test_it_says_whose_turn_it_is(way: list[RequestStatus], turn: str, store: Store) -> None:
    assert turn in shown(a_return(store, *way), store).turn


def test_the_answer_is_promised_until_an_instant_and_late_after_it(store: Store) -> None:
    request = a_return(store, IN_REVIEW)
    in_time = shown(request, store, "2026-03-09T23:59:59-04:00")
    late = shown(request, store, "2026-03-10T00:00:00-04:00")
    assert (in_time.promise, in_time.is_late) == (f"You will have our answer by {MONDAY_NIGHT}.", False)
    assert in_time.way[-1].when == f"by {MONDAY_NIGHT}"
    assert late.is_late
    assert "sorry" in late.promise


def test_once_it_is_answered_nothing_is_promised_or_late(store: Store) -> None:
    view = shown(a_return(store, APPROVED), store, "2026-06-01T12:00:00-04:00")
    assert (view.promise, view.is_late) == ("", False)


def test_a_no_shows_its_reason_and_no_money(store: Store) -> None:
    view = shown(a_return(store, IN_REVIEW, DECLINED, note="It shows wear."), store)
    assert view.note == "It shows wear."
    assert [stage.note for stage in view.way] == ["", "About in_review.", ""]
    assert view.money == []


def test_who_of_the_staff_it_was_is_for_the_staff(store: Store) -> None:
    assert "Grace" not in repr(shown(a_return(store, IN_REVIEW, APPROVED), store))


def test_what_ended_with_the_order_was_not_taken_back_by_the_customer(store: Store) -> None:
    by_policy = shown(a_return(store, WITHDRAWN, actor=Actor.POLICY), store)
    by_customer = shown(a_return(store, WITHDRAWN, actor=Actor.CUSTOMER), store)
    assert "order was canceled" in by_policy.status_text
    assert by_policy.way[-1].title == "Ended with the order"
    assert "You took" in by_customer.status_text


@pytest.mark.parametrize(
    ("remedy", "words"), [("refund", "a refund of $78.00"), ("store_credit", "store credit of")]
)
def test_money_that_was_granted_is_said_with_its_day(remedy: str, words: str, store: Store) -> None:
    request = a_return(store, APPROVED)
    request = replace(request, receipt={**request.receipt, "remedy": remedy})
    record = RequestRecord(request, granted=(money("78.00"), at("2026-03-07T02:00:00+00:00")))
    granted = present_request(record, store, SENT_AT).granted
    assert words in granted
    assert "March 6, 2026" in granted, "the day in the store's time zone"


@pytest.mark.parametrize(
    ("way", "words"),
    [
        ([], "Refund you ask for"),
        ([IN_REVIEW], "Refund you ask for"),
        ([APPROVED], "Refund"),
    ],
)
def test_money_is_asked_for_until_it_is_granted(way: list[RequestStatus], words: str, store: Store) -> None:
    view = shown(a_return(store, *way), store)
    assert [row.label for row in view.money if row.strong] == [words]


def test_the_receipt_shows_what_other_requests_leave(store: Store) -> None:
    """A store that refunds the whole order: one mug of three went back before."""
    lost = an_order(
        lines=[a_line("1", "39.00", 3)],
        shipments=[
            a_shipment(lines=["1"], shipped="2026-03-03T10:00:00-05:00", expected="2026-03-04T10:00:00-05:00")
        ],
    )
    answers = {"checked": "not_found", "remedy": "refund"}
    before = a_holding({"1": 1}, refund=("39.00", "6.90"))
    case = Case(lost, answers, store.rules.policy, SENT_AT, (before,))
    view = shown(a_receipted_request(FLOWS["lost-parcel"], case, store.rules), store)
    assert [(row.label, row.value) for row in view.money] == [
        ("Items", "$117.00"),
        ("Shipping", "$6.90"),
        ("In your other requests", "-$45.90"),
        ("Refund you ask for", "$78.00"),
    ]
    assert [row.value for row in view.rows if row.label == "You ask for"] == ["Money back: $78.00"]


def a_mail(number: int, mail: str, **changes: object) -> QueuedMail:
    queued = QueuedMail(number, f"k{number}", mail, "R-7K4M-2XQP", "ada@example.com", {}, SENT_AT, SENT_AT, 1)
    return replace(queued, **changes)


def test_each_mail_says_what_became_of_it_and_where_it_went(store: Store) -> None:
    newest_first = (
        a_mail(3, "request_updated", payload={"event": 2}),
        a_mail(2, "request_updated", payload={"event": 1}, given_up_at=SENT_AT, problem="550 no such user"),
        a_mail(1, "request_received", sent_at=SENT_AT),
    )
    record = RequestRecord(a_return(store, IN_REVIEW, DECLINED), mails=newest_first)
    received, in_review, declined = present_request(record, store, SENT_AT).mails
    assert (received.title, received.state) == ("We have your request", "sent")
    assert received.sentence == "Sent to a•••@example.com on March 6, 2026, 12:00\u202fPM EST"
    assert (in_review.title, in_review.state) == ("We are looking at your request", "given_up")
    assert "could not be delivered" in in_review.sentence
    assert "550" not in repr(in_review)
    assert (declined.title, declined.state) == ("We could not say yes", "waiting")


@pytest.mark.parametrize(
    ("address", "masked"),
    [
        ("ada@example.com", "a•••@example.com"),
        ("a@example.com", "a•••@example.com"),
        ('"odd@name"@example.com', '"•••@example.com'),
    ],
)
def test_an_address_is_masked_to_its_first_letter(address: str, masked: str) -> None:
    assert mask_email(address) == masked
