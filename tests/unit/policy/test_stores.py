"""The four stores in `examples/stores/`: what each offers, and what is possible until the parcel leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.money import Money
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.decision import Reason, Refund, Remedy
from tests.builders import a_line, a_shipment, an_address, at, money
from tests.example_stores import (
    CANCEL,
    CHARM,
    IN_TIME,
    ITEMS,
    LEFT,
    MUCH_LATER,
    OFFERED,
    ONE,
    OUTLET,
    PHONE_CASE,
    PLACED,
    RESEND,
    SEVEN_SMILE,
    SHIPPING,
    ask,
    ordered,
    refund,
    the_store,
)

MIXED = [a_line("1", "24.90", 2), a_line("2", "55.55", made_to_order=True), a_line("3", "0.05")]
PO_BOX = an_address(line1="PO Box 12")
STATUSES_BEFORE_SHIPPING = (
    OrderStatus.PENDING,
    OrderStatus.PROCESSING,
    OrderStatus.PACKAGED,
    OrderStatus.READY_TO_DISPATCH,
)


# --- What each store offers -----------------------------------------------------------------------------


@pytest.mark.parametrize("store", OFFERED)
@pytest.mark.parametrize("action", Action)
def test_a_store_offers_what_its_text_offers_and_nothing_else(store: str, action: Action) -> None:
    reason = ask(store, action, ordered(OrderStatus.CANCELLED), IN_TIME, ONE).reason
    assert (reason is Reason.NOT_OFFERED) is (action not in OFFERED[store])


@pytest.mark.parametrize(
    ("store", "action"), [(store, a) for store in OFFERED for a in sorted(OFFERED[store])]
)
def test_an_order_from_before_the_first_terms_has_none(store: str, action: Action) -> None:
    midnight = datetime(2024, 1, 1, tzinfo=the_store(store).rules.profile.zone)
    first = ordered(OrderStatus.CANCELLED, placed=midnight)
    older = ordered(OrderStatus.CANCELLED, placed=midnight - timedelta(seconds=1))
    assert ask(store, action, older, IN_TIME, ONE).reason is Reason.NO_TERMS
    assert ask(store, action, first, IN_TIME, ONE).reason is not Reason.NO_TERMS


# --- Before the parcel leaves ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "now", "reason"),
    [
        (CANCEL, "2026-06-10T11:00:00-07:00", Reason.WITHIN_WINDOW),
        (CANCEL, "2026-06-10T18:00:01+00:00", Reason.WINDOW_CLOSED),
        (ITEMS, "2026-06-10T21:00:00-07:00", Reason.WITHIN_WINDOW),
        (ITEMS, "2026-06-10T21:00:01-07:00", Reason.WINDOW_CLOSED),
        (SHIPPING, "2026-06-10T21:00:00-07:00", Reason.WITHIN_WINDOW),
        (SHIPPING, "2026-06-11T04:00:01+00:00", Reason.WINDOW_CLOSED),
    ],
)
@pytest.mark.parametrize("status", STATUSES_BEFORE_SHIPPING)
def test_seven_smile_goes_by_the_clock_and_not_by_the_status(
    action: Action, now: str, reason: Reason, status: OrderStatus
) -> None:
    assert ask(SEVEN_SMILE, action, ordered(status), now).reason is reason


def test_seven_smile_knows_no_fee_and_no_limit_to_express() -> None:
    boxed = ordered(lines=[a_line(made_to_order=True, tags=["lighter"])], address=PO_BOX)
    assert ask(SEVEN_SMILE, CANCEL, boxed, IN_TIME).refund == refund("39.00", "6.90")
    assert ask(SEVEN_SMILE, ITEMS, boxed, IN_TIME).fee == money("0.00")
    assert ask(SEVEN_SMILE, SHIPPING, boxed, IN_TIME, Claim(method="express")).fee == money("0.00")


@pytest.mark.parametrize(
    ("status", "cancelling", "changing", "cancelled", "fee"),
    [
        (
            OrderStatus.PENDING,
            Reason.BEFORE_PRODUCTION,
            Reason.BEFORE_DISPATCH,
            refund("105.40", "6.90"),
            money("0.00"),
        ),
        (
            OrderStatus.PROCESSING,
            Reason.BEFORE_DISPATCH,
            Reason.BEFORE_DISPATCH,
            refund("77.63", "6.90", fee="27.77"),
            money("27.77"),
        ),
        (OrderStatus.PACKAGED, Reason.STATUS_LOCKED, Reason.STATUS_LOCKED, None, None),
        (OrderStatus.READY_TO_DISPATCH, Reason.STATUS_LOCKED, Reason.STATUS_LOCKED, None, None),
        (OrderStatus.SHIPPED, Reason.ALREADY_SHIPPED, Reason.ALREADY_SHIPPED, None, None),
        (OrderStatus.DELIVERED, Reason.ALREADY_SHIPPED, Reason.ALREADY_SHIPPED, None, None),
        (OrderStatus.CANCELLED, Reason.ALREADY_CANCELLED, Reason.ALREADY_CANCELLED, None, None),
    ],
)
@pytest.mark.parametrize("now", [IN_TIME, MUCH_LATER])
def test_charm_goes_by_the_status_and_keeps_half_of_what_is_in_production(
    status: OrderStatus,
    cancelling: Reason,
    changing: Reason,
    cancelled: Refund | None,
    fee: Money | None,
    now: str,
) -> None:
    mixed = ordered(status, lines=MIXED)
    cancel, items, shipping = (ask(CHARM, action, mixed, now) for action in (CANCEL, ITEMS, SHIPPING))
    assert (cancel.reason, items.reason, shipping.reason) == (cancelling, cancelling, changing)
    assert (cancel.refund, items.fee) == (cancelled, fee)
    assert shipping.fee == (money("0.00") if shipping.allowed else None)


@pytest.mark.parametrize(
    ("asked", "claim", "reason"),
    [
        pytest.param(ordered(), Claim(method="express"), Reason.BEFORE_DISPATCH, id="to a street"),
        pytest.param(ordered(), Claim(method="overnight"), Reason.EXPRESS_UNAVAILABLE, id="overnight"),
        pytest.param(
            ordered(),
            Claim(method="express", address=PO_BOX),
            Reason.EXPRESS_UNAVAILABLE,
            id="to a P.O. Box",
        ),
        pytest.param(
            ordered(method="express"),
            Claim(address=PO_BOX),
            Reason.EXPRESS_UNAVAILABLE,
            id="the order goes by express already",
        ),
        pytest.param(
            ordered(),
            Claim(address=PO_BOX),
            Reason.BEFORE_DISPATCH,
            id="standard to a box",
        ),
        pytest.param(
            ordered(lines=[a_line(tags=["lighter"])]),
            Claim(method="express"),
            Reason.EXPRESS_UNAVAILABLE,
            id="with a lighter",
        ),
        pytest.param(
            ordered(OrderStatus.PACKAGED),
            Claim(method="overnight"),
            Reason.STATUS_LOCKED,
            id="the status first",
        ),
    ],
)
def test_charm_has_the_express_rules(asked: Order, claim: Claim, reason: Reason) -> None:
    assert ask(CHARM, SHIPPING, asked, IN_TIME, claim).reason is reason


@pytest.mark.parametrize("status", STATUSES_BEFORE_SHIPPING)
@pytest.mark.parametrize("now", [IN_TIME, MUCH_LATER])
def test_the_outlet_cancels_until_shipped_and_pays_everything_back(status: OrderStatus, now: str) -> None:
    decision = ask(OUTLET, CANCEL, ordered(status, lines=MIXED), now)
    assert (decision.reason, decision.closes_at) == (Reason.BEFORE_DISPATCH, None)
    assert (decision.refund, decision.remedies) == (refund("105.40", "6.90"), (Remedy.REFUND,))


@pytest.mark.parametrize("store", [SEVEN_SMILE, CHARM, OUTLET])
def test_what_has_left_is_told_before_time_and_status_and_what_is_cancelled_before_that(store: str) -> None:
    parcels = [a_shipment(shipped=LEFT), a_shipment("b", ["2"])]
    left = ordered(OrderStatus.PACKAGED, lines=[a_line("1"), a_line("2")], shipments=parcels)
    for action in OFFERED[store] & {CANCEL, ITEMS, SHIPPING}:
        assert ask(store, action, left, MUCH_LATER).reason is Reason.ALREADY_SHIPPED
        again = ordered(OrderStatus.CANCELLED, shipments=[a_shipment(shipped=LEFT)])
        assert ask(store, action, again, MUCH_LATER).reason is Reason.ALREADY_CANCELLED


def test_seven_smile_sends_the_confirmation_again_after_a_day_and_the_phone_case_shop_at_once() -> None:
    early = ask(SEVEN_SMILE, RESEND, ordered(), "2026-06-11T08:59:59-07:00")
    assert (early.reason, early.opens_at) == (Reason.NOT_YET_OPEN, at("2026-06-11T09:00:00-07:00"))
    for store, now in ((SEVEN_SMILE, "2026-06-11T09:00:00-07:00"), (PHONE_CASE, PLACED)):
        assert ask(store, RESEND, ordered(), now).reason is Reason.NO_WINDOW
        assert ask(store, RESEND, ordered(), MUCH_LATER).reason is Reason.NO_WINDOW


# --- The whole folder -----------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OFFERED)
def test_a_store_has_nothing_to_mend_and_an_article_for_each_action(name: str) -> None:
    store = the_store(name)
    assert store.problems == ()
    for action in OFFERED[name]:
        assert store.rules.wording.say(f"actions.{action}.article") in store.library.catalogue.articles
