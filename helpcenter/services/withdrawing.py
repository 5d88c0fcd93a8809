"""Taking a request back, as long as nobody has acted on it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.requests import load_request
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import may_move
from helpcenter.services.context import Context
from helpcenter.services.mails.queueing import request_withdrawn
from helpcenter.services.moving import move_locked


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
    event = RequestEvent(now, Actor.CUSTOMER, RequestStatus.WITHDRAWN)
    withdrawn, order = await move_locked(connection, request, event)
    await request_withdrawn(connection, withdrawn, order.email, now)
    return withdrawn
