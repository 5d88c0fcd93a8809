"""The four stores in `examples/stores/` once a parcel has left: what came wrong, unwanted, or not at all."""

from __future__ import annotations

import pytest

from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.order import OrderStatus
from helpcenter.policy.decision import Evidence, Reason, Refund, Remedy
from tests.builders import a_line, a_shipment, an_address, at
from tests.example_stores import (
    ARRIVED,
    CHARM,
    DEFECTIVE,
    EXPECTED,
    LEFT,
    LOST,
    MISSING,
    MUCH_LATER,
    ONE,
    OUTLET,
    PARCEL,
    PHONE_CASE,
    PLACED,
    RETURN,
    SEVEN_SMILE,
    WRONG,
    ask,
    delivered,
    half_delivered,
    ordered,
    refund,
    sent,
)

USED = Claim(line_id="1", quantity=1, condition=Condition.USED)


# --- After delivery -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("store", "action", "arrived", "last", "first_too_late"),
    [
        (OUTLET, MISSING, ARRIVED, "2026-06-25T23:59:59+08:00", "2026-06-25T16:00:00Z"),
        (OUTLET, DEFECTIVE, ARRIVED, "2026-06-25T23:59:59+08:00", "2026-06-25T16:00:00Z"),
        (OUTLET, RETURN, ARRIVED, "2026-06-25T23:59:59+08:00", "2026-06-25T16:00:00Z"),
        (OUTLET, RETURN, "2026-06-18T16:00:00Z", "2026-06-26T23:59:59+08:00", "2026-06-26T16:00:00Z"),
        (CHARM, RETURN, "2026-06-18T23:30:00-04:00", "2026-08-17T23:59:59-04:00", "2026-08-18T04:00:00Z"),
        (CHARM, RETURN, "2026-09-20T00:00:00-04:00", "2026-11-19T23:59:59-05:00", "2026-11-20T05:00:00Z"),
    ],
)
def test_a_window_of_days_closes_with_the_last_second_in_the_stores_own_zone(
    store: str, action: Action, arrived: str, last: str, first_too_late: str
) -> None:
    in_time, late = (ask(store, action, delivered(arrived), now, ONE) for now in (last, first_too_late))
    assert (in_time.reason, in_time.closes_at) == (Reason.WITHIN_WINDOW, at(last))
    assert (late.reason, late.closes_at) == (Reason.WINDOW_CLOSED, at(last))


def test_the_phone_case_shop_sets_no_time_for_a_wrong_item() -> None:
    for now in (ARRIVED, "2046-06-18T23:30:00+08:00"):
        decision = ask(PHONE_CASE, WRONG, delivered(), now, ONE)
        assert (decision.reason, decision.closes_at) == (Reason.NO_WINDOW, None)


@pytest.mark.parametrize(
    ("store", "action", "remedies", "evidence", "gift"),
    [
        (
            PHONE_CASE,
            WRONG,
            {Remedy.REFUND, Remedy.REPLACEMENT},
            {Evidence.PHOTOS, Evidence.DESCRIPTION},
            True,
        ),
        (CHARM, RETURN, {Remedy.REFUND}, set(), False),
        (
            OUTLET,
            MISSING,
            {Remedy.REPLACEMENT, Remedy.REFUND},
            {Evidence.PHOTOS, Evidence.DESCRIPTION, Evidence.PARCEL_DECLARATION},
            False,
        ),
        (
            OUTLET,
            DEFECTIVE,
            {Remedy.REPLACEMENT, Remedy.REFUND},
            {Evidence.PRODUCT_CODE, Evidence.PHOTOS},
            False,
        ),
        (OUTLET, RETURN, {Remedy.REFUND, Remedy.STORE_CREDIT}, set(), False),
    ],
)
def test_what_a_claim_brings_and_what_it_takes(
    store: str, action: Action, remedies: set[Remedy], evidence: set[Evidence], gift: bool
) -> None:
    three = delivered(lines=[a_line("1", "24.90", 3)])
    decision = ask(store, action, three, "2026-06-19T12:00:00+08:00", Claim(line_id="1", quantity=2))
    assert (set(decision.remedies), set(decision.evidence), decision.gift) == (remedies, evidence, gift)
    assert decision.refund == refund("49.80"), "the price of what is claimed, without shipping"


