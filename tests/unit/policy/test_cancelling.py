"""`cancel_order` in the studio: two hours, not once packed, everything back."""

from __future__ import annotations

from datetime import datetime

import pytest

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Reason, Refund, Remedy
from tests.builders import NEW_YORK, a_line, a_shipment, an_order, at, money, studio

LEFT = a_shipment(shipped="2026-03-02T10:20:00-05:00")
WAITING = a_shipment("b", ["2"])
IN_TIME = "2026-03-02T10:30:00-05:00"
TOO_LATE = "2026-03-03T10:30:00-05:00"


def cancel(order: Order, now: str | datetime) -> Decision:
    return decide(Action.CANCEL_ORDER, order, Claim(), studio(), at(now) if isinstance(now, str) else now)


@pytest.mark.parametrize(
    ("now", "reason"),
    [
        ("2026-03-02T10:00:00-05:00", Reason.WITHIN_WINDOW),
        ("2026-03-02T11:59:59-05:00", Reason.WITHIN_WINDOW),
        ("2026-03-02T12:00:00-05:00", Reason.WITHIN_WINDOW),
        ("2026-03-02T12:00:01-05:00", Reason.WINDOW_CLOSED),
        ("2026-03-02T17:00:00+00:00", Reason.WITHIN_WINDOW),
        ("2026-03-02T17:00:01+00:00", Reason.WINDOW_CLOSED),
        ("2026-03-02T22:30:00+05:30", Reason.WITHIN_WINDOW),
        ("2026-03-02T22:30:01+05:30", Reason.WINDOW_CLOSED),
        ("2026-03-03T07:00:00+14:00", Reason.WITHIN_WINDOW),
        ("2026-03-03T07:00:01+14:00", Reason.WINDOW_CLOSED),
    ],
)
def test_two_hours_to_the_second_whatever_the_offset(now: str, reason: Reason) -> None:
    decision = cancel(an_order(placed="2026-03-02T10:00:00-05:00"), now)
    assert decision.reason is reason
    assert decision.allowed is (reason is Reason.WITHIN_WINDOW)
    assert decision.rule == "cancellation.window"
    assert decision.closes_at == at("2026-03-02T12:00:00-05:00")
    assert decision.opens_at is None


@pytest.mark.parametrize(
    ("placed", "last", "first_too_late"),
    [
        pytest.param(
            "2026-03-08T01:30:00-05:00",
            "2026-03-08T04:30:00-04:00",
            "2026-03-08T04:30:01-04:00",
            id="an hour is skipped",
        ),
        pytest.param(
            "2026-11-01T00:30:00-04:00",
            "2026-11-01T01:30:00-05:00",
            "2026-11-01T01:30:01-05:00",
            id="an hour comes twice, and it closes in the second",
        ),
        pytest.param(
            "2026-11-01T01:30:00-04:00",
            "2026-11-01T02:30:00-05:00",
            "2026-11-01T02:30:01-05:00",
            id="placed in the first of the two hours",
        ),
        pytest.param(
            "2026-11-01T01:30:00-05:00",
            "2026-11-01T03:30:00-05:00",
            "2026-11-01T03:30:01-05:00",
            id="placed in the second of the two hours",
        ),
    ],
)
def test_two_hours_are_real_time_when_the_clocks_change(placed: str, last: str, first_too_late: str) -> None:
    order = an_order(placed=placed)
    assert cancel(order, last).reason is Reason.WITHIN_WINDOW
    assert cancel(order, first_too_late).reason is Reason.WINDOW_CLOSED
    closes_at = cancel(order, last).closes_at
    assert closes_at is not None
    assert closes_at.isoformat() == last, "the deadline is told in the store's own time"


@pytest.mark.parametrize(
    ("placed", "now", "reason"),
    [
        pytest.param(
            (0, 30, 0), (1, 45, 0), Reason.WITHIN_WINDOW, id="the first 1:45 comes before 1:30 again"
        ),
        pytest.param((0, 30, 0), (1, 30, 1), Reason.WITHIN_WINDOW, id="exactly, in the second hour"),
        pytest.param((0, 30, 0), (1, 31, 1), Reason.WINDOW_CLOSED, id="a minute more in the second hour"),
        pytest.param(
            (1, 30, 0), (1, 29, 1), Reason.WITHIN_WINDOW, id="placed in the first, asked in the second"
        ),
        pytest.param((1, 30, 1), (3, 30, 0), Reason.WITHIN_WINDOW, id="placed in the second hour"),
        pytest.param((1, 30, 0), (3, 30, 0), Reason.WINDOW_CLOSED, id="placed an hour before that"),
    ],
)
def test_both_passes_of_the_repeated_hour_are_told_apart(
    placed: tuple[int, int, int], now: tuple[int, int, int], reason: Reason
) -> None:
    """(hour, minute, fold) on the day on which New York sets its clocks back."""
    first, second = (
        datetime(2026, 11, 1, hour, minute, tzinfo=NEW_YORK, fold=fold)
        for hour, minute, fold in (placed, now)
    )
    assert cancel(an_order(placed=first), second).reason is reason


