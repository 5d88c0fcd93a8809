"""Whether an article helped."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.votes import delete_votes_before, save_vote
from helpcenter.articles.article import Article
from helpcenter.services.context import Context

_SHOWN = 6
# A visitor is whoever brings a cookie, and anybody can make up cookies: an address cannot be made up.
_MOST_OF_AN_ADDRESS = "60/hour"
_COUNTS_FOR = timedelta(days=365)


async def vote(
    context: Context, slug: str, *, helpful: bool, visitor: str, address: str, now: datetime
) -> bool:
    """One vote for each visitor and article, the last one counts. False where there is no such article.

    Raises TooManyAttempts after too many votes from `address`, the client's network address.
    """
    if slug not in context.store.library.catalogue.articles:
        return False
    async with context.limiter.turn("votes", address):
        await context.limiter.check(_MOST_OF_AN_ADDRESS, "votes", address)
        await context.limiter.count(_MOST_OF_AN_ADDRESS, "votes", address)
    async with context.database.writing() as connection:
        await save_vote(connection, slug=slug, visitor_key=visitor, helpful=helpful, at=now)
    return True


async def most_helpful(context: Context) -> list[Article]:
    """By the votes of customers, filled up in the editors' order."""
    catalogue = context.store.library.catalogue
    voted = await context.ranking.most_helpful(context.database)
    known = [catalogue.articles[slug] for slug in voted if slug in catalogue.articles]
    return list(dict.fromkeys([*known, *catalogue.popular(_SHOWN)]))[:_SHOWN]


async def forget_votes(connection: AsyncConnection, now: datetime) -> None:
    """An article that was rewritten since is not what they were about."""
    await delete_votes_before(connection, now - _COUNTS_FOR)
