"""Taking a request back, as long as nobody has acted on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.orders import load_order
from helpcenter.adapters.requests import load_request, move_request
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import may_move
from helpcenter.services.context import Context
from helpcenter.services.mails.queueing import request_withdrawn


def can_withdraw(request: Request) -> bool:
    return may_move(request.status, RequestStatus.WITHDRAWN, Actor.CUSTOMER)


async def withdraw(context: Context, reference: str, now: datetime) -> Request | None:
    """The request as it stands afterwards; a second call, or one that comes too late, changes nothing.

    Whose request it is was checked by whoever calls.
    """
    async with context.database.writing() as connection:
        request = await load_request(connection, reference, lock=True)
        if request is None or not can_withdraw(request):
            return request
        withdrawn = await _move(connection, request, now)
    context.mail_queued.set()
    return withdrawn


async def _move(connection: AsyncConnection, request: Request, now: datetime) -> Request:
    reference, event = request.reference, RequestEvent(now, Actor.CUSTOMER, RequestStatus.WITHDRAWN)
    if not await move_request(connection, reference, since=request.status, event=event):
        raise RuntimeError("the request moved although it was locked")
    withdrawn = await load_request(connection, reference)
    order = await load_order(connection, request.order_number)
    if withdrawn is None or order is None:
        raise LookupError(f"{reference} or its order is gone")
    await request_withdrawn(connection, withdrawn, order.email, now)
    return withdrawn
