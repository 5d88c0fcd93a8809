"""Who may look at a file: the visitor who is sending it or just sent it, and who looked the request up."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.drafts import has_draft
from helpcenter.adapters.evidence import EvidenceFile, find_evidence
from helpcenter.adapters.evidence_store import FILE, PREVIEW
from helpcenter.adapters.grants import has_grant
from helpcenter.services.context import Context


async def may_see(
    connection: AsyncConnection, context: Context, file: EvidenceFile, visitor: str, now: datetime
) -> bool:
    if await has_draft(connection, visitor, file.draft_id, now - context.draft_life):
        return True
    return file.reference is not None and await has_grant(connection, visitor, file.reference, now)


async def load_file(
    context: Context, file_id: str, visitor: str, now: datetime, *, preview: bool = False
) -> bytes | None:
    """None where there is no such file, and where it is not for this visitor."""
    async with context.database.reading() as connection:
        file = await find_evidence(connection, file_id)
        if file is None or not file.arrived or not await may_see(connection, context, file, visitor, now):
            return None
    return await context.evidence.load(file_id, PREVIEW if preview else FILE)
