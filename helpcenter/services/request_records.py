"""A request with all that is known of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from helpcenter.adapters.outbox import QueuedMail, list_mails
from helpcenter.adapters.requests import load_granted_refund, load_request
from helpcenter.orders.money import Money
from helpcenter.orders.request import Request
from helpcenter.services.context import Context

# More than a request can have states, with room for mails of other kinds.
_MOST_MAILS = 50


@dataclass(frozen=True)
class RequestRecord:
    """`granted` is the refund that it granted, and when. Mails come the newest first."""

    request: Request
    granted: tuple[Money, datetime] | None = None
    mails: tuple[QueuedMail, ...] = ()


async def load_record(context: Context, reference: str) -> RequestRecord | None:
    """Whose request it is has been checked by whoever calls."""
    async with context.database.reading() as connection:
        request = await load_request(connection, reference)
        if request is None:
            return None
        return RequestRecord(
            request=request,
            granted=await load_granted_refund(connection, reference),
            mails=tuple(await list_mails(connection, about=reference, limit=_MOST_MAILS)),
        )
