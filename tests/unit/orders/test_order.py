"""What an order says about itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from helpcenter.orders.order import OrderStatus, Shipment
from tests.builders import a_line, a_shipment, an_order, at, money

SENT = "2026-03-03T10:00:00-05:00"
NAIVE = datetime.fromisoformat("2026-03-02T10:00:00")


@pytest.mark.parametrize("status", OrderStatus)
def test_the_status_alone_says_that_it_was_shipped_from_shipped_on(status: OrderStatus) -> None:
    shipped = status in (OrderStatus.SHIPPED, OrderStatus.DELIVERED)
    assert an_order(status=status).is_shipped is shipped
    assert an_order(status=status, shipments=[a_shipment()]).is_shipped is shipped


@pytest.mark.parametrize("shipment", [a_shipment(shipped=SENT), a_shipment(delivered=SENT)])
def test_one_parcel_that_left_makes_it_shipped(shipment: Shipment) -> None:
    assert shipment.is_shipped
    assert an_order(shipments=[a_shipment("z"), shipment]).is_shipped


@pytest.mark.parametrize("status", OrderStatus)
def test_work_begins_with_processing(status: OrderStatus) -> None:
    begun = status not in (OrderStatus.PENDING, OrderStatus.CANCELLED)
    assert an_order(status=status).is_in_production is begun


def test_the_price_of_the_items_counts_every_piece() -> None:
    assert an_order(lines=[a_line("1", "24.90", 2), a_line("2", "0.05")]).items_price == money("49.85")


def test_a_line_arrived_when_the_last_of_its_parcels_did() -> None:
    order = an_order(
        shipments=[
            a_shipment("a", ["1", "2"], delivered="2026-03-05T12:00:00+00:00"),
            a_shipment("b", ["1"], delivered="2026-03-05T09:00:00-05:00"),
            a_shipment("c", ["1"], shipped=SENT),
        ]
    )
    assert order.delivered_at("1") == at("2026-03-05T14:00:00+00:00")
    assert order.delivered_at("2") == at("2026-03-05T12:00:00+00:00")
    assert order.delivered_at("3") is None


def test_what_is_not_in_the_order_is_none() -> None:
    order = an_order(shipments=[a_shipment("a")])
    assert (order.line("9"), order.shipment("z")) == (None, None)


@pytest.mark.parametrize(
    "build",
    [
        lambda: an_order(placed=NAIVE),
        lambda: Shipment("a", ("1",), shipped_at=NAIVE),
        lambda: Shipment("a", ("1",), estimated_delivery_at=NAIVE),
        lambda: Shipment("a", ("1",), delivered_at=NAIVE),
    ],
    ids=["placed", "shipped", "estimated", "delivered"],
)
def test_an_instant_without_an_offset_is_an_error_and_never_a_guess(build: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match="no offset"):
        build()
