"""A store that keeps half the price of personalised items once they are being made."""

from __future__ import annotations

import pytest

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Line, OrderStatus
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Reason, Refund
from helpcenter.policy.terms import Policy
from tests.builders import a_line, a_policy, an_order, at, money

NOW = at("2026-03-09T10:30:00-04:00")


def half_is_kept(percent: int = 50) -> Policy:
    both: dict[str, dict[str, object]] = {"cancellation.refunds_shipping": {"flag": True}}
    for topic in ("cancellation", "item_changes"):
        both[f"{topic}.offered"] = {"flag": True}
        both[f"{topic}.statuses"] = {"codes": ["pending", "processing"]}
        both[f"{topic}.production_fee"] = {"percent": percent}
    return a_policy(both)


@pytest.mark.parametrize(
    ("lines", "items", "fee"),
    [
        pytest.param([a_line(price="55.50", made_to_order=True)], "27.75", "27.75", id="even halves"),
        pytest.param(
            [a_line(price="55.55", made_to_order=True)], "27.78", "27.77", id="half a cent goes back"
        ),
        pytest.param([a_line(price="0.01", made_to_order=True)], "0.01", "0.00", id="one cent"),
        pytest.param(
            [a_line("1", "55.55", made_to_order=True), a_line("2", "55.55", made_to_order=True)],
            "55.56",
            "55.54",
            id="rounded line by line, not at the end",
        ),
        pytest.param(
            [a_line(price="10.33", quantity=3, made_to_order=True)],
            "15.50",
            "15.49",
            id="rounded for the line, not for the piece",
        ),
        pytest.param([a_line(price="24.90", quantity=2)], "49.80", "0.00", id="finished goods in full"),
        pytest.param(
            [
                a_line("1", "24.90", 2),
                a_line("2", "55.55", made_to_order=True),
                a_line("3", "10.33", 3, made_to_order=True),
            ],
            "93.08",
            "43.26",
            id="both kinds",
        ),
    ],
)
def test_what_comes_back_is_rounded_half_up_and_the_fee_is_the_rest(
    lines: list[Line], items: str, fee: str
) -> None:
    order = an_order(lines=lines)
    decision = decide(Action.CANCEL_ORDER, order, Claim(), half_is_kept(), NOW)
    assert (decision.reason, decision.rule) == (Reason.BEFORE_DISPATCH, "cancellation.statuses")
    assert decision.refund == Refund(items=money(items), shipping=money("6.90"), fee=money(fee))
    change = decide(Action.CHANGE_ITEMS, order, Claim(), half_is_kept(), NOW)
    assert (change.reason, change.fee) == (Reason.BEFORE_DISPATCH, money(fee))


def test_nothing_is_kept_before_production() -> None:
    order = an_order(status=OrderStatus.PENDING, lines=[a_line(price="55.55", made_to_order=True)])
    decision = decide(Action.CANCEL_ORDER, order, Claim(), half_is_kept(), NOW)
    assert (decision.reason, decision.rule) == (Reason.BEFORE_PRODUCTION, "cancellation.production_fee")
    assert decision.refund == Refund(items=money("55.55"), shipping=money("6.90"), fee=money("0.00"))
    change = decide(Action.CHANGE_ITEMS, order, Claim(), half_is_kept(), NOW)
    assert (change.reason, change.fee) == (Reason.BEFORE_PRODUCTION, money("0.00"))


def test_money_without_cents_is_rounded_to_the_whole_unit() -> None:
    lines = [a_line("1", "1001", made_to_order=True, currency="JPY"), a_line("2", "500", currency="JPY")]
    order = an_order(currency="JPY", lines=lines, shipping="690")
    decision = decide(Action.CANCEL_ORDER, order, Claim(), half_is_kept(), NOW)
    assert decision.refund is not None
    assert [str(part) for part in (decision.refund.items, decision.refund.fee, decision.refund.total)] == [
        "1001",
        "500",
        "1691",
    ]


def test_shipping_stays_where_the_store_does_not_say_that_it_comes_back() -> None:
    policy = a_policy({"cancellation.offered": {"flag": True}})
    decision = decide(Action.CANCEL_ORDER, an_order(), Claim(), policy, NOW)
    assert (decision.reason, decision.rule) == (Reason.BEFORE_DISPATCH, "cancellation.offered")
    assert decision.refund == Refund(items=money("39.00"), shipping=money("0.00"), fee=money("0.00"))


def test_no_refund_is_promised_where_all_of_it_is_kept() -> None:
    order = an_order(lines=[a_line(made_to_order=True)], shipping="0.00")
    decision = decide(Action.CANCEL_ORDER, order, Claim(), half_is_kept(100), NOW)
    assert (decision.allowed, decision.refund) == (True, None)
