"""One function for each mail. Call it in the transaction that the mail tells about.

After the commit, `context.mail_queued.set()` has it sent at once; without, it goes out within seconds.
What is queued is the reference: the mail is written from what is stored under it when it is sent. Queueing
the same mail twice raises IntegrityError.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.outbox import queue_mail
from helpcenter.orders.refusal import Refusal
from helpcenter.orders.request import Request
from helpcenter.services.mails.mail import Mail


async def order_cancelled(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    await _queue(connection, Mail.ORDER_CANCELLED, request, recipient, now)


async def request_received(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    await _queue(connection, Mail.REQUEST_RECEIVED, request, recipient, now)


async def confirmation_resent(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    """What was ordered, once more. `recipient` is the address that stands in the order, and no other."""
    await _queue(connection, Mail.CONFIRMATION_RESENT, request, recipient, now)


async def refused_by_mail(
    connection: AsyncConnection, refusal: Refusal, recipient: str, now: datetime
) -> None:
    """Why the confirmation does not come, and when it can: for whoever reads the mails of that address."""
    await _queue(connection, Mail.CONFIRMATION_REFUSED, refusal, recipient, now)


async def request_withdrawn(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    await _queue(connection, Mail.REQUEST_WITHDRAWN, request, recipient, now)


async def request_updated(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    """Tells about the last of the request's events, with what the staff wrote."""
    event = len(request.events) - 1
    await _queue(connection, Mail.REQUEST_UPDATED, request, recipient, now, event=event)


async def _queue(
    connection: AsyncConnection,
    mail: Mail,
    about: Request | Refusal,
    recipient: str,
    now: datetime,
    **payload: int,
) -> None:
    """Once for each request or refusal and `payload`."""
    await queue_mail(
        connection,
        key=":".join([mail, about.reference, *map(str, payload.values())]),
        mail=mail,
        about=about.reference,
        recipient=recipient,
        payload=payload,
        now=now,
    )
