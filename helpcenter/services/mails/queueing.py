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
    await _about_request(connection, Mail.ORDER_CANCELLED, request, recipient, now)


async def request_received(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    await _about_request(connection, Mail.REQUEST_RECEIVED, request, recipient, now)


async def confirmation_resent(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    """What was ordered, once more. `recipient` is the address that stands in the order, and no other."""
    await _about_request(connection, Mail.CONFIRMATION_RESENT, request, recipient, now)


async def refused_by_mail(
    connection: AsyncConnection, refusal: Refusal, recipient: str, now: datetime
) -> None:
    """Why the confirmation does not come, and when it can: for whoever reads the mails of that address."""
    await queue_mail(
        connection,
        key=f"{Mail.CONFIRMATION_REFUSED}:{refusal.reference}",
        mail=Mail.CONFIRMATION_REFUSED,
        about=refusal.reference,
        recipient=recipient,
        payload={},
        now=now,
    )


async def request_withdrawn(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    await _about_request(connection, Mail.REQUEST_WITHDRAWN, request, recipient, now)


async def request_updated(
    connection: AsyncConnection, request: Request, recipient: str, now: datetime
) -> None:
    """Tells about the last of the request's events, with what the staff wrote."""
    event = len(request.events) - 1
    await queue_mail(
        connection,
        key=f"{Mail.REQUEST_UPDATED}:{request.reference}:{event}",
        mail=Mail.REQUEST_UPDATED,
        about=request.reference,
        recipient=recipient,
        payload={"event": event},
        now=now,
    )


async def _about_request(
    connection: AsyncConnection, mail: Mail, request: Request, recipient: str, now: datetime
) -> None:
    await queue_mail(
        connection,
        key=f"{mail}:{request.reference}",
        mail=mail,
        about=request.reference,
        recipient=recipient,
        payload={},
        now=now,
    )
