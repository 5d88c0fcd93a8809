"""A situation as an order and a claim. What it leaves open is as usual: an order with one item for 39.00, in
production and placed this moment, or placed some days before its parcel moved.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from helpcenter.orders.address import Address
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping

AN_ADDRESS = Address("Ada Hill", "12 Elm St", "", "Troy", "NY", "12180", "US")


@dataclass
class Told:
    """What the phrases of a situation have said so far; None and False are what they have not."""

    now: datetime
    status: OrderStatus | None = None
    placed: datetime | None = None
    sent: datetime | None = None
    not_sent: bool = False
    expected: datetime | None = None
    delivered: datetime | None = None
    other_delivered: datetime | None = None
    kind: LineKind = LineKind.STANDARD
    tags: list[str] = field(default_factory=list)
    address: Address = AN_ADDRESS
    condition: Condition | None = None
    method: str | None = None


@dataclass(frozen=True)
class Situation:
    order: Order
    now: datetime
    condition: Condition | None
    method: str | None

    def claim(self, action: Action) -> Claim:
        """Each action reads its own fields of it."""
        return Claim(
            line_id="1",
            quantity=1,
            condition=self.condition,
            shipment_id="a" if self.order.shipment("a") else None,
            method=self.method if action is Action.CHANGE_SHIPPING else None,
        )


def situation_of(told: Told, currency: str) -> Situation:
    return Situation(_order(told, currency), told.now, told.condition, told.method)


def _order(told: Told, currency: str) -> Order:
    shipments = _shipments(told)
    lines = [Line("1", "CASE-1", "Item", 1, Money(Decimal(39), currency), told.kind, tuple(told.tags))]
    if told.other_delivered:
        lines.append(Line("2", "CASE-2", "Other item", 1, Money(Decimal(12), currency)))
    shipping = Shipping("standard", Money(Decimal("6.90"), currency), told.address)
    status, placed = told.status or _status(shipments), told.placed or _placed(shipments, told.now)
    return Order("CASE", "case@example.com", placed, status, currency, tuple(lines), shipping, shipments)


def _shipments(told: Told) -> tuple[Shipment, ...]:
    shipments = []
    moving = told.status in (OrderStatus.SHIPPED, OrderStatus.DELIVERED)
    if moving or told.sent or told.expected or told.delivered or told.not_sent or told.other_delivered:
        sent = told.sent or min(_before(told.delivered or told.expected or told.now, 3), _before(told.now, 1))
        delivered = told.delivered or (told.now if told.status is OrderStatus.DELIVERED else None)
        shipments.append(Shipment("a", ("1",), None if told.not_sent else sent, told.expected, delivered))
    if told.other_delivered:
        other = told.other_delivered
        shipments.append(Shipment("b", ("2",), _before(other, 3), None, other))
    return tuple(shipments)


def _status(shipments: tuple[Shipment, ...]) -> OrderStatus:
    if shipments and all(shipment.is_delivered for shipment in shipments):
        return OrderStatus.DELIVERED
    sent = any(shipment.is_shipped for shipment in shipments)
    return OrderStatus.SHIPPED if sent else OrderStatus.PROCESSING


def _placed(shipments: tuple[Shipment, ...], now: datetime) -> datetime:
    sent = [shipment.shipped_at for shipment in shipments if shipment.shipped_at]
    return _before(min(sent), 2) if sent else now


def _before(instant: datetime, days: int) -> datetime:
    return instant - timedelta(days=days)
