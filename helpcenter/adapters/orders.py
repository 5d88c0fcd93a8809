"""Orders in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Sequence
from typing import Any

from sqlalchemy import Column, Row, bindparam, update
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.order_rows import add_orders
from helpcenter.adapters.tables import LineRow, OrderRow, ShipmentRow
from helpcenter.adapters.writing import columns_of
from helpcenter.orders.address import Address
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping

# What every step of a wizard asks for, compiled once: that takes SQLAlchemy long.
_CREDENTIALS = select(OrderRow.number, OrderRow.email_key).where(
    OrderRow.number_key == bindparam("number_key")
)
# In both tables of parts. Without them, each column of a joined row has a name of its own.
_OF_BOTH_PARTS = {"order_number", "position"}


def _of_part(table: type[LineRow | ShipmentRow]) -> list[Column[Any]]:
    return [column for column in columns_of(table).c if column.name not in _OF_BOTH_PARTS]


# An order has few lines and fewer parcels: one join beats three round trips.
_WHOLE = (
    select_columns(*columns_of(OrderRow).c, *_of_part(LineRow), *_of_part(ShipmentRow))
    .select_from(OrderRow)
    .outerjoin(LineRow, col(LineRow.order_number) == col(OrderRow.number))
    .outerjoin(ShipmentRow, col(ShipmentRow.order_number) == col(OrderRow.number))
    .where(col(OrderRow.number) == bindparam("number"))
    .order_by(col(LineRow.position), col(ShipmentRow.position))
)
# Locked first, alone: a joined row would be read as of before the wait.
_LOCK = select(OrderRow.number).where(OrderRow.number == bindparam("number")).with_for_update()


async def find_credentials(connection: AsyncConnection, number_key: str) -> tuple[str, str] | None:
    """The order's number and the key of its email address; loads nothing else of it."""
    row = (await connection.execute(_CREDENTIALS, {"number_key": number_key})).one_or_none()
    return (row[0], row[1]) if row else None


async def find_email_keys(connection: AsyncConnection, number_keys: Collection[str]) -> dict[str, str]:
    """Of those orders that exist: the key of the email address by the order's number."""
    statement = select(OrderRow.number, OrderRow.email_key).where(col(OrderRow.number_key).in_(number_keys))
    return {row.number: row.email_key for row in await connection.execute(statement)}


async def load_order(connection: AsyncConnection, number: str, *, lock: bool = False) -> Order | None:
    """`lock` keeps others from writing to it until the transaction ends; use it while writing only."""
    if lock:
        await connection.execute(_LOCK, {"number": number})
    rows = (await connection.execute(_WHOLE, {"number": number})).all()
    if not rows:
        return None
    lines = {row.line_id: row for row in rows if row.line_id is not None}
    shipments = {row.shipment_id: row for row in rows if row.shipment_id is not None}
    return _read_order(rows[0], list(lines.values()), list(shipments.values()))


async def load_orders(
    connection: AsyncConnection, number_keys: Collection[str], *, lock: bool = False
) -> dict[str, Order]:
    """Those that exist, by their keys. `lock` as in `load_order`.

    Always in the same order, so that two who lock some of the same wait instead of blocking each other.
    """
    statement = (
        select(OrderRow).where(col(OrderRow.number_key).in_(number_keys)).order_by(col(OrderRow.number))
    )
    rows = (await connection.execute(statement.with_for_update() if lock else statement)).all()
    orders = await _with_parts(connection, rows)
    return {row.number_key: order for row, order in zip(rows, orders, strict=True)}


async def each_order(connection: AsyncConnection, batch: int = 500) -> AsyncIterator[Order]:
    """All orders by number; of however many there are, one batch is in memory."""
    last = ""
    while True:
        statement = select(OrderRow).where(OrderRow.number > last).order_by(col(OrderRow.number)).limit(batch)
        rows = (await connection.execute(statement)).all()
        for order in await _with_parts(connection, rows):
            yield order
        if len(rows) < batch:
            return
        last = rows[-1].number


async def _with_parts(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Order]:
    numbers = [row.number for row in rows]
    lines = await _by_order(connection, LineRow, numbers)
    shipments = await _by_order(connection, ShipmentRow, numbers)
    return [_read_order(row, lines[row.number], shipments[row.number]) for row in rows]


async def _by_order(
    connection: AsyncConnection, kind: type[LineRow | ShipmentRow], numbers: Sequence[str]
) -> dict[str, list[Row[Any]]]:
    parts: defaultdict[str, list[Row[Any]]] = defaultdict(list)
    statement = select(kind).where(col(kind.order_number).in_(numbers)).order_by(col(kind.position))
    for part in await connection.execute(statement):
        parts[part.order_number].append(part)
    return parts


async def cancel(connection: AsyncConnection, number: str) -> bool:
    """False where it was cancelled already: whoever asks second changes nothing."""
    statement = (
        update(OrderRow)
        .where(col(OrderRow.number) == number, col(OrderRow.status) != OrderStatus.CANCELLED)
        .values(status=OrderStatus.CANCELLED)
        .returning(col(OrderRow.number))
    )
    return (await connection.execute(statement)).one_or_none() is not None


async def has_orders(connection: AsyncConnection) -> bool:
    return await connection.scalar(select(OrderRow.number).limit(1)) is not None


async def add_order(connection: AsyncConnection, order: Order) -> None:
    await add_orders(connection, [order])


def _read_order(row: Row[Any], lines: Sequence[Row[Any]], shipments: Sequence[Row[Any]]) -> Order:
    """Each row has the columns that are read of it, whatever else it has."""
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
