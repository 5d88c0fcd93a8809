"""`change_items` and `change_shipping` in the studio."""

from __future__ import annotations

import pytest

from helpcenter.orders.address import Address
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Reason
from tests.builders import a_line, a_shipment, an_address, an_order, at, money, studio, studio_with

IN_TIME = "2026-03-02T12:00:00-05:00"
TOO_LATE = "2026-03-05T12:00:00-05:00"
LEFT = a_shipment(shipped="2026-03-02T11:00:00-05:00")
TO_A_BOX = an_address(line1="P.O. Box 12")
BY_EXPRESS = Claim(method="express")
LOCKED = [
    (OrderStatus.PACKAGED, Reason.STATUS_LOCKED),
    (OrderStatus.READY_TO_DISPATCH, Reason.STATUS_LOCKED),
    (OrderStatus.SHIPPED, Reason.ALREADY_SHIPPED),
    (OrderStatus.DELIVERED, Reason.ALREADY_SHIPPED),
    (OrderStatus.CANCELLED, Reason.ALREADY_CANCELLED),
]


def change_items(order: Order, now: str) -> Decision:
    return decide(Action.CHANGE_ITEMS, order, Claim(), studio(), at(now))


def change_shipping(order: Order, claim: Claim, now: str = IN_TIME) -> Decision:
    return decide(Action.CHANGE_SHIPPING, order, claim, studio(), at(now))


@pytest.mark.parametrize(
    ("placed", "now", "reason"),
    [
        ("2026-03-02T10:00:00-05:00", "2026-03-02T21:59:59-05:00", Reason.WITHIN_WINDOW),
        ("2026-03-02T10:00:00-05:00", "2026-03-02T22:00:00-05:00", Reason.WITHIN_WINDOW),
        ("2026-03-02T10:00:00-05:00", "2026-03-02T22:00:01-05:00", Reason.WINDOW_CLOSED),
        ("2026-03-02T10:00:00-05:00", "2026-03-03T03:00:01+00:00", Reason.WINDOW_CLOSED),
        ("2026-03-07T20:00:00-05:00", "2026-03-08T09:00:00-04:00", Reason.WITHIN_WINDOW),
        ("2026-03-07T20:00:00-05:00", "2026-03-08T09:00:01-04:00", Reason.WINDOW_CLOSED),
        ("2026-10-31T20:00:00-04:00", "2026-11-01T07:00:00-05:00", Reason.WITHIN_WINDOW),
        ("2026-10-31T20:00:00-04:00", "2026-11-01T07:00:01-05:00", Reason.WINDOW_CLOSED),
    ],
)
def test_items_change_for_twelve_hours_of_real_time(placed: str, now: str, reason: Reason) -> None:
    decision = change_items(an_order(placed=placed), now)
    assert (decision.reason, decision.rule) == (reason, "item_changes.window")


@pytest.mark.parametrize(
    ("status", "reason"),
    [(OrderStatus.PENDING, Reason.WITHIN_WINDOW), (OrderStatus.PROCESSING, Reason.WITHIN_WINDOW), *LOCKED],
)
def test_items_change_until_the_order_is_packed(status: OrderStatus, reason: Reason) -> None:
    assert change_items(an_order(status=status), IN_TIME).reason is reason
    if reason is not Reason.WITHIN_WINDOW:
        assert change_items(an_order(status=status), TOO_LATE).reason is reason, "checked before the window"


def test_changing_items_costs_nothing_and_moves_no_money() -> None:
    decision = change_items(an_order(lines=[a_line(made_to_order=True)]), IN_TIME)
    assert decision.fee == money("0.00")
    assert (decision.refund, decision.remedies) == (None, ())


def test_items_cannot_change_once_one_parcel_has_left() -> None:
    assert change_items(an_order(shipments=[LEFT]), IN_TIME).reason is Reason.ALREADY_SHIPPED


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (OrderStatus.PENDING, Reason.BEFORE_DISPATCH),
        (OrderStatus.PROCESSING, Reason.BEFORE_DISPATCH),
        *LOCKED,
    ],
)
def test_shipping_changes_until_the_order_is_packed(status: OrderStatus, reason: Reason) -> None:
    decision = change_shipping(an_order(status=status), Claim(method="standard"))
    assert decision.reason is reason
    assert decision.allowed is (reason is Reason.BEFORE_DISPATCH)


def test_shipping_changes_have_no_deadline_and_no_fee() -> None:
    decision = change_shipping(an_order(), BY_EXPRESS, now="2027-03-02T12:00:00-05:00")
    assert (decision.allowed, decision.closes_at, decision.fee) == (True, None, money("0.00"))
    assert decision.rule == "shipping_changes.statuses"