def test_an_order_placed_in_an_hour_that_does_not_exist_has_its_two_hours() -> None:
    order = an_order(placed=datetime(2026, 3, 8, 2, 30, tzinfo=NEW_YORK))
    assert cancel(order, "2026-03-08T05:30:00-04:00").allowed
    assert not cancel(order, "2026-03-08T05:30:01-04:00").allowed


@pytest.mark.parametrize(
    ("status", "reason", "rule"),
    [
        (OrderStatus.PENDING, Reason.WITHIN_WINDOW, "cancellation.window"),
        (OrderStatus.PROCESSING, Reason.WITHIN_WINDOW, "cancellation.window"),
        (OrderStatus.PACKAGED, Reason.STATUS_LOCKED, "cancellation.statuses"),
        (OrderStatus.READY_TO_DISPATCH, Reason.STATUS_LOCKED, "cancellation.statuses"),
        (OrderStatus.SHIPPED, Reason.ALREADY_SHIPPED, "cancellation.statuses"),
        (OrderStatus.DELIVERED, Reason.ALREADY_SHIPPED, "cancellation.statuses"),
        (OrderStatus.CANCELLED, Reason.ALREADY_CANCELLED, "cancellation.offered"),
    ],
)
def test_each_status_has_its_answer(status: OrderStatus, reason: Reason, rule: str) -> None:
    decision = cancel(an_order(status=status), IN_TIME)
    assert (decision.reason, decision.rule) == (reason, rule)


@pytest.mark.parametrize(
    ("order", "now", "reason"),
    [
        pytest.param(
            an_order(status=OrderStatus.CANCELLED, shipments=[LEFT]),
            TOO_LATE,
            Reason.ALREADY_CANCELLED,
            id="cancelled before shipped",
        ),
        pytest.param(
            an_order(status=OrderStatus.PACKAGED, shipments=[LEFT]),
            TOO_LATE,
            Reason.ALREADY_SHIPPED,
            id="shipped before status",
        ),
        pytest.param(
            an_order(status=OrderStatus.PACKAGED), TOO_LATE, Reason.STATUS_LOCKED, id="status before window"
        ),
        pytest.param(an_order(), TOO_LATE, Reason.WINDOW_CLOSED, id="the window last"),
        pytest.param(
            an_order(lines=[a_line("1"), a_line("2")], shipments=[LEFT, WAITING]),
            IN_TIME,
            Reason.ALREADY_SHIPPED,
            id="one of two parcels has left",
        ),
        pytest.param(
            an_order(shipments=[a_shipment(delivered="2026-03-02T10:20:00-05:00")]),
            IN_TIME,
            Reason.ALREADY_SHIPPED,
            id="delivered, though nobody noted that it was sent",
        ),
        pytest.param(
            an_order(shipments=[a_shipment()]), IN_TIME, Reason.WITHIN_WINDOW, id="a parcel that waits"
        ),
    ],
)
def test_the_first_check_that_fails_gives_the_reason(order: Order, now: str, reason: Reason) -> None:
    assert cancel(order, now).reason is reason


def test_everything_that_was_paid_comes_back_personalised_or_not() -> None:
    lines = [a_line("1", "24.90", 2), a_line("2", "55.55", made_to_order=True)]
    decision = cancel(an_order(lines=lines, shipping="6.90"), IN_TIME)
    assert decision.refund == Refund(items=money("105.35"), shipping=money("6.90"), fee=money("0.00"))
    assert decision.refund.total == money("112.25")
    assert (decision.remedies, decision.gift, decision.evidence) == ((Remedy.REFUND,), False, ())
    assert decision.fee is None


def test_a_refusal_promises_nothing() -> None:
    decision = cancel(an_order(), TOO_LATE)
    assert (decision.refund, decision.remedies, decision.gift) == (None, (), False)


def test_no_refund_is_promised_where_nothing_was_paid() -> None:
    decision = cancel(an_order(lines=[a_line(price="0.00")], shipping="0.00"), IN_TIME)
    assert decision.allowed
    assert (decision.refund, decision.remedies) == (None, ())
