"""Takes a file for a wizard under way, and removes it again.

A place is reserved before the file is written, so that the limit holds however many come at once, and a crash
in between leaves a row by which the file is found and tidied away.
"""

from __future__ import annotations

import asyncio
import secrets
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import structlog
from obstore.exceptions import BaseError
from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.drafts import load_draft, lock_draft
from helpcenter.adapters.evidence import (
    EvidenceFile,
    add_evidence,
    count_evidence,
    delete_unsent_evidence,
    find_evidence,
    mark_arrived,
)
from helpcenter.adapters.pictures import Clean, Unusable, clean_file
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.replay import replay
from helpcenter.policy.decision import Evidence
from helpcenter.services.context import Context
from helpcenter.services.evidence.seeing import may_see
from helpcenter.services.limiter import Allowance
from helpcenter.services.standing import load_case

log = structlog.get_logger(__name__)

MOST_BYTES = 10 * 1024 * 1024
# A report takes six, and one order can begin many: ten whole ones are more than any customer sends.
_MOST_OF_AN_ORDER = "60/day"


class NotTaken(StrEnum):
    """Besides `Unusable`: why a file cannot be taken; the sentence for each stands in the wording."""

    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"
    TOO_MANY_TODAY = "too_many_today"
    NOT_ASKED_FOR = "not_asked_for"
    STORE_AWAY = "store_away"


@dataclass(frozen=True)
class _Room:
    kind: Evidence
    order_number: str


@dataclass(frozen=True)
class Destination:
    """`draft_id` is that of the page on which it was chosen: another tab may have begun anew meanwhile."""

    flow: Flow
    question: str
    draft_id: str


async def refuse_early(context: Context, to: Destination, visitor: str, now: datetime) -> NotTaken | None:
    """What can be said before the file was sent; None where it is welcome."""
    async with context.database.reading() as connection:
        room = await _find_room(connection, context, to, visitor, now)
    if isinstance(room, NotTaken):
        return room
    async with _allowance(context, room.order_number) as allowance:
        return NotTaken.TOO_MANY_TODAY if allowance.refusal else None


async def accept(
    context: Context, to: Destination, visitor: str, now: datetime, sent: bytes
) -> EvidenceFile | NotTaken | Unusable:
    """Cleans the file and keeps it for the visitor's draft."""
    if len(sent) > MOST_BYTES:
        return NotTaken.TOO_LARGE
    async with context.one_picture_at_a_time:
        clean = await asyncio.to_thread(clean_file, sent)
    if isinstance(clean, Unusable):
        return clean
    async with context.database.reading() as connection:
        draft = await load_draft(connection, visitor, to.flow.slug)
    if draft is None or draft.id != to.draft_id or draft.order_number is None:
        return NotTaken.NOT_ASKED_FOR
    async with (
        _allowance(context, draft.order_number) as allowance,
        context.database.writing() as connection,
    ):
        room = await _find_room(connection, context, to, visitor, now, lock=True)
        if isinstance(room, NotTaken):
            return room
        if allowance.refusal:
            return NotTaken.TOO_MANY_TODAY
        allowance.use()
        file = EvidenceFile(f"{secrets.token_hex(16)}.{clean.ending}", to.draft_id, room.kind, now)
        await add_evidence(connection, file)
    return await _store(context, file, clean)


async def remove(context: Context, file_id: str, visitor: str, now: datetime) -> bool:
    """False where there is no such file, it is somebody else's, or it was sent already."""
    async with context.database.writing() as connection:
        file = await find_evidence(connection, file_id)
        if file is None or not await may_see(connection, context, file, visitor, now):
            return False
        await lock_draft(connection, file.draft_id)
        removed = await delete_unsent_evidence(connection, file_id)
    if removed:
        await _delete_file(context, file_id)
    return removed


def _allowance(context: Context, order_number: str) -> AbstractAsyncContextManager[Allowance]:
    return context.limiter.allowance(_MOST_OF_AN_ORDER, "evidence", order_number)


async def _find_room(
    connection: AsyncConnection,
    context: Context,
    to: Destination,
    visitor: str,
    now: datetime,
    *,
    lock: bool = False,
) -> _Room | NotTaken:
    """Room for one more, where this visitor stands at the question that asks for it, or has passed it."""
    draft = await load_draft(connection, visitor, to.flow.slug, lock=lock)
    is_open = draft and draft.id == to.draft_id and not draft.reference
    if draft is None or not is_open or draft.updated_at <= now - context.draft_life:
        return NotTaken.NOT_ASKED_FOR
    case = await load_case(connection, context.store, draft.order_number, now, draft_id=draft.id)
    position = replay(to.flow, case, draft.answers) if case else None
    if case is None or position is None or to.question not in (position.node.key, *position.path):
        return NotTaken.NOT_ASKED_FOR
    question = to.flow.by_key[to.question]
    if not isinstance(question, Question) or not isinstance(question.field, EvidenceFiles):
        return NotTaken.NOT_ASKED_FOR
    held = await count_evidence(connection, draft.id, question.field.kind)
    if held >= question.field.most(case):
        return NotTaken.TOO_MANY
    return _Room(question.field.kind, case.order.number)


async def _store(context: Context, file: EvidenceFile, clean: Clean) -> EvidenceFile | NotTaken:
    try:
        await context.evidence.put(file.id, clean.content, clean.preview)
    except (OSError, BaseError) as error:
        log.error("evidence_not_stored", kind=type(error).__name__)
        async with context.database.writing() as connection:
            await delete_unsent_evidence(connection, file.id)
        return NotTaken.STORE_AWAY
    async with context.database.writing() as connection:
        arrived = await mark_arrived(connection, file.id)
    return file if arrived else NotTaken.NOT_ASKED_FOR


async def _delete_file(context: Context, file_id: str) -> None:
    """What cannot be deleted now is tidied away later: nothing names it any more."""
    with suppress(OSError, BaseError):
        await context.evidence.delete([file_id])