@pytest.mark.parametrize(
    ("order", "claim", "rule"),
    [
        pytest.param(an_order(), BY_EXPRESS, None, id="express to a street"),
        pytest.param(
            an_order(),
            Claim(method="express", address=TO_A_BOX),
            "shipping_changes.no_express_to",
            id="express to a new P.O. Box",
        ),
        pytest.param(
            an_order(address=TO_A_BOX),
            BY_EXPRESS,
            "shipping_changes.no_express_to",
            id="to the box it goes to",
        ),
        pytest.param(
            an_order(address=TO_A_BOX),
            Claim(method="express", address=Address(line1=" ", country="\t")),
            "shipping_changes.no_express_to",
            id="to the box it goes to, since the new address is blank",
        ),
        pytest.param(
            an_order(),
            Claim(method="express", address=Address()),
            None,
            id="to the street it goes to, since the new address is blank",
        ),
        pytest.param(
            an_order(address=TO_A_BOX, method="express"),
            Claim(address=Address()),
            "shipping_changes.no_express_to",
            id="an express order, to the box it goes to",
        ),
        pytest.param(
            an_order(address=TO_A_BOX),
            Claim(method="express", address=Address(city="Troy")),
            None,
            id="away from the box, to an address that is not whole yet",
        ),
        pytest.param(
            an_order(address=TO_A_BOX),
            Claim(method="express", address=an_address()),
            None,
            id="express, away from the box",
        ),
        pytest.param(
            an_order(method="express"),
            Claim(address=TO_A_BOX),
            "shipping_changes.no_express_to",
            id="an express order, to a box",
        ),
        pytest.param(
            an_order(method="express"),
            Claim(method="standard", address=TO_A_BOX),
            None,
            id="slower, to a box",
        ),
        pytest.param(an_order(), Claim(address=TO_A_BOX), None, id="a standard order, to a box"),
        pytest.param(
            an_order(lines=[a_line("1"), a_line("2", tags=["gift", "lighter"])]),
            BY_EXPRESS,
            "shipping_changes.no_express_with",
            id="a lighter in the order",
        ),
        pytest.param(
            an_order(lines=[a_line(tags=["lighter"])]),
            Claim(method="standard"),
            None,
            id="a lighter by standard",
        ),
        pytest.param(
            an_order(lines=[a_line(tags=[" Lighter"])]),
            BY_EXPRESS,
            "shipping_changes.no_express_with",
            id="a lighter in capitals",
        ),
        pytest.param(
            an_order(address=TO_A_BOX),
            Claim(method="Express "),
            "shipping_changes.no_express_to",
            id="express in capitals",
        ),
        pytest.param(
            an_order(method=" EXPRESS"),
            Claim(address=TO_A_BOX),
            "shipping_changes.no_express_to",
            id="an order by express in capitals",
        ),
        pytest.param(an_order(), Claim(method=" Standard "), None, id="standard in capitals"),
        pytest.param(an_order(method="express"), Claim(method=" "), None, id="a blank method names none"),
        pytest.param(
            an_order(),
            Claim(method="Overnight"),
            "shipping_changes.methods",
            id="no overnight method in capitals either",
        ),
        pytest.param(an_order(lines=[a_line(tags=["lighter case"])]), BY_EXPRESS, None, id="another tag"),
        pytest.param(
            an_order(),
            Claim(method="overnight"),
            "shipping_changes.methods",
            id="there is no overnight method",
        ),
        pytest.param(an_order(), Claim(), None, id="nothing named yet"),
    ],
)
def test_express_goes_to_no_box_and_takes_no_lighter(order: Order, claim: Claim, rule: str | None) -> None:
    decision = change_shipping(order, claim)
    if rule:
        assert (decision.allowed, decision.reason, decision.rule) == (False, Reason.EXPRESS_UNAVAILABLE, rule)
    else:
        assert decision.reason is Reason.BEFORE_DISPATCH


@pytest.mark.parametrize(("status", "reason"), LOCKED)
def test_what_is_asked_for_is_judged_last(status: OrderStatus, reason: Reason) -> None:
    order = an_order(status=status, address=TO_A_BOX, lines=[a_line(tags=["lighter"])])
    assert change_shipping(order, BY_EXPRESS).reason is reason


def test_a_store_may_write_its_own_codes_in_capitals() -> None:
    policy = studio_with(
        {
            "shipping_changes.methods": {"codes": ["Standard", "Express"]},
            "shipping_changes.no_express_with": {"codes": ["Lighter"]},
        }
    )
    order = an_order(lines=[a_line(tags=["lighter"])])
    answers = [
        decide(Action.CHANGE_SHIPPING, order, Claim(method=method), policy, at(IN_TIME)).allowed
        for method in ("standard", "express")
    ]
    assert answers == [True, False]
