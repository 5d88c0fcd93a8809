"""What the words of a case come to."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from helpcenter.lint.cases.phrases import PHRASES, UnreadableSituation, read_situation
from helpcenter.lint.cases.situation import Situation
from helpcenter.lint.cases.verdict import ask, read_verdict
from helpcenter.orders.claim import Action, Condition
from helpcenter.orders.order import LineKind, OrderStatus
from helpcenter.policy.decision import Reason
from tests.builders import NEW_YORK, studio

TODAY = date(2026, 3, 9)  # the day after the clocks were put forward


def situation(words: str) -> Situation:
    return read_situation(words, TODAY, NEW_YORK, "USD")


@pytest.mark.parametrize("phrase", PHRASES)
def test_every_phrase_that_is_listed_can_be_read(phrase: str) -> None:
    assert situation(phrase.partition(" (")[0])


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("placed 3 hours ago", OrderStatus.PROCESSING),
        ("pending", OrderStatus.PENDING),
        ("Ready to dispatch", OrderStatus.READY_TO_DISPATCH),
        ("canceled", OrderStatus.CANCELLED),
        ("cancelled", OrderStatus.CANCELLED),
        ("sent 2 days ago", OrderStatus.SHIPPED),
        ("expected yesterday", OrderStatus.SHIPPED),
        ("not sent", OrderStatus.PROCESSING),
        ("delivered today", OrderStatus.DELIVERED),
        ("sent today, another parcel delivered today", OrderStatus.SHIPPED),
    ],
)
def test_the_status_follows_from_what_is_told(words: str, status: OrderStatus) -> None:
    assert situation(words).order.status is status


def test_days_keep_the_time_of_day_and_hours_are_real_time() -> None:
    by_days, by_hours = situation("placed 2 days ago"), situation("placed 48 hours ago")
    assert by_days.order.placed_at.isoformat() == "2026-03-07T12:00:00-05:00"
    assert by_hours.order.placed_at.isoformat() == "2026-03-07T11:00:00-05:00"


def test_parts_of_a_time_add_up() -> None:
    told = situation("placed 1 hour 59 minutes ago")
    assert told.now - told.order.placed_at == timedelta(hours=1, minutes=59)


def test_another_day_counts_for_all_that_is_told_with_it() -> None:
    told = situation("placed 3 hours ago, on 2030-01-02")
    assert told.order.placed_at.isoformat() == "2030-01-02T09:00:00-05:00"


def test_item_address_and_claim_are_as_told() -> None:
    told = situation("delivered today, made to order, tagged lighter, used, by express, to a P.O. Box")
    [line] = told.order.lines
    assert (line.kind, line.tags) == (LineKind.MADE_TO_ORDER, ("lighter",))
    assert told.order.shipping.address.is_po_box
    assert told.claim(Action.RETURN_ITEM).condition is Condition.USED
    assert told.claim(Action.CHANGE_SHIPPING).method == "express"
    assert not situation("to an incomplete address").order.shipping.address.is_complete


@pytest.mark.parametrize(
    ("words", "reason"), [("pending", Reason.NOT_SHIPPED), ("expected yesterday", Reason.OVERDUE)]
)
def test_a_lost_parcel_is_named_where_there_is_one(words: str, reason: Reason) -> None:
    assert ask(Action.REPORT_LOST_PARCEL, situation(words), studio()).reason is reason


@pytest.mark.parametrize(
    "words", ["", "placed", "placed three hours ago", "on 2030-13-01", "lost", "placed 3 hours ago,,pending"]
)
def test_what_is_no_situation_is_refused(words: str) -> None:
    with pytest.raises(UnreadableSituation):
        situation(words)


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("words", ["pending", "delivered 9999 weeks ago", "expected in 9999 days", *PHRASES])
def test_every_action_can_be_asked_in_every_situation(action: Action, words: str) -> None:
    assert ask(action, situation(words.partition(" (")[0]), studio()).reason


def test_a_verdict_without_a_reason_agrees_with_any() -> None:
    decision = ask(Action.CANCEL_ORDER, situation("placed 3 hours ago"), studio())
    assert read_verdict("cancel_order", "refused").agrees(decision)
    assert read_verdict("cancel_order", "refused window_closed").agrees(decision)
    assert not read_verdict("cancel_order", "refused already_shipped").agrees(decision)
    assert not read_verdict("cancel_order", "allowed").agrees(decision)
