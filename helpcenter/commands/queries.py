"""`helpcenter queries`"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import islice

import click

from helpcenter.commands._options import store_option
from helpcenter.commands._terminal import show_text

# Of so many, the most frequent, those are shown that would find nothing today either.
_MOST_ASKED = 5_000


@click.command
@click.option("--days", default=30, show_default=True, type=click.IntRange(1, 3650), help="How far back.")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1_000))
@store_option
def command(days: int, limit: int) -> None:
    """List what customers searched for without a good answer, the most frequent first.

    An alias in an article, a word in synonyms.toml or a new article gives it one; then it leaves the list.
    What unanswered.toml knows comes with its topic.
    """
    import asyncio

    from helpcenter.adapters.searches import Searched, most_frequent
    from helpcenter.commands._database import reading
    from helpcenter.services.store import load_store
    from helpcenter.settings import load_settings

    now = datetime.now(UTC)

    async def look() -> list[Searched]:
        since = now.date() - timedelta(days=days)
        async with reading(load_settings()) as connection:
            return await most_frequent(connection, since=since, answered=False, limit=_MOST_ASKED)

    index = load_store(load_settings().store, now).library.index
    found = ((search, index.search(search.words)) for search in asyncio.run(look()))
    still = ((search, results.topic) for search, results in found if not results.answered)
    listed = [
        f"{search.times:5}  {search.day}  {search.results:7}  {search.words}{f'  [{topic}]' if topic else ''}"
        for search, topic in islice(still, limit)
    ]
    show_text("\n".join(["times  last on     results  words", *listed]) if listed else "No such searches.")
