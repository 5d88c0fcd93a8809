"""Who may look at a file: the visitor who is sending it or just sent it, and who looked the request up."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters.drafts import has_draft
from helpcenter.adapters.evidence import EvidenceFile, find_evidence
from helpcenter.adapters.evidence_store import FILE, PREVIEW
from helpcenter.adapters.grants import grant, has_grant, revoke_grants
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.evidence.answers import evidence_in

# As long as a page that nobody touches is kept.
_GRANT_LASTS = timedelta(hours=1)


async def may_see(
    session: AsyncSession, context: Context, file: EvidenceFile, visitor: str, now: datetime
) -> bool:
    if await has_draft(session, visitor, file.draft_id, now - context.draft_life):
        return True
    return file.reference is not None and await has_grant(session, visitor, file.reference, now)


async def load_file(
    context: Context, file_id: str, visitor: str, now: datetime, *, preview: bool = False
) -> bytes | None:
    """None where there is no such file, and where it is not for this visitor."""
    async with context.database.reading() as session:
        file = await find_evidence(session, file_id)
        if file is None or not file.arrived or not await may_see(session, context, file, visitor, now):
            return None
    return await context.evidence.load(file_id, PREVIEW if preview else FILE)


async def open_files(context: Context, request: Request, visitor: str, now: datetime) -> None:
    """For a visitor who has proved to know the request's reference and email address."""
    if evidence_in(request):
        async with context.database.writing() as session:
            await grant(session, visitor, request.reference, now + _GRANT_LASTS)


async def close_files(context: Context, visitor: str) -> None:
    async with context.database.writing() as session:
        await revoke_grants(session, visitor)
