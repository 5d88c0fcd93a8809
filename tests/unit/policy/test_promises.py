"""What holds for every order, every claim about it, and every clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, tzinfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.adapters.decision_json import write_decision
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order, Shipment
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import REFUSALS, Decision
from helpcenter.policy.terms import Policy
from tests.builders import a_policy, studio, studio_with
from tests.example_stores import OFFERED, the_store
from tests.strategies import claims, instants, orders, unhurried, zones

A_SECOND = timedelta(seconds=1)
# The five stores; the studio where nothing is free of charge; a store that promises the least it can.
POLICIES = {
    "studio": studio(),
    **{name: the_store(name).rules.policy for name in OFFERED},
    "studio with fees": studio_with(
        {
            "cancellation.production_fee": {"percent": 33},
            "item_changes.production_fee": {"percent": 50},
            "cancellation.window": [("2024-01-01", {"days": 2}), ("2026-03-05", {"days": 20})],
            "lost_parcel.refund_scope": {"codes": ["order"]},
        }
    ),
    "least": a_policy(
        {
            "cancellation.offered": {"flag": True},
            "cancellation.production_fee": {"percent": 50},
            "confirmation.offered": {"flag": True},
            "returns.offered": [("2024-01-01", {"flag": False}), ("2026-03-01", {"flag": True})],
            "returns.remedies": {"codes": ["store_credit"]},
        },
        zone="Asia/Shanghai",
    ),
}
each_policy = pytest.mark.parametrize("policy", POLICIES.values(), ids=list(POLICIES))
actions = st.sampled_from(Action)


@st.composite
def cases(draw: st.DrawFn) -> tuple[Order, Claim]:
    order = draw(orders())
    return order, draw(claims(order))


def _in_zone(order: Order, zone: tzinfo) -> Order:
    def moved(instant: datetime | None) -> datetime | None:
        return instant.astimezone(zone) if instant else None

    def parcel(shipment: Shipment) -> Shipment:
        return replace(
            shipment,
            shipped_at=moved(shipment.shipped_at),
            estimated_delivery_at=moved(shipment.estimated_delivery_at),
            delivered_at=moved(shipment.delivered_at),
        )

    return replace(
        order,
        placed_at=order.placed_at.astimezone(zone),
        shipments=tuple(parcel(shipment) for shipment in order.shipments),
    )


def _is_after(one: datetime, other: datetime) -> bool:
    return one.astimezone(UTC) > other.astimezone(UTC)


@each_policy
@unhurried
@given(action=actions, case=cases(), now=instants())
def test_every_case_has_an_answer_with_a_reason_and_a_rule(
    action: Action, case: tuple[Order, Claim], policy: Policy, now: datetime
) -> None:
    decision = decide(action, *case, policy, now)
    assert decision.action is action
    assert decision.allowed is (decision.reason not in REFUSALS)
    assert decision.rule in policy.terms or not policy.speaks_of(decision.rule.partition(".")[0])
    if not decision.allowed:
        assert (decision.refund, decision.fee, decision.remedies, decision.evidence) == (None, None, (), ())
        assert not decision.gift


@each_policy
@unhurried
@given(action=actions, case=cases(), now=instants())
def test_never_more_comes_back_than_was_paid(
    action: Action, case: tuple[Order, Claim], policy: Policy, now: datetime
) -> None:
    order, claim = case
    refund = decide(action, order, claim, policy, now).refund
    if refund:
        assert 0 <= refund.items.minor <= order.items_price.minor
        assert 0 <= refund.shipping.minor <= order.shipping.price.minor
        assert refund.fee.minor >= 0
        assert refund.total.minor > 0
        assert refund.total.currency == order.currency


@each_policy
@unhurried
@given(order=orders())
def test_what_comes_back_of_a_cancelled_order_and_the_fee_are_its_price(order: Order, policy: Policy) -> None:
    refund = decide(Action.CANCEL_ORDER, order, Claim(), policy, order.placed_at).refund
    assert refund is None or refund.items + refund.fee == order.items_price


@each_policy
@unhurried
@given(order=orders())
def test_the_fee_for_a_change_is_never_more_than_the_items(order: Order, policy: Policy) -> None:
    fee = decide(Action.CHANGE_ITEMS, order, Claim(), policy, order.placed_at).fee
    assert fee is None or 0 <= fee.minor <= order.items_price.minor


@each_policy
@unhurried
@given(action=actions, case=cases(), now=instants())
def test_a_deadline_and_an_opening_are_kept_to_the_second(
    action: Action, case: tuple[Order, Claim], policy: Policy, now: datetime
) -> None:
    def at(instant: datetime) -> Decision:
        return decide(action, *case, policy, instant)

    decision = at(now)
    if decision.allowed and decision.closes_at:
        assert not _is_after(now, decision.closes_at)
        assert at(decision.closes_at).allowed
        assert not at((decision.closes_at.astimezone(UTC)) + A_SECOND).allowed
    if decision.opens_at:
        assert not decision.allowed
        assert _is_after(decision.opens_at, now)
        assert at(decision.opens_at).opens_at is None
        assert not at(decision.opens_at.astimezone(UTC) - A_SECOND).allowed


@each_policy
@unhurried
@given(action=actions, case=cases(), now=instants(), zone=zones())
def test_the_instant_counts_and_not_the_offset_it_is_written_in(
    action: Action, case: tuple[Order, Claim], policy: Policy, now: datetime, zone: tzinfo
) -> None:
    order, claim = case
    one = decide(action, order, claim, policy, now)
    other = decide(action, _in_zone(order, zone), claim, policy, now.astimezone(zone))
    # As written, because in a repeated hour Python calls even equal instants of two zones different.
    assert write_decision(one) == write_decision(other)


@each_policy
@unhurried
@given(action=actions, case=cases(), now=instants())
def test_asking_again_gives_the_same_answer(
    action: Action, case: tuple[Order, Claim], policy: Policy, now: datetime
) -> None:
    assert decide(action, *case, policy, now) == decide(action, *case, policy, now)
