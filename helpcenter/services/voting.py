"""Whether an article helped."""

from __future__ import annotations

from datetime import datetime

from helpcenter.adapters.votes import save_vote
from helpcenter.services.context import Context


async def vote(context: Context, slug: str, *, helpful: bool, visitor: str, now: datetime) -> bool:
    """One vote for each visitor and article, the last one counts. False where there is no such article."""
    if slug not in context.store.library.catalogue.articles:
        return False
    async with context.database.writing() as session:
        await save_vote(session, slug=slug, visitor_key=visitor, helpful=helpful, at=now)
    return True
