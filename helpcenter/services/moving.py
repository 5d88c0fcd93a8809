"""Moving a request on, whoever does it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.orders import load_order
from helpcenter.adapters.requests import load_request, move_request
from helpcenter.orders.order import Order
from helpcenter.orders.request import Request, RequestEvent


async def move_locked(
    connection: AsyncConnection, request: Request, event: RequestEvent
) -> tuple[Request, Order]:
    """For a request that was loaded with its lock: as it stands afterwards, and its order."""
    reference = request.reference
    if not await move_request(connection, reference, since=request.status, event=event):
        raise RuntimeError("the request moved although it was locked")
    moved = await load_request(connection, reference)
    order = await load_order(connection, request.order_number)
    if moved is None or order is None:
        raise LookupError(f"{reference} or its order is gone")
    return moved, order
