"""A claim about what the order does not have is an error, whatever the policy would say to it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpcenter.errors import InvalidInput
from helpcenter.orders.claim import ABOUT_LINES, Action, Claim
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Reason
from helpcenter.policy.terms import Policy
from tests.builders import a_line, a_policy, a_shipment, an_order, at, studio

each_claim = pytest.mark.parametrize("action", ABOUT_LINES)
NOW = at("2026-03-06T12:00:00-05:00")
ARRIVED = a_shipment(shipped="2026-03-03T10:00:00-05:00", delivered="2026-03-05T20:15:00-05:00")
DELIVERED = an_order(
    status=OrderStatus.DELIVERED, lines=[a_line("1", "39.00", 3), a_line("2", "12.50")], shipments=[ARRIVED]
)
REFUSED = [
    pytest.param(
        replace(DELIVERED, status=OrderStatus.CANCELLED), studio(), Reason.ALREADY_CANCELLED, id="cancelled"
    ),
    pytest.param(
        replace(DELIVERED, shipments=(a_shipment(),)), studio(), Reason.NOT_DELIVERED, id="not delivered"
    ),
    pytest.param(
        replace(DELIVERED, placed_at=at("2001-01-01T00:00:00+00:00")), studio(), Reason.NO_TERMS, id="too old"
    ),
    pytest.param(DELIVERED, a_policy({}), Reason.NOT_OFFERED, id="not offered"),
]
each_refusal = pytest.mark.parametrize(("order", "policy", "reason"), REFUSED)


@each_claim
@pytest.mark.parametrize(
    ("claim", "field"),
    [
        (Claim(quantity=1), "claim.line_id"),
        (Claim(line_id="9", quantity=1), "claim.line_id"),
        (Claim(line_id="1"), "claim.quantity"),
        (Claim(line_id="1", quantity=0), "claim.quantity"),
        (Claim(line_id="1", quantity=-1), "claim.quantity"),
        (Claim(line_id="1", quantity=4), "claim.quantity"),
    ],
)
def test_a_claim_about_what_the_order_does_not_have_is_an_error(
    action: Action, claim: Claim, field: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        decide(action, DELIVERED, claim, studio(), NOW)
    assert error.value.field == field


@each_claim
@each_refusal
@pytest.mark.parametrize(
    ("claim", "field"),
    [
        (Claim(line_id="9", quantity=1), "claim.line_id"),
        (Claim(line_id=""), "claim.line_id"),
        (Claim(line_id="1", quantity=4), "claim.quantity"),
        (Claim(line_id="1", quantity=0), "claim.quantity"),
    ],
    ids=["no such line", "no line", "too many", "too few"],
)
def test_it_is_an_error_before_any_refusal(
    action: Action, order: Order, policy: Policy, reason: Reason, claim: Claim, field: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        decide(action, order, claim, policy, NOW)
    assert error.value.field == field
    assert decide(action, order, Claim(), policy, NOW).reason is reason


@each_claim
@each_refusal
@pytest.mark.parametrize(
    "claim",
    [Claim(line_id="1", quantity=3, shipment_id="z"), Claim(line_id="1"), Claim()],
    ids=["all of it", "any number", "nothing said yet"],
)
def test_what_is_not_said_yet_is_not_missed_where_it_is_refused_anyway(
    action: Action, order: Order, policy: Policy, reason: Reason, claim: Claim
) -> None:
    assert decide(action, order, claim, policy, NOW).reason is reason


@pytest.mark.parametrize("action", [action for action in Action if action not in ABOUT_LINES])
def test_what_an_action_does_not_read_is_not_looked_for(action: Action) -> None:
    parcel = "a" if action is Action.REPORT_LOST_PARCEL else None
    elsewhere = Claim(line_id="9", quantity=99, shipment_id=parcel or "z")
    told = decide(action, DELIVERED, elsewhere, studio(), NOW)
    assert told == decide(action, DELIVERED, Claim(shipment_id=parcel), studio(), NOW)
