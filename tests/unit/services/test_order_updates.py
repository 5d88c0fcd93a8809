"""What the shop's own system may change about an order, and what has to stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action
from helpcenter.orders.order import Line, Order, OrderStatus, Shipment
from helpcenter.services.order_updates import reason_to_keep
from tests.builders import a_holding, a_line, a_shipment, an_address, an_order, at, money

SENT, ARRIVED = "2026-03-03T10:00:00-05:00", "2026-03-05T10:00:00-05:00"
MUGS, CASE = a_line("1", "39.00", 3), a_line("2", "12.50")
KNOWN = an_order(
    status=OrderStatus.SHIPPED,
    lines=[MUGS, CASE],
    shipments=[a_shipment("a", ["1"], shipped=SENT, delivered=ARRIVED), a_shipment("b", ["2"], shipped=SENT)],
)


def reason(new: Order, *holdings: Holding, known: Order = KNOWN) -> str:
    return reason_to_keep(known, new, holdings)


def with_lines(*lines: Line) -> Order:
    return replace(KNOWN, lines=lines)


def with_parcels(*parcels: Shipment) -> Order:
    return replace(KNOWN, shipments=parcels)


@pytest.mark.parametrize(
    "changes",
    [
        {"email": "ada.hill@example.com"},
        {"status": OrderStatus.DELIVERED},
        {"status": OrderStatus.CANCELLED},
        {"shipping": replace(KNOWN.shipping, address=an_address(line1="5 Canal St"))},
        {"shipping": replace(KNOWN.shipping, method="express", price=money("0.00"))},
        {"lines": (replace(MUGS, quantity=1, unit_price=money("1.00")), a_line("3", "9.00"))},
        {"shipments": (*KNOWN.shipments, a_shipment("c", ["1"]))},
        {"placed_at": at("2026-03-02T16:00:00+01:00")},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_the_shop_knows_better_may_change(changes: dict[str, Any]) -> None:
    assert reason(replace(KNOWN, **changes)) == ""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"number": "S1001"}, "it is written S-1001 here"),
        ({"currency": "EUR"}, "its currency is USD here, and EUR in the file"),
        (
            {"placed_at": at("2026-03-02T10:00:01-05:00")},
            "placed_at is another instant in the file, and would change the terms that hold for it",
        ),
    ],
)
def test_what_an_order_is_known_by_stays(changes: dict[str, Any], said: str) -> None:
    assert reason(replace(KNOWN, **changes)) == said


@pytest.mark.parametrize("new", OrderStatus)
@pytest.mark.parametrize("known", OrderStatus)
def test_a_status_only_moves_on(known: OrderStatus, new: OrderStatus) -> None:
    way = list(OrderStatus)
    kept = "" if way.index(new) >= way.index(known) else f"it is {known} here, and {new} in the file"
    before = an_order(status=known)
    assert reason(replace(before, status=new), known=before) == kept


@pytest.mark.parametrize(
    ("parcels", "said"),
    [
        ([KNOWN.shipments[0]], "parcel b was sent here, and not in the file"),
        ([KNOWN.shipments[1]], "parcel a has arrived here, and not in the file"),
        ([a_shipment("a", ["1"], shipped=SENT), KNOWN.shipments[1]], "parcel a has arrived here, and not"),
        ([KNOWN.shipments[0], a_shipment("b", ["2"], expected=ARRIVED)], "parcel b was sent here, and not"),
        ([a_shipment("a", ["1"], delivered=SENT), a_shipment("b", ["2"], delivered=ARRIVED)], ""),
        ([*reversed(KNOWN.shipments)], ""),
    ],
)
def test_what_was_sent_or_has_arrived_stays_so(parcels: Sequence[Shipment], said: str) -> None:
    assert reason(with_parcels(*parcels)).startswith(said)
    assert bool(reason(with_parcels(*parcels))) == bool(said)


def test_a_parcel_that_was_not_sent_yet_may_go() -> None:
    before = an_order(shipments=[a_shipment("a", ["1"])])
    assert reason(an_order(), known=before) == ""


TWO_MUGS = a_holding({"1": 2})
ONE_MORE = a_holding({"1": 1, "2": 1}, reference="R-0000-0002")


@pytest.mark.parametrize(
    ("lines", "holdings", "said"),
    [
        ([replace(MUGS, quantity=2), CASE], [TWO_MUGS], ""),
        (
            [replace(MUGS, quantity=1), CASE],
            [TWO_MUGS],
            "requests hold 2 of line 1 (R-0000-0001), and the file has 1",
        ),
        ([CASE], [TWO_MUGS], "requests hold 2 of line 1 (R-0000-0001), and the file has 0"),
        ([MUGS], [TWO_MUGS], ""),
        (
            [replace(MUGS, quantity=2), CASE],
            [TWO_MUGS, ONE_MORE],
            "requests hold 3 of line 1 (R-0000-0001, R-0000-0002), and the file has 2",
        ),
        (
            [replace(MUGS, unit_price=money("38.99")), CASE],
            [TWO_MUGS],
            "requests hold pieces of line 1 (R-0000-0001), and the file has another price",
        ),
        ([MUGS, replace(CASE, unit_price=money("1.00"))], [TWO_MUGS], ""),
        ([replace(MUGS, title="Photo mug, blue", sku="B")], [TWO_MUGS], ""),
    ],
)
def test_pieces_that_requests_hold_stay(
    lines: Sequence[Line], holdings: Sequence[Holding], said: str
) -> None:
    assert reason(with_lines(*lines), *holdings) == said


@pytest.mark.parametrize(
    ("lines", "shipping", "said"),
    [
        ([MUGS], "6.90", ""),
        ([replace(MUGS, quantity=2)], "6.90", ""),
        ([replace(MUGS, quantity=1)], "6.90", "its items come to less than requests give back or ask for"),
        ([MUGS], "6.89", "its shipping comes to less than requests give back or ask for"),
        ([MUGS], "9.90", ""),
    ],
)
def test_an_order_comes_to_no_less_than_requests_give_back(
    lines: Sequence[Line], shipping: str, said: str
) -> None:
    granted = a_holding(refund=("78.00", "6.90"), action=Action.REPORT_LOST_PARCEL)
    new = replace(with_lines(*lines), shipping=replace(KNOWN.shipping, price=money(shipping)))
    assert reason(new, granted) == said


def test_what_requests_hold_is_no_reason_to_keep_news_of_parcels_away() -> None:
    too_much = a_holding({"1": 9}, refund=("999.00", "0.00"))
    arrived = with_parcels(KNOWN.shipments[0], a_shipment("b", ["2"], shipped=SENT, delivered=ARRIVED))
    assert reason(arrived, too_much) == ""
