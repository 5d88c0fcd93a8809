"""An order as every rule reads it. Frozen, standard library only; all instants are aware."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from helpcenter.orders.address import Address
from helpcenter.orders.money import Money


class OrderStatus(StrEnum):
    """In the order in which an order passes through them; `CANCELLED` ends it from any before shipping."""

    PENDING = "pending"
    PROCESSING = "processing"
    PACKAGED = "packaged"
    READY_TO_DISPATCH = "ready_to_dispatch"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class LineKind(StrEnum):
    STANDARD = "standard"
    MADE_TO_ORDER = "made_to_order"


@dataclass(frozen=True)
class Line:
    id: str
    sku: str
    title: str
    quantity: int
    unit_price: Money
    kind: LineKind = LineKind.STANDARD
    tags: tuple[str, ...] = ()

    @property
    def price(self) -> Money:
        return self.unit_price * self.quantity


@dataclass(frozen=True)
class Shipping:
    method: str
    price: Money
    address: Address


@dataclass(frozen=True)
class Shipment:
    """One parcel. Carrier and tracking are what the carrier told us, and may be missing."""

    id: str
    line_ids: tuple[str, ...]
    shipped_at: datetime | None = None
    estimated_delivery_at: datetime | None = None
    delivered_at: datetime | None = None
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""

    def __post_init__(self) -> None:
        _require_offset(self.shipped_at, self.estimated_delivery_at, self.delivered_at)

    @property
    def is_shipped(self) -> bool:
        return self.shipped_at is not None or self.is_delivered

    @property
    def is_delivered(self) -> bool:
        return self.delivered_at is not None


@dataclass(frozen=True)
class Order:
    number: str
    email: str
    placed_at: datetime
    status: OrderStatus
    currency: str
    lines: tuple[Line, ...]
    shipping: Shipping
    shipments: tuple[Shipment, ...] = ()

    def __post_init__(self) -> None:
        _require_offset(self.placed_at)

    @property
    def is_shipped(self) -> bool:
        """Whether any part of the order is on its way: the status says so, or a parcel does."""
        return self.status in (OrderStatus.SHIPPED, OrderStatus.DELIVERED) or any(
            shipment.is_shipped for shipment in self.shipments
        )

    @property
    def is_in_production(self) -> bool:
        """Whether work on made-to-order lines has begun: from `processing` on."""
        return self.status not in (OrderStatus.PENDING, OrderStatus.CANCELLED)

    @property
    def items_price(self) -> Money:
        return total((line.price for line in self.lines), self.currency)

    def line(self, line_id: str) -> Line | None:
        return next((line for line in self.lines if line.id == line_id), None)

    def shipment(self, shipment_id: str) -> Shipment | None:
        return next((s for s in self.shipments if s.id == shipment_id), None)

    def delivered_at(self, line_id: str) -> datetime | None:
        """When the line arrived; the latest of its parcels where it came in several."""
        arrivals = [s.delivered_at for s in self.shipments if line_id in s.line_ids and s.delivered_at]
        return max(arrivals, default=None)


def code_key(written: str) -> str:
    """What tags and shipping methods are compared by: " Express" and "express" are one method."""
    return written.strip().casefold()


def total(amounts: Iterable[Money], currency: str) -> Money:
    return sum(amounts, start=Money.zero(currency))


def _require_offset(*instants: datetime | None) -> None:
    """A naive instant would be read in the server's time zone: deadlines off by hours, and nobody told."""
    for instant in instants:
        if instant is not None and instant.utcoffset() is None:
            raise ValueError(f"{instant} has no offset")