@pytest.mark.parametrize(
    ("store", "action"), [(PHONE_CASE, WRONG), (CHARM, RETURN), (OUTLET, MISSING), (OUTLET, RETURN)]
)
def test_claims_are_checked_in_the_agreed_order(store: str, action: Action) -> None:
    cancelled = ordered(OrderStatus.CANCELLED, shipments=[a_shipment(delivered=LEFT)])
    assert ask(store, action, cancelled, MUCH_LATER, USED).reason is Reason.ALREADY_CANCELLED
    assert ask(store, action, sent(), MUCH_LATER, USED).reason is Reason.NOT_DELIVERED
    assert ask(store, action, half_delivered(), MUCH_LATER, USED).reason is Reason.SPLIT_SHIPMENT


@pytest.mark.parametrize("store", [CHARM, OUTLET])
def test_a_used_item_does_not_come_back_and_a_closed_window_is_told_first(store: str) -> None:
    in_time = ask(store, RETURN, delivered(), "2026-06-20T12:00:00+08:00", USED)
    assert in_time.reason is Reason.NOT_ORIGINAL_CONDITION
    assert ask(store, RETURN, delivered(), MUCH_LATER, USED).reason is Reason.WINDOW_CLOSED


# --- The parcel never came ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("store", "last_too_early", "opens_at"),
    [
        (SEVEN_SMILE, "2026-06-20T23:59:59-07:00", "2026-06-21T00:00:00-07:00"),
        (PHONE_CASE, "2026-06-21T15:59:59+00:00", "2026-06-22T00:00:00+08:00"),
        (OUTLET, "2026-06-21T15:59:59+00:00", "2026-06-22T00:00:00+08:00"),
    ],
)
def test_a_parcel_is_lost_from_the_day_after_the_estimated_one_in_the_stores_zone(
    store: str, last_too_early: str, opens_at: str
) -> None:
    early = ask(store, LOST, sent(), last_too_early, PARCEL)
    assert (early.reason, early.opens_at) == (Reason.NOT_OVERDUE, at(opens_at))
    assert ask(store, LOST, sent(), opens_at, PARCEL).reason is Reason.OVERDUE
    assert ask(store, LOST, sent(), MUCH_LATER, PARCEL).reason is Reason.OVERDUE


@pytest.mark.parametrize(
    ("store", "remedies", "gift", "all_lost", "half_lost"),
    [
        (SEVEN_SMILE, {Remedy.INVESTIGATION}, False, None, None),
        (
            PHONE_CASE,
            {Remedy.REFUND, Remedy.RESHIPMENT},
            True,
            refund("39.00", "6.90"),
            refund("39.00"),
        ),
        (OUTLET, {Remedy.REFUND}, False, refund("39.00", "6.90"), refund("64.00", "6.90")),
    ],
)
def test_what_a_lost_parcel_brings(
    store: str, remedies: set[Remedy], gift: bool, all_lost: Refund | None, half_lost: Refund | None
) -> None:
    lost, half = (ask(store, LOST, it, MUCH_LATER, PARCEL) for it in (sent(), half_delivered()))
    assert (set(lost.remedies), lost.gift, lost.evidence) == (remedies, gift, ())
    assert (lost.refund, half.refund) == (all_lost, half_lost)


@pytest.mark.parametrize("part", ["name", "line1", "city", "postal_code", "country"])
def test_only_the_outlet_asks_whether_the_address_was_complete_and_asks_it_last(part: str) -> None:
    incomplete = sent(address=an_address(**{part: " "}))
    assert ask(OUTLET, LOST, incomplete, PLACED, PARCEL).reason is Reason.NOT_OVERDUE
    assert ask(OUTLET, LOST, incomplete, MUCH_LATER, PARCEL).reason is Reason.ADDRESS_INCOMPLETE
    for store in (SEVEN_SMILE, PHONE_CASE):
        assert ask(store, LOST, incomplete, MUCH_LATER, PARCEL).reason is Reason.OVERDUE


@pytest.mark.parametrize("store", [SEVEN_SMILE, PHONE_CASE, OUTLET])
def test_a_lost_parcel_is_checked_in_the_agreed_order(store: str) -> None:
    cancelled = ordered(OrderStatus.CANCELLED, shipments=[a_shipment(shipped=LEFT, delivered=LEFT)])
    waiting = ordered(shipments=[a_shipment(expected=EXPECTED)])
    early_and_here = delivered(LEFT)
    assert ask(store, LOST, cancelled, MUCH_LATER, PARCEL).reason is Reason.ALREADY_CANCELLED
    assert ask(store, LOST, waiting, MUCH_LATER, PARCEL).reason is Reason.NOT_SHIPPED
    assert ask(store, LOST, early_and_here, PLACED, PARCEL).reason is Reason.MARKED_DELIVERED
