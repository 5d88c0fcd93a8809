"""What the form of an order does not show: whether each thing has a name, and one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from helpcenter.adapters.order_json import OrderJson
from helpcenter.orders.money import Money, minor_digits


def inconsistencies(order: OrderJson) -> Iterator[tuple[str, str]]:
    """The dotted path of each field that is blank or at odds with another, and what was expected."""
    yield from _blanks(order)
    yield from _doubles("lines", [line.id for line in order.lines])
    yield from _doubles("shipments", [shipment.id for shipment in order.shipments])
    yield from _bad_contents(order)
    yield from _finer_than_coins(order)


def _blanks(order: OrderJson) -> Iterator[tuple[str, str]]:
    texts = {"number": order.number, "email": order.email, "shipping.method": order.shipping.method}
    for position, line in enumerate(order.lines):
        texts |= {f"lines.{position}.{name}": getattr(line, name) for name in ("id", "sku", "title")}
    texts |= {f"shipments.{position}.id": shipment.id for position, shipment in enumerate(order.shipments)}
    yield from ((path, "is blank") for path, text in texts.items() if not text.strip())


def _doubles(part: str, ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for position, one in enumerate(ids):
        if one in seen:
            yield f"{part}.{position}.id", f"one that no other of the {part} has"
        seen.add(one)


def _bad_contents(order: OrderJson) -> Iterator[tuple[str, str]]:
    """A line may be spread over several parcels, but stands once in each."""
    line_ids = {line.id for line in order.lines}
    for position, shipment in enumerate(order.shipments):
        seen: set[str] = set()
        for place, line_id in enumerate(shipment.line_ids):
            if line_id not in line_ids:
                yield f"shipments.{position}.line_ids.{place}", "the id of one of the order's lines"
            elif line_id in seen:
                yield f"shipments.{position}.line_ids.{place}", "one that stands in the parcel only once"
            seen.add(line_id)


def _finer_than_coins(order: OrderJson) -> Iterator[tuple[str, str]]:
    prices = {f"lines.{position}.unit_price": line.unit_price for position, line in enumerate(order.lines)}
    digits = minor_digits(order.currency)
    for path, price in {**prices, "shipping.price": order.shipping.price}.items():
        if not _has_coins(price, order.currency):
            most = f"at most {digits} digits" if digits else "no digits"
            yield path, f"an amount in {order.currency} has {most} after the point"


def _has_coins(amount: Decimal, currency: str) -> bool:
    return Money(amount, currency).amount == amount
