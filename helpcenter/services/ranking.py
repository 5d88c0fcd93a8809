"""Which articles have helped most, by the votes of customers."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

import structlog
from sqlalchemy.exc import SQLAlchemyError

from helpcenter.adapters.database import Database
from helpcenter.adapters.votes import most_helpful_slugs

log = structlog.get_logger(__name__)

_SECONDS_KEPT = 60
# Pages show a few of them; some may be drafts by now, or gone.
_MOST = 18


class Ranking:
    """Of this worker. Counting reads every vote there is, so it happens at most once a minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._slugs: list[str] = []
        self._count_at = -math.inf

    async def most_helpful(self, database: Database) -> list[str]:
        """The most helpful first. During a count, or after one that failed, those of the one before."""
        if self._clock() >= self._count_at:
            self._count_at = self._clock() + _SECONDS_KEPT
            try:
                async with database.reading() as connection:
                    self._slugs = await most_helpful_slugs(connection, _MOST)
            except (SQLAlchemyError, OSError):
                log.exception("votes_not_counted")
        return self._slugs
