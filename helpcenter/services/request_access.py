"""Who may see and change a request: the visitor who sent it, or has shown to know its reference and email."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.grants import grant, has_grant, revoke_grants
from helpcenter.services.context import Context

# As long as a page that nobody touches is kept.
_LASTS = timedelta(hours=1)


async def open_request(context: Context, reference: str, visitor: str, now: datetime) -> None:
    """Call it once the reference and the email address were found to belong together."""
    async with context.database.writing() as connection:
        await open_sent_request(connection, reference, visitor, now)


async def open_sent_request(connection: AsyncConnection, reference: str, visitor: str, now: datetime) -> None:
    """Call it for the visitor who sends the request, in the transaction that writes it."""
    await grant(connection, visitor, reference, now + _LASTS)


async def is_open(context: Context, reference: str, visitor: str, now: datetime) -> bool:
    async with context.database.reading() as connection:
        return await has_grant(connection, visitor, reference, now)


async def close_requests(context: Context, visitor: str) -> None:
    async with context.database.writing() as connection:
        await revoke_grants(connection, visitor)
