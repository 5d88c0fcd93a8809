"""`helpcenter queries`"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from helpcenter.commands._options import store_option
from helpcenter.commands._terminal import show_text

if TYPE_CHECKING:
    from helpcenter.adapters.searches import Searched


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

    from helpcenter.commands._database import reading
    from helpcenter.services.search_log import find_unanswered
    from helpcenter.services.store import load_store
    from helpcenter.settings import load_settings

    now = datetime.now(UTC)
    index = load_store(load_settings().store, now).library.index

    async def look() -> list[tuple[Searched, str]]:
        since = now.date() - timedelta(days=days)
        async with reading(load_settings()) as connection:
            return await find_unanswered(connection, index, since=since, limit=limit)

    listed = [
        f"{search.times:5}  {search.day}  {search.results:7}  {search.words}{f'  [{topic}]' if topic else ''}"
        for search, topic in asyncio.run(look())
    ]
    show_text("\n".join(["times  last on     results  words", *listed]) if listed else "No such searches.")
