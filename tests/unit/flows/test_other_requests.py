"""Money is given back once, however many requests ask for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.flows.case import Case
from helpcenter.flows.holding import Holding
from helpcenter.flows.parcels import is_claimed_already
from helpcenter.flows.settlement import PAID, Settlement, settle_claims
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.money import Money
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import Refund, Remedy
from helpcenter.policy.terms import Policy
from tests.builders import a_holding, a_line, a_shipment, an_order, at, money, studio, studio_with
from tests.strategies import lines, orders, shipments, unhurried

WHOLE_ORDER = studio_with({"lost_parcel.refund_scope": {"codes": ["order"]}})
LATE = "2026-03-20T12:00:00-04:00"
# A mug for 39.00 in one parcel, three cards for 12.50 each in another; both are lost. 6.90 for shipping.
SHIPPED, EXPECTED = "2026-03-03T10:00:00-05:00", "2026-03-10T18:00:00-04:00"
LOST = an_order(
    status=OrderStatus.SHIPPED,
    lines=[a_line("1", "39.00"), a_line("2", "12.50", 3)],
    shipments=[
        a_shipment("a", ["1"], shipped=SHIPPED, expected=EXPECTED),
        a_shipment("b", ["2"], shipped=SHIPPED, expected=EXPECTED),
    ],
)


def lost(parcel: str, *holdings: Holding, policy: Policy | None = None, order: Order = LOST) -> Settlement:
    case = Case(order, {}, policy or studio(), at(LATE), holdings)
    settlement = settle_claims(Action.REPORT_LOST_PARCEL, (Claim(shipment_id=parcel),), Remedy.REFUND, case)
    assert settlement.allowed
    return settlement


def held_by(settlement: Settlement) -> Holding:
    return replace(a_holding(settlement.pieces), refund=settlement.refund)


def of(items: str, shipping: str) -> Refund:
    return Refund(money(items), money(shipping), money("0"))


def test_shipping_comes_back_with_the_first_lost_parcel_only() -> None:
    first = lost("a")
    second = lost("b", held_by(first))
    assert (first.asked, first.refund) == (of("39.00", "6.90"), of("39.00", "6.90"))
    assert (second.asked, second.refund) == (of("37.50", "6.90"), of("37.50", "0.00"))


def test_pieces_in_another_request_are_not_paid_for_again() -> None:
    second = lost("b", a_holding({"2": 1}, refund=("12.50", "0.00")))
    assert (second.asked, second.refund) == (of("37.50", "6.90"), of("25.00", "6.90"))
    assert second.pieces == {"2": 2}


def test_pieces_that_are_being_sent_again_are_not_paid_for_either() -> None:
    assert lost("b", a_holding({"2": 2})).refund == of("12.50", "6.90")


def test_a_store_that_refunds_the_whole_order_does_so_once() -> None:
    first = lost("a", policy=WHOLE_ORDER)
    assert first.refund == of("76.50", "6.90")
    assert first.pieces == {"1": 1, "2": 3}, "none of it can be claimed again"
    assert lost("b", held_by(first), policy=WHOLE_ORDER).refund == of("0.00", "0.00")


def test_what_was_sent_again_of_a_whole_order_is_left_out() -> None:
    resent = settle_claims(
        Action.REPORT_LOST_PARCEL,
        (Claim(shipment_id="a"),),
        Remedy.RESHIPMENT,
        Case(LOST, {}, WHOLE_ORDER, at(LATE)),
    )
    assert (resent.refund, resent.pieces) == (None, {"1": 1})
    assert lost("b", held_by(resent), policy=WHOLE_ORDER).refund == of("37.50", "6.90")


@pytest.mark.parametrize(("price", "left"), [("12.50", "3.50"), ("5.00", "0.00")])
def test_an_order_that_was_made_cheaper_since_gives_back_no_more_than_it_costs(price: str, left: str) -> None:
    cheaper = replace(LOST, lines=(a_line("1", "5.00"), a_line("2", price, 3)))
    mug = a_holding({"1": 1}, refund=("39.00", "6.90"))
    assert lost("b", mug, order=cheaper).refund == of(left, "0.00")


HALF_HERE = replace(
    LOST,
    shipments=(
        a_shipment("a", ["1", "2"], shipped=SHIPPED, expected=EXPECTED),
        a_shipment("b", ["2"], delivered="2026-03-19T12:00:00-04:00"),
    ),
)


def test_a_line_that_came_in_part_is_left_to_be_reported_by_pieces() -> None:
    parcel = lost("a", order=HALF_HERE)
    assert (parcel.refund, parcel.pieces) == (of("39.00", "0.00"), {"1": 1})
    case = Case(HALF_HERE, {}, studio(), at(LATE), (held_by(parcel),))
    assert is_claimed_already(case, HALF_HERE.shipments[0])
    missing = settle_claims(Action.REPORT_MISSING_ITEM, (Claim("2", 2),), Remedy.REFUND, case)
    assert (missing.refund, missing.pieces) == (of("25.00", "0.00"), {"2": 2})


def test_a_parcel_that_is_sent_again_holds_all_that_is_in_it() -> None:
    case = Case(HALF_HERE, {}, studio(), at(LATE))
    again = settle_claims(Action.REPORT_LOST_PARCEL, (Claim(shipment_id="a"),), Remedy.RESHIPMENT, case)
    assert (again.refund, again.pieces) == (None, {"1": 1, "2": 3})


def test_a_parcel_of_which_a_part_of_everything_came_is_claimed_once_and_pays_nothing() -> None:
    order = replace(HALF_HERE, shipments=(replace(LOST.shipments[1], id="a"), HALF_HERE.shipments[1]))
    parcel = lost("a", order=order)
    assert (parcel.refund, parcel.pieces) == (None, {"2": 3})
    case = Case(order, {}, studio(), at(LATE), (held_by(parcel),))
    assert is_claimed_already(case, order.shipments[0])


# Any order, any sequence of requests, some of them given up again, while the order itself moves on.
STORES = st.sampled_from(
    [
        studio(),
        WHOLE_ORDER,
        studio_with(
            {
                "cancellation.production_fee": {"percent": 33},
                "cancellation.window": {"days": 300},
                "returns.window": {"days": 300},
                "missing_item.window": {"days": 300},
                "lost_parcel.wait": {"hours": 1},
            }
        ),
    ]
)


@st.composite
def moments(draw: st.DrawFn, order: Order) -> Order:
    """The same order at some other time: packed, sent, arrived."""
    return replace(order, status=draw(st.sampled_from(OrderStatus)), shipments=draw(shipments()))


def ways(case: Case) -> Iterable[tuple[Action, tuple[Claim, ...]]]:
    """All that a wizard could ask for: free pieces of the lines together, each parcel, or the whole order."""
    yield Action.CANCEL_ORDER, (Claim(),)
    for shipment in case.order.shipments:
        yield Action.REPORT_LOST_PARCEL, (Claim(shipment_id=shipment.id),)
    free = [(line.id, case.unclaimed(line)) for line in case.order.lines if case.unclaimed(line)]
    for action in (Action.RETURN_ITEM, Action.REPORT_MISSING_ITEM):
        for line_id, count in free:
            for quantity in {1, count}:
                yield action, (Claim(line_id, quantity, Condition.ORIGINAL),)


@unhurried
@given(st.data(), orders(), STORES)
def test_all_requests_together_never_give_back_more_than_was_paid(
    data: st.DataObject, order: Order, policy: Policy
) -> None:
    order = replace(order, placed_at=at("2026-03-02T10:00:00-05:00"), lines=data.draw(lines(order.currency)))
    holdings: tuple[Holding, ...] = ()
    for _ in range(data.draw(st.integers(1, 6))):
        now = data.draw(st.sampled_from(["2026-03-02T11:00:00-05:00", LATE, "2026-09-01T12:00:00-04:00"]))
        case = Case(data.draw(moments(order)), {}, policy, at(now), holdings)
        action, claims = data.draw(st.sampled_from(list(ways(case))))
        remedy = data.draw(st.sampled_from([Remedy.REFUND, Remedy.STORE_CREDIT, Remedy.REPLACEMENT]))
        settlement = settle_claims(action, claims, remedy, case)
        if settlement.allowed:
            holdings = (*holdings, Holding("R", action, RequestStatus.SUBMITTED, *held(settlement)))
        if holdings and data.draw(st.booleans()):
            given_up = data.draw(st.integers(0, len(holdings) - 1))
            holdings = holdings[:given_up] + holdings[given_up + 1 :]
        assert_fair(order, holdings)


def held(settlement: Settlement) -> tuple[dict[str, int], Refund | None]:
    if settlement.asked and settlement.refund:
        assert settlement.remedy in PAID
        assert settlement.refund.total.amount <= settlement.asked.total.amount
    return dict(settlement.pieces), settlement.refund


def assert_fair(order: Order, holdings: tuple[Holding, ...]) -> None:
    refunds = [holding.refund for holding in holdings if holding.refund]
    nothing = Money.zero(order.currency)
    items = sum((refund.items for refund in refunds), start=nothing)
    shipping = sum((refund.shipping for refund in refunds), start=nothing)
    assert 0 <= items.amount <= order.items_price.amount
    assert 0 <= shipping.amount <= order.shipping.price.amount
    assert all(refund.items.amount >= 0 and refund.shipping.amount >= 0 for refund in refunds)
    pieces: Counter[str] = Counter()
    for holding in holdings:
        pieces.update(holding.quantities)
    assert all(pieces[line.id] <= line.quantity for line in order.lines)
