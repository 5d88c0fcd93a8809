"""Whether an article helped."""

from __future__ import annotations

from datetime import datetime

from helpcenter.adapters.votes import most_helpful_slugs, save_vote
from helpcenter.articles.article import Article
from helpcenter.services.context import Context

_SHOWN = 6
# Some of those that were voted for may be drafts by now, or gone.
_ASKED_FOR = 3 * _SHOWN


async def vote(context: Context, slug: str, *, helpful: bool, visitor: str, now: datetime) -> bool:
    """One vote for each visitor and article, the last one counts. False where there is no such article."""
    if slug not in context.store.library.catalogue.articles:
        return False
    async with context.database.writing() as session:
        await save_vote(session, slug=slug, visitor_key=visitor, helpful=helpful, at=now)
    return True


async def most_helpful(context: Context) -> list[Article]:
    """By the votes of customers, filled up in the editors' order."""
    catalogue = context.store.library.catalogue
    async with context.database.reading() as session:
        voted = await most_helpful_slugs(session, _ASKED_FOR)
    known = [catalogue.articles[slug] for slug in voted if slug in catalogue.articles]
    return list(dict.fromkeys([*known, *catalogue.popular(_SHOWN)]))[:_SHOWN]
