"""Keeps the store current while the server runs: an edit shows within a second or two."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import structlog
from watchfiles import awatch

from helpcenter.services.store import Store, load_store

log = structlog.get_logger(__name__)


class LiveStore:
    """`current` is replaced as a whole, so that whoever holds it keeps a consistent one."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        self.folder = folder
        self._now = now
        self.current = load_store(folder, self._today(None))
        self.loaded_on = self._today(self.current)
        _report(self.current)

    async def watch(self) -> None:
        """Runs until cancelled. Also wakes up on a new day, since facts are quoted as of today."""
        async for _changes in awatch(
            self.folder, debounce=300, step=50, rust_timeout=60_000, yield_on_timeout=True
        ):
            if _changes or self._today(self.current) != self.loaded_on:
                await self.reload()

    async def reload(self) -> None:
        before = self.current
        today = self._today(before)
        self.current = await asyncio.to_thread(load_store, self.folder, today, before)
        self.loaded_on = today
        if self.current.problems != before.problems:
            _report(self.current)

    def _today(self, store: Store | None) -> date:
        zone = store.rules.profile.zone if store else ZoneInfo("UTC")
        return self._now().astimezone(zone).date()


def _report(store: Store) -> None:
    for problem in store.problems:
        log.warning("content_problem", problem=problem)
