"""Demo orders, plainly marked: one for each thing that a newcomer may want to try."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from helpcenter.adapters.orders import add_order, has_orders, load_order
from helpcenter.flows.case import Case
from helpcenter.flows.possible import possibilities
from helpcenter.orders.address import Address
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping
from helpcenter.services.context import Context
from helpcenter.services.standing import load_case

DEMO_EMAIL = "demo@example.com"
_ADDRESS = Address("Demo Customer", "1 Demo Street", "", "Troy", "NY", "12180", "US")


@dataclass(frozen=True)
class DemoOrder:
    """`to_try` are the actions that the policy allows at this moment, in words."""

    number: str
    email: str
    story: str
    to_try: Sequence[str]


async def load_demo_orders(context: Context, now: datetime) -> None:
    """Fills an empty database, and leaves any other as it is."""
    async with context.database.writing() as connection:
        if not await has_orders(connection):
            for order, _story in _demo_orders(context.store.rules.profile.currency, now):
                await add_order(connection, order)


async def describe_demo_orders(context: Context, now: datetime) -> list[DemoOrder]:
    """The demo orders that are in the database, with what can be tried on each of them now."""
    described = []
    wording = context.store.rules.wording
    async with context.database.reading() as connection:
        for order, story in _demo_orders(context.store.rules.profile.currency, now):
            stored = await load_order(connection, order.number)
            if stored is None or stored.email != DEMO_EMAIL:
                continue
            case = await load_case(connection, context.store, order.number, now)
            actions = possibilities(case).now if isinstance(case, Case) else ()
            to_try = [wording.say(f"actions.{decision.action}.title") for decision in actions]
            described.append(DemoOrder(order.number, stored.email, story, to_try))
    return described


def _demo_orders(currency: str, now: datetime) -> list[tuple[Order, str]]:
    """Placed, sent and delivered relative to `now`, so that each still has its window open."""

    def ago(**span: float) -> datetime:
        return now - timedelta(**span)

    def line(number: str, title: str, price: str, quantity: int = 1, *, made: bool = True) -> Line:
        kind = LineKind.MADE_TO_ORDER if made else LineKind.STANDARD
        return Line(number, f"DEMO-{number}", title, quantity, Money(Decimal(price), currency), kind)

    def order(
        number: str, placed: datetime, status: OrderStatus, lines: Sequence[Line], *shipments: Shipment
    ) -> Order:
        price = Money(Decimal("6.90"), currency)
        shipping = Shipping("standard", price, _ADDRESS)
        return Order(number, DEMO_EMAIL, placed, status, currency, tuple(lines), shipping, tuple(shipments))

    def parcel(
        name: str, lines: Sequence[Line], sent: datetime, expected: datetime, arrived: datetime | None = None
    ) -> Shipment:
        tracking = f"DEMO{name.upper()}0001"
        line_ids = tuple(item.id for item in lines)
        address = f"https://example.com/track/{tracking}"
        return Shipment(name, line_ids, sent, expected, arrived, "USPS", tracking, address)

    mug = line("1", "Photo mug", "39.00", 2)
    necklace = line("2", "Name necklace", "58.00")
    case = line("3", "Phone case, clear", "24.50", made=False)
    frame = line("4", "Picture frame, oak", "32.00", 3, made=False)
    week = timedelta(days=7)
    return [
        (order("S-1001", ago(minutes=35), OrderStatus.PROCESSING, [mug, case]), "placed half an hour ago"),
        (order("S-1002", ago(hours=30), OrderStatus.PROCESSING, [necklace]), "in production since yesterday"),
        (
            order(
                "S-1003",
                ago(days=5),
                OrderStatus.SHIPPED,
                [mug],
                parcel("a", [mug], ago(days=2), now + timedelta(days=2)),
            ),
            "on its way",
        ),
        (
            order(
                "S-1004",
                ago(days=16),
                OrderStatus.SHIPPED,
                [necklace, case],
                parcel("a", [necklace, case], ago(days=12), ago(days=3)),
            ),
            "late: expected three days ago",
        ),
        (
            order(
                "S-1005",
                now - week - timedelta(days=3),
                OrderStatus.DELIVERED,
                [frame, mug, case],
                parcel("a", [frame, mug, case], ago(days=7), ago(days=2), ago(days=2)),
            ),
            "delivered two days ago",
        ),
        (
            order(
                "S-1006",
                now - week - timedelta(days=2),
                OrderStatus.SHIPPED,
                [frame, necklace],
                parcel("a", [frame], ago(days=6), ago(days=1), ago(days=1)),
                parcel("b", [necklace], ago(days=1), now + timedelta(days=3)),
            ),
            "split: one parcel is here, one is on its way",
        ),
    ]
