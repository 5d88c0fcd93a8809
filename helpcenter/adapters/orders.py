"""Orders in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from dataclasses import asdict
from typing import TypeVar

from sqlalchemy import bindparam, func, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from helpcenter.adapters.tables import LineRow, OrderRow, ShipmentRow
from helpcenter.orders.address import Address
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping
from helpcenter.orders.reference import email_key, order_key

Part = TypeVar("Part", LineRow, ShipmentRow)

# What every step of a wizard asks for, put together once: SQLAlchemy takes long over that.
_CREDENTIALS = select(OrderRow.number, OrderRow.email_key).where(
    OrderRow.number_key == bindparam("number_key")
)
# Few lines and fewer parcels: each with each in one round trip is sooner there than three after another.
_WHOLE = (
    select(OrderRow, LineRow, ShipmentRow)
    .outerjoin(LineRow, col(LineRow.order_number) == col(OrderRow.number))
    .outerjoin(ShipmentRow, col(ShipmentRow.order_number) == col(OrderRow.number))
    .where(OrderRow.number == bindparam("number"))
    .order_by(col(LineRow.position), col(ShipmentRow.position))
)
_WHOLE_LOCKED = _WHOLE.with_for_update(of=OrderRow)


async def find_credentials(session: AsyncSession, number_key: str) -> tuple[str, str] | None:
    """The order's number and the key of its email address; loads nothing else of it."""
    row = (await session.execute(_CREDENTIALS, {"number_key": number_key})).one_or_none()
    return (row[0], row[1]) if row else None


async def load_order(session: AsyncSession, number: str, *, lock: bool = False) -> Order | None:
    """`lock` keeps others from writing to it until the transaction ends; use it in a writing session only."""
    rows = (await session.execute(_WHOLE_LOCKED if lock else _WHOLE, {"number": number})).all()
    if not rows:
        return None
    lines = {line.line_id: line for _, line, _ in rows if line}
    shipments = {shipment.shipment_id: shipment for _, _, shipment in rows if shipment}
    return _read_order(rows[0][0], list(lines.values()), list(shipments.values()))


async def each_order(session: AsyncSession, batch: int = 500) -> AsyncIterator[Order]:
    """All orders by number; of however many there are, one batch is in memory."""
    last = ""
    while True:
        statement = select(OrderRow).where(OrderRow.number > last).order_by(col(OrderRow.number)).limit(batch)
        rows = (await session.scalars(statement)).all()
        for order in await _with_parts(session, rows):
            yield order
        session.expunge_all()
        if len(rows) < batch:
            return
        last = rows[-1].number


async def _with_parts(session: AsyncSession, rows: Sequence[OrderRow]) -> list[Order]:
    numbers = [row.number for row in rows]
    lines = await _by_order(session, LineRow, numbers)
    shipments = await _by_order(session, ShipmentRow, numbers)
    return [_read_order(row, lines[row.number], shipments[row.number]) for row in rows]


async def _by_order(session: AsyncSession, kind: type[Part], numbers: Sequence[str]) -> dict[str, list[Part]]:
    parts: defaultdict[str, list[Part]] = defaultdict(list)
    statement = select(kind).where(col(kind.order_number).in_(numbers)).order_by(col(kind.position))
    for part in await session.scalars(statement):
        parts[part.order_number].append(part)
    return parts


async def cancel(session: AsyncSession, number: str) -> bool:
    """False where it was cancelled already: whoever asks second changes nothing."""
    statement = (
        update(OrderRow)
        .where(col(OrderRow.number) == number, col(OrderRow.status) != OrderStatus.CANCELLED)
        .values(status=OrderStatus.CANCELLED)
        .returning(col(OrderRow.number))
    )
    return (await session.execute(statement)).one_or_none() is not None


async def has_orders(session: AsyncSession) -> bool:
    return bool(await session.scalar(select(func.count()).select_from(OrderRow).limit(1)))


async def add_order(session: AsyncSession, order: Order) -> None:
    session.add(
        OrderRow(
            number=order.number,
            number_key=order_key(order.number),
            email=order.email,
            email_key=email_key(order.email),
            placed_at=order.placed_at,
            status=order.status,
            currency=order.currency,
            shipping_method=order.shipping.method,
            shipping_price_minor=order.shipping.price.minor,
            address=asdict(order.shipping.address),
        )
    )
    await session.flush()
    for position, line in enumerate(order.lines):
        session.add(
            LineRow(
                order_number=order.number,
                line_id=line.id,
                position=position,
                sku=line.sku,
                title=line.title,
                quantity=line.quantity,
                unit_price_minor=line.unit_price.minor,
                kind=line.kind,
                tags=list(line.tags),
            )
        )
    for position, shipment in enumerate(order.shipments):
        session.add(
            ShipmentRow(
                order_number=order.number,
                shipment_id=shipment.id,
                position=position,
                line_ids=list(shipment.line_ids),
                shipped_at=shipment.shipped_at,
                estimated_delivery_at=shipment.estimated_delivery_at,
                delivered_at=shipment.delivered_at,
                carrier=shipment.carrier,
                tracking_number=shipment.tracking_number,
                tracking_url=shipment.tracking_url,
            )
        )
    await session.flush()


def _read_order(row: OrderRow, lines: list[LineRow], shipments: list[ShipmentRow]) -> Order:
    return Order(
        number=row.number,
        email=row.email,
        placed_at=row.placed_at,
        status=OrderStatus(row.status),
        currency=row.currency,
        lines=tuple(
            Line(
                id=line.line_id,
                sku=line.sku,
                title=line.title,
                quantity=line.quantity,
                unit_price=Money.from_minor(line.unit_price_minor, row.currency),
                kind=LineKind(line.kind),
                tags=tuple(line.tags),
            )
            for line in lines
        ),
        shipping=Shipping(
            method=row.shipping_method,
            price=Money.from_minor(row.shipping_price_minor, row.currency),
            address=Address(**row.address),
        ),
        shipments=tuple(
            Shipment(
                id=shipment.shipment_id,
                line_ids=tuple(shipment.line_ids),
                shipped_at=shipment.shipped_at,
                estimated_delivery_at=shipment.estimated_delivery_at,
                delivered_at=shipment.delivered_at,
                carrier=shipment.carrier,
                tracking_number=shipment.tracking_number,
                tracking_url=shipment.tracking_url,
            )
            for shipment in shipments
        ),
    )
