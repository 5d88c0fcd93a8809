"""Writes orders, however many, in a few statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, delete
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col

from helpcenter.adapters.tables import LineRow, OrderRow, ShipmentRow
from helpcenter.adapters.writing import Values, columns_of, insert_rows
from helpcenter.orders.order import Order
from helpcenter.orders.reference import email_key, order_key

_ORDERS = columns_of(OrderRow)
_REPLACE = _ORDERS.update().where(_ORDERS.c.number == bindparam("which"))


async def add_orders(connection: AsyncConnection, orders: Sequence[Order]) -> None:
    """Raises IntegrityError where one of them exists already."""
    await insert_rows(connection, OrderRow, [_order_values(order) for order in orders])
    await _add_parts(connection, orders)


async def replace_orders(connection: AsyncConnection, orders: Sequence[Order]) -> None:
    """Orders that exist: all of each becomes what is given."""
    if not orders:
        return
    await connection.execute(_REPLACE, [{"which": order.number, **_order_values(order)} for order in orders])
    numbers = [order.number for order in orders]
    for part in (LineRow, ShipmentRow):
        await connection.execute(delete(part).where(col(part.order_number).in_(numbers)))
    await _add_parts(connection, orders)


async def _add_parts(connection: AsyncConnection, orders: Sequence[Order]) -> None:
    lines = [values for order in orders for values in _line_values(order)]
    shipments = [values for order in orders for values in _shipment_values(order)]
    await insert_rows(connection, LineRow, lines)
    await insert_rows(connection, ShipmentRow, shipments)


def _order_values(order: Order) -> Values:
    return {
        "number": order.number,
        "number_key": order_key(order.number),
        "email": order.email,
        "email_key": email_key(order.email),
        "placed_at": order.placed_at,
        "status": order.status,
        "currency": order.currency,
        "shipping_method": order.shipping.method,
        "shipping_price_minor": order.shipping.price.minor,
        "address": asdict(order.shipping.address),
    }


def _line_values(order: Order) -> list[Values]:
    return [
        {
            "order_number": order.number,
            "line_id": line.id,
            "position": position,
            "sku": line.sku,
            "title": line.title,
            "quantity": line.quantity,
            "unit_price_minor": line.unit_price.minor,
            "kind": line.kind,
            "tags": list(line.tags),
        }
        for position, line in enumerate(order.lines)
    ]


def _shipment_values(order: Order) -> list[Values]:
    return [
        {
            "order_number": order.number,
            "shipment_id": shipment.id,
            "position": position,
            "line_ids": list(shipment.line_ids),
            "shipped_at": shipment.shipped_at,
            "estimated_delivery_at": shipment.estimated_delivery_at,
            "delivered_at": shipment.delivered_at,
            "carrier": shipment.carrier,
            "tracking_number": shipment.tracking_number,
            "tracking_url": shipment.tracking_url,
        }
        for position, shipment in enumerate(order.shipments)
    ]
