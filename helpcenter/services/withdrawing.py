"""Taking a request back, as long as nobody has acted on it."""

from __future__ import annotations

from datetime import datetime

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
    async with context.database.writing() as session:
        event = RequestEvent(now, Actor.CUSTOMER, RequestStatus.WITHDRAWN)
        moved = await move_request(session, reference, since=RequestStatus.SUBMITTED, event=event)
        request = await load_request(session, reference)
        order = await load_order(session, request.order_number) if request else None
        if moved and request and order:
            await request_withdrawn(session, request, order.email, now)
    context.mail_queued.set()
    return request
