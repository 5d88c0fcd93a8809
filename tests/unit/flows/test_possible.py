"""What a customer can do about an order now, and what opens later."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.flows.case import Case
from helpcenter.flows.parcels import is_claimed_already
from helpcenter.flows.possible import closest, possibilities
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.decision import Decision
from tests.builders import a_holding, a_line, a_policy, a_shipment, an_order, at, studio
from tests.strategies import instants, orders, unhurried

SHIPPED = "2026-03-03T10:00:00-05:00"
EXPECTED = "2026-03-10T18:00:00-04:00"
ARRIVED = "2026-03-05T20:15:00-05:00"
CLAIMS = (
    Action.REPORT_MISSING_ITEM,
    Action.REPORT_WRONG_ITEM,
    Action.REPORT_DEFECTIVE_ITEM,
    Action.RETURN_ITEM,
)
NEVER = float("inf")
TWO_LINES = (a_line("1"), a_line("2", quantity=2))


@pytest.mark.parametrize(
    ("order", "now", "possible", "later"),
    [
        pytest.param(
            an_order(),
            "2026-03-02T10:30:00-05:00",
            [Action.CANCEL_ORDER, Action.CHANGE_ITEMS, Action.CHANGE_SHIPPING],
            Action.RESEND_CONFIRMATION,
            id="just placed",
        ),
        pytest.param(
            an_order(),
            "2026-03-02T12:00:01-05:00",
            [Action.CHANGE_ITEMS, Action.CHANGE_SHIPPING],
            Action.RESEND_CONFIRMATION,
            id="too late to cancel",
        ),
        pytest.param(
            an_order(status=OrderStatus.PACKAGED),
            "2026-03-03T10:00:00-05:00",
            [Action.RESEND_CONFIRMATION],
            None,
            id="packed",
        ),
        pytest.param(
            an_order(status=OrderStatus.SHIPPED, shipments=[a_shipment(shipped=SHIPPED, expected=EXPECTED)]),
            "2026-03-05T10:00:00-05:00",
            [Action.RESEND_CONFIRMATION],
            Action.REPORT_LOST_PARCEL,
            id="on its way",
        ),
        pytest.param(
            an_order(status=OrderStatus.SHIPPED, shipments=[a_shipment(shipped=SHIPPED, expected=EXPECTED)]),
            "2026-03-11T00:00:00-04:00",
            [Action.REPORT_LOST_PARCEL, Action.RESEND_CONFIRMATION],
            None,
            id="overdue",
        ),
        pytest.param(
            an_order(
                status=OrderStatus.DELIVERED, shipments=[a_shipment(shipped=SHIPPED, delivered=ARRIVED)]
            ),
            "2026-03-12T23:59:59-04:00",
            [*CLAIMS, Action.RESEND_CONFIRMATION],
            None,
            id="the last second after delivery",
        ),
        pytest.param(
            an_order(status=OrderStatus.CANCELLED),
            "2026-03-02T10:30:00-05:00",
            [],
            None,
            id="cancelled",
        ),
    ],
)
def test_what_is_possible_now_and_what_opens_next(
    order: Order, now: str, possible: list[Action], later: Action | None
) -> None:
    found = possibilities(Case(order, {}, studio(), at(now)))
    assert [decision.action for decision in found.now] == possible
    assert next((decision.action for decision in found.later), None) == later


def test_the_line_with_the_soonest_deadline_speaks_for_its_action() -> None:
    order = an_order(
        lines=TWO_LINES,
        shipments=[
            a_shipment("a", ["1"], delivered="2026-03-07T12:00:00-05:00"),
            a_shipment("b", ["2"], delivered=ARRIVED),
        ],
    )
    found = possibilities(Case(order, {}, studio(), at("2026-03-08T12:00:00-04:00")))
    returns = [decision for decision in found.now if decision.action is Action.RETURN_ITEM]
    assert [decision.closes_at for decision in returns] == [at("2026-03-12T23:59:59-04:00")]


def test_what_is_possible_for_one_parcel_does_not_open_later_for_another() -> None:
    order = an_order(
        lines=TWO_LINES,
        shipments=[
            a_shipment("a", ["1"], shipped=SHIPPED, expected=EXPECTED),
            a_shipment("b", ["2"], shipped=SHIPPED, expected="2026-03-20T18:00:00-04:00"),
        ],
    )
    early, late = (
        possibilities(Case(order, {}, studio(), at(f"2026-03-{day}T12:00:00-04:00"))) for day in ("09", "11")
    )
    assert [decision.opens_at for decision in early.later] == [at("2026-03-11T00:00:00-04:00")]
    assert Action.REPORT_LOST_PARCEL in [decision.action for decision in late.now]
    assert not late.later


def test_what_is_in_a_request_already_is_not_possible_again() -> None:
    order = an_order(lines=TWO_LINES, shipments=[a_shipment("a", ["1", "2"], delivered=ARRIVED)])
    now = at("2026-03-06T12:00:00-05:00")
    some = possibilities(Case(order, {}, studio(), now, (a_holding({"1": 1, "2": 1}),)))
    everything = possibilities(Case(order, {}, studio(), now, (a_holding({"1": 1, "2": 2}),)))
    assert Action.RETURN_ITEM in [decision.action for decision in some.now]
    assert not {decision.action for decision in everything.now} & set(CLAIMS)


def test_a_store_that_offers_nothing_leaves_nothing_to_do() -> None:
    order = an_order(shipments=[a_shipment(delivered=ARRIVED)])
    found = possibilities(Case(order, {}, a_policy({}), order.placed_at))
    assert (found.now, found.later) == ((), ())


@unhurried
@given(orders(), instants(), st.dictionaries(st.sampled_from("123"), st.integers(0, 5)))
def test_now_is_by_deadline_and_later_by_opening_with_no_action_twice(
    order: Order, now: datetime, claimed: dict[str, int]
) -> None:
    case = Case(order, {}, studio(), now, (a_holding(claimed),))
    found = possibilities(case)
    assert all(decision.allowed for decision in found.now)
    actions = [decision.action for decision in (*found.now, *found.later)]
    assert len(set(actions)) == len(actions)
    deadlines = [_seconds(decision.closes_at) for decision in found.now]
    assert deadlines == sorted(deadlines)
    if order.status is OrderStatus.CANCELLED:
        assert not found.later
        return
    openings: dict[Action, float] = {}
    for refusal in _refusals(case):
        if refusal.opens_at and refusal.action not in [decision.action for decision in found.now]:
            soonest = openings.get(refusal.action, NEVER)
            openings[refusal.action] = min(soonest, _seconds(refusal.opens_at))
    assert [_seconds(decision.opens_at) for decision in found.later] == sorted(openings.values())
    assert {decision.action for decision in found.later} == set(openings)


SHIPPED_ORDER = an_order(
    status=OrderStatus.SHIPPED, shipments=[a_shipment(shipped=SHIPPED, expected=EXPECTED)]
)
TWO_PARCELS = an_order(
    lines=TWO_LINES,
    status=OrderStatus.DELIVERED,
    shipments=[
        a_shipment("a", ["1"], delivered="2026-03-05T12:00:00-05:00"),
        a_shipment("b", ["2"], delivered="2026-03-09T12:00:00-04:00"),
    ],
)


@pytest.mark.parametrize(
    ("order", "now", "refused", "claim", "nearest", "edge"),
    [
        pytest.param(
            an_order(),
            "2026-03-02T12:00:01-05:00",
            Action.CANCEL_ORDER,
            Claim(),
            Action.CHANGE_ITEMS,
            "2026-03-02T22:00:00-05:00",
            id="too late to cancel, in time to change",
        ),
        pytest.param(
            an_order(),
            "2026-03-02T11:00:00-05:00",
            Action.CHANGE_SHIPPING,
            Claim(method="express", address=replace(an_order().shipping.address, line1="P.O. Box 7")),
            Action.CHANGE_SHIPPING,
            None,
            id="another method, though cancelling ends sooner",
        ),
        pytest.param(
            SHIPPED_ORDER,
            "2026-03-05T10:00:00-05:00",
            Action.REPORT_LOST_PARCEL,
            Claim(shipment_id="a"),
            Action.REPORT_LOST_PARCEL,
            "2026-03-11T00:00:00-04:00",
            id="the same later, though the mail can be had now",
        ),
        pytest.param(
            SHIPPED_ORDER,
            "2026-03-05T10:00:00-05:00",
            Action.CANCEL_ORDER,
            Claim(),
            Action.REPORT_LOST_PARCEL,
            "2026-03-11T00:00:00-04:00",
            id="what opens settles more than the mail",
        ),
        pytest.param(
            SHIPPED_ORDER,
            "2026-03-11T00:00:00-04:00",
            Action.RETURN_ITEM,
            Claim(line_id="1", quantity=1),
            Action.REPORT_LOST_PARCEL,
            None,
            id="overdue, so it may be lost",
        ),
        pytest.param(
            TWO_PARCELS,
            "2026-03-13T12:00:00-04:00",
            Action.RETURN_ITEM,
            Claim(line_id="1", quantity=1),
            Action.RETURN_ITEM,
            "2026-03-16T23:59:59-04:00",
            id="another line, which came later",
        ),
        pytest.param(
            TWO_PARCELS,
            "2026-03-13T12:00:00-04:00",
            Action.RETURN_ITEM,
            Claim(line_id="2", quantity=1, condition=Condition.USED),
            Action.REPORT_MISSING_ITEM,
            "2026-03-16T23:59:59-04:00",
            id="the line itself is no other way",
        ),
        pytest.param(
            an_order(status=OrderStatus.PACKAGED),
            "2026-03-03T10:00:00-05:00",
            Action.CANCEL_ORDER,
            Claim(),
            Action.RESEND_CONFIRMATION,
            None,
            id="the mail where nothing else is left",
        ),
        pytest.param(
            an_order(status=OrderStatus.CANCELLED),
            "2026-03-02T10:30:00-05:00",
            Action.RESEND_CONFIRMATION,
            Claim(),
            None,
            None,
            id="nothing opens for a cancelled order",
        ),
    ],
)
def test_a_refusal_knows_what_comes_nearest_and_when(
    order: Order, now: str, refused: Action, claim: Claim, nearest: Action | None, edge: str | None
) -> None:
    found = closest(Case(order, {}, studio(), at(now)), refused, claim)
    assert (found.action if found else None) == nearest
    assert (found and (found.opens_at or found.closes_at)) == (at(edge) if edge else None)


def _refusals(case: Case) -> list[Decision]:
    """For every action, about every line and every parcel; a parcel that was reported is not lost again."""
    asked = [
        (action, Claim(line_id=line.id, quantity=1, shipment_id=shipment.id if shipment else None))
        for action in Action
        for line in case.order.lines
        for shipment in case.order.shipments or [None]
        if action is not Action.REPORT_LOST_PARCEL or not shipment or not is_claimed_already(case, shipment)
    ]
    decisions = [case.decide(action, claim) for action, claim in asked]
    return [decision for decision in decisions if not decision.allowed]


def _seconds(instant: datetime | None) -> float:
    return instant.timestamp() if instant else NEVER
