"""Which terms hold for an order, and what happens where there are none."""

from __future__ import annotations

import pytest

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import OrderStatus
from helpcenter.policy.decide import RULES, decide
from helpcenter.policy.decision import Reason
from tests.builders import a_line, a_policy, a_shipment, an_order, at, money, studio, studio_with

each_action = pytest.mark.parametrize("action", Action)
CLAIM = Claim(line_id="1", quantity=1, shipment_id="a")
PARCEL = a_shipment("a")
FOUR_HOURS_LATER_ON = studio_with(
    {"cancellation.window": [("2024-01-01", {"hours": 2}), ("2030-01-01", {"hours": 4})]}
)


@each_action
def test_what_the_policy_does_not_speak_of_is_not_offered(action: Action) -> None:
    topic, _ = RULES[action]
    other = "confirmation" if topic != "confirmation" else "cancellation"
    policy = a_policy({f"{other}.offered": {"flag": True}})
    before_all_terms = an_order(
        placed="2001-01-01T00:00:00+00:00", status=OrderStatus.CANCELLED, shipments=[PARCEL]
    )
    for order in (an_order(shipments=[PARCEL]), before_all_terms):
        decision = decide(action, order, CLAIM, policy, at("2026-03-02T10:30:00-05:00"))
        assert (decision.allowed, decision.reason) == (False, Reason.NOT_OFFERED)
        assert decision.rule == f"{topic}.offered"


@each_action
def test_what_was_switched_off_is_not_offered(action: Action) -> None:
    topic, _ = RULES[action]
    policy = studio_with({f"{topic}.offered": {"flag": False}})
    decision = decide(action, an_order(shipments=[PARCEL]), CLAIM, policy, at("2026-03-02T10:30:00-05:00"))
    assert decision.reason is Reason.NOT_OFFERED


@each_action
def test_a_switch_holds_from_its_day_on_and_never_for_older_orders(action: Action) -> None:
    topic, _ = RULES[action]
    policy = studio_with(
        {f"{topic}.offered": [("2024-01-01", {"flag": True}), ("2026-03-02", {"flag": False})]}
    )
    now = at("2026-03-02T10:30:00-05:00")
    last_of_the_old = an_order(placed="2026-03-01T23:59:59-05:00", shipments=[PARCEL])
    first_of_the_new = an_order(placed="2026-03-02T00:00:00-05:00", shipments=[PARCEL])
    assert decide(action, last_of_the_old, CLAIM, policy, now).reason is not Reason.NOT_OFFERED
    assert decide(action, first_of_the_new, CLAIM, policy, now).reason is Reason.NOT_OFFERED


@each_action
@pytest.mark.parametrize(
    ("placed", "has_terms"),
    [
        ("2023-12-31T23:59:59-05:00", False),
        ("2024-01-01T00:00:00-05:00", True),
        ("2024-01-01T04:59:59+00:00", False),
        ("2024-01-01T05:00:00+00:00", True),
        ("2024-01-01T13:59:59+09:00", False),
        ("2024-01-01T14:00:00+09:00", True),
    ],
)
def test_terms_begin_with_the_day_in_the_stores_time_zone(
    action: Action, placed: str, has_terms: bool
) -> None:
    order = an_order(placed=placed, status=OrderStatus.CANCELLED, shipments=[PARCEL])
    decision = decide(action, order, CLAIM, studio(), at("2024-01-01T15:00:00+00:00"))
    assert (decision.reason is Reason.NO_TERMS) is not has_terms
    assert has_terms or not decision.allowed


def test_no_terms_is_checked_before_anything_the_order_says() -> None:
    order = an_order(placed="2020-01-01T00:00:00+00:00", status=OrderStatus.CANCELLED)
    decision = decide(Action.CANCEL_ORDER, order, Claim(), studio(), order.placed_at)
    assert (decision.reason, decision.rule) == (Reason.NO_TERMS, "cancellation.offered")


@pytest.mark.parametrize(
    ("placed", "closes_at"),
    [
        ("2026-03-02T10:00:00-05:00", "2026-03-02T12:00:00-05:00"),
        ("2029-12-31T23:59:59-05:00", "2030-01-01T01:59:59-05:00"),
        ("2030-01-01T00:00:00-05:00", "2030-01-01T04:00:00-05:00"),
        ("2030-01-01T04:59:59+00:00", "2030-01-01T01:59:59-05:00"),
        ("2030-01-01T05:00:00+00:00", "2030-01-01T04:00:00-05:00"),
    ],
)
def test_a_new_value_changes_nothing_for_older_orders(placed: str, closes_at: str) -> None:
    order = an_order(placed=placed)
    decision = decide(Action.CANCEL_ORDER, order, Claim(), FOUR_HOURS_LATER_ON, order.placed_at)
    assert decision.closes_at == at(closes_at)


def test_the_day_of_the_order_settles_the_terms_even_where_the_clock_is_the_delivery() -> None:
    policy = studio_with({"returns.window": [("2024-01-01", {"days": 7}), ("2026-03-03", {"days": 60})]})
    arrived = a_shipment(delivered="2026-03-05T20:15:00-05:00")
    claim = Claim(line_id="1", quantity=1)
    for placed, closes_at in [
        ("2026-03-02T23:59:59-05:00", "2026-03-12T23:59:59-04:00"),
        ("2026-03-03T00:00:00-05:00", "2026-05-04T23:59:59-04:00"),
    ]:
        order = an_order(placed=placed, shipments=[arrived])
        decision = decide(Action.RETURN_ITEM, order, claim, policy, at("2026-03-06T00:00:00-05:00"))
        assert decision.closes_at == at(closes_at)


def test_the_newest_value_that_has_begun_holds() -> None:
    window = [("2024-01-01", {"hours": 2}), ("2025-01-01", {"hours": 6}), ("2026-01-01", {"hours": 1})]
    policy = a_policy({"cancellation.window": window})
    hours = {
        day: policy.at(at(f"{day}T12:00:00-05:00")).values["cancellation.window"].value
        for day in ("2024-01-01", "2024-12-31", "2025-01-01", "2025-12-31", "2026-01-01", "2040-01-01")
    }
    assert list(hours.values()) == [2, 2, 6, 6, 1, 1]
    assert "cancellation.window" not in policy.at(at("2023-12-31T12:00:00-05:00"))


def test_a_policy_speaks_of_what_it_offers_at_any_date() -> None:
    assert studio().speaks_of("cancellation")
    assert not studio().speaks_of("refunds")
    assert not a_policy({"returns.offered": {"flag": False}}).speaks_of("returns")
    assert a_policy(
        {"returns.offered": [("2024-01-01", {"flag": False}), ("2040-01-01", {"flag": True})]}
    ).speaks_of("returns")


@each_action
def test_a_clock_without_an_offset_is_an_error_and_never_a_guess(action: Action) -> None:
    naive = at("2026-03-02T10:30:00")
    with pytest.raises(ValueError, match="no offset"):
        decide(action, an_order(), CLAIM, studio(), naive)


def test_a_fee_for_new_shipping_is_in_the_orders_currency() -> None:
    policy = a_policy(
        {"shipping_changes.offered": {"flag": True}, "shipping_changes.fee": {"amount": "4.90"}}
    )
    order = an_order(currency="JPY", lines=[a_line(price="3900", currency="JPY")], shipping="690")
    decision = decide(Action.CHANGE_SHIPPING, order, Claim(method="express"), policy, order.placed_at)
    assert (decision.reason, decision.rule) == (Reason.BEFORE_DISPATCH, "shipping_changes.offered")
    assert decision.fee == money("5", "JPY")
