"""What the shop's own system may change about an order that is here already.

It knows better about everything but what happened here, and one of its exports may be older than the last:

- What an order is known by stays: its number, currency and `placed_at`, which chooses the terms.
- Cancelled stays cancelled. Any other status only moves on, and what was sent or has arrived stays so.
- What requests hold stays: their pieces at their price, and an order that comes to no less than their money.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain

from helpcenter.flows.holding import Holding
from helpcenter.orders.money import Money
from helpcenter.orders.order import Order, OrderStatus, total

_WAY = list(OrderStatus)


def reason_to_keep(known: Order, new: Order, holdings: Sequence[Holding]) -> str:
    """Why the order stays as it is known, the first reason of several; "" where it becomes `new`."""
    reasons = chain(_another_order(known, new), _going_back(known, new), _taking_away(known, new, holdings))
    return next(reasons, "")


def _another_order(known: Order, new: Order) -> Iterator[str]:
    if new.number != known.number:
        yield f"it is written {known.number} here"
    if new.currency != known.currency:
        yield f"its currency is {known.currency} here, and {new.currency} in the file"
    if new.placed_at != known.placed_at:
        yield "placed_at is another instant in the file, and would change the terms that hold for it"


def _going_back(known: Order, new: Order) -> Iterator[str]:
    if _WAY.index(new.status) < _WAY.index(known.status):
        yield f"it is {known.status} here, and {new.status} in the file"
    for shipment in known.shipments:
        same = new.shipment(shipment.id)
        if shipment.is_delivered and not (same and same.is_delivered):
            yield f"parcel {shipment.id} has arrived here, and not in the file"
        if shipment.is_shipped and not (same and same.is_shipped):
            yield f"parcel {shipment.id} was sent here, and not in the file"


def _taking_away(known: Order, new: Order, holdings: Sequence[Holding]) -> Iterator[str]:
    if (new.lines, new.shipping.price) == (known.lines, known.shipping.price):
        return
    held: Counter[str] = Counter()
    for holding in holdings:
        held.update(holding.quantities)
    for line_id, pieces in held.items():
        line, before = new.line(line_id), known.line(line_id)
        who = ", ".join(holding.reference for holding in holdings if line_id in holding.quantities)
        if (line.quantity if line else 0) < pieces:
            left = line.quantity if line else 0
            yield f"requests hold {pieces} of line {line_id} ({who}), and the file has {left}"
        elif line and before and line.unit_price != before.unit_price:
            yield f"requests hold pieces of line {line_id} ({who}), and the file has another price"
    refunds = [holding.refund for holding in holdings if holding.refund]
    if _is_less(new.items_price, [refund.items for refund in refunds]):
        yield "its items come to less than requests give back or ask for"
    if _is_less(new.shipping.price, [refund.shipping for refund in refunds]):
        yield "its shipping comes to less than requests give back or ask for"


def _is_less(price: Money, refunds: list[Money]) -> bool:
    return (price - total(refunds, price.currency)).amount < 0
