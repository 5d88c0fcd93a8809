"""Keeps the store current while the server runs: an edit shows within a second."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from pathlib import Path

import structlog
from watchfiles import awatch

from helpcenter.services.store import Store, load_store

log = structlog.get_logger(__name__)

# A file that is written in several goes is read when nothing was written for so long: never half of it. But
# where something is written all the time, the rest is not kept waiting for ever.
_QUIET_MS, _LONGEST_MS = 200, 3_000


class LiveStore:
    """`current` is replaced as a whole, so that whoever holds it keeps a consistent one."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now
        self.current = load_store(folder, now())
        _report(self.current)

    async def watch(self) -> None:
        """Runs until cancelled. Also wakes up on a new day, since facts are quoted as of today."""
        async for changed in self._changes():
            if changed or self._is_new_day():
                try:
                    await self.reload()
                except Exception:
                    # Whatever a file has in it, the next one must still be noticed.
                    log.exception("reload_failed")

    async def _changes(self) -> AsyncIterator[bool]:
        """Whether anything has changed. At first it may have: since the store was read, until it is watched.

        A worker that is started in another one's place has the store of its parent, which may be days old.
        """
        changes = awatch(
            self.folder, debounce=_LONGEST_MS, step=_QUIET_MS, rust_timeout=60_000, yield_on_timeout=True
        )
        first = asyncio.ensure_future(anext(changes))
        try:
            await asyncio.sleep(0)  # It is watched from here on.
            yield True
            yield bool(await first)
            async for changed in changes:
                yield bool(changed)
        finally:
            first.cancel()

    async def reload(self) -> None:
        before = self.current
        self.current = await asyncio.to_thread(load_store, self.folder, self._now(), before)
        # Customers have it by now; what is wrong with it takes longer to find out.
        await asyncio.to_thread(_report_news, self.current, before)

    def _is_new_day(self) -> bool:
        zone = self.current.rules.profile.zone
        return self._now().astimezone(zone).date() != self.current.day


def _report_news(store: Store, before: Store) -> None:
    if store.problems != before.problems:
        _report(store)


def _report(store: Store) -> None:
    for problem in store.problems:
        log.warning("content_problem", problem=problem)
