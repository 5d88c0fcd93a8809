"""Clears away what is over: old drafts, refusals, grants and votes, and files that no request came of.

Nobody is shown any of it meanwhile: whoever reads it looks at how old it is.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta

import structlog

from helpcenter.adapters.drafts import delete_drafts_before
from helpcenter.adapters.evidence import delete_litter, known_evidence
from helpcenter.adapters.grants import delete_grants_before
from helpcenter.adapters.refusals import delete_refusals_before
from helpcenter.services.background import running
from helpcenter.services.context import Context
from helpcenter.services.voting import forget_votes

log = structlog.get_logger(__name__)

# The longest that a file takes from its place in the table to the store.
_ON_ITS_WAY = timedelta(minutes=15)
_SECONDS_BETWEEN = 3600


def tidying(context: Context, now: Callable[[], datetime]) -> AbstractAsyncContextManager[None]:
    """At the start and every hour, as long as the block goes on. Several workers may do the same."""
    return running(_tidy_for_ever(context, now))


async def tidy(context: Context, now: datetime) -> int:
    """Returns how many files were cleared away."""
    async with context.database.writing() as connection:
        await delete_drafts_before(connection, now - context.draft_life)
        await delete_refusals_before(connection, now - context.refusal_life)
        await delete_grants_before(connection, now)
        await forget_votes(connection, now)
        litter = await delete_litter(
            connection, drafts_since=now - context.draft_life, on_their_way_since=now - _ON_ITS_WAY
        )
    await context.evidence.delete(litter)
    await context.evidence.clear_unfinished()
    return len(litter) + await _delete_unknown(context)


async def _delete_unknown(context: Context) -> int:
    """A file is named in the table before it is written, so one that is listed and not named is litter."""
    deleted = 0
    async for file_ids in context.evidence.file_ids():
        async with context.database.reading() as connection:
            unknown = set(file_ids) - await known_evidence(connection, file_ids)
        await context.evidence.delete(unknown)
        deleted += len(unknown)
    return deleted


async def _tidy_for_ever(context: Context, now: Callable[[], datetime]) -> None:
    while True:
        try:
            if cleared := await tidy(context, now()):
                log.info("tidied", files=cleared)
        except Exception:
            # The store or the database is away: the next round finds the same.
            log.exception("not_tidied")
        await asyncio.sleep(_SECONDS_BETWEEN)
