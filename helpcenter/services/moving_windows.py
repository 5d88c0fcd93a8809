"""Counts of what happened lately, in the memory of one process.

The package `limits` has such a storage, too. At each count it looks through all keys that there are, with a
way to a thread and back for each, and among two hundred customers nobody else gets a turn.
"""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

# With a day of guesses from so many addresses, the oldest are forgotten.
_MOST_KEYS = 100_000


@dataclass(slots=True)
class _Window:
    """`events` are the oldest first; after `ends_at` none of them counts any more."""

    events: deque[float] = field(default_factory=deque)
    ends_at: float = 0.0


class MovingWindows:
    """The two methods of `limits.aio.storage.MovingWindowSupport` that are used. Times are in seconds."""

    def __init__(self, now: Callable[[], float] = time.time, most_keys: int = _MOST_KEYS) -> None:
        self._now = now
        self._most_keys = most_keys
        # The one that was counted last comes last.
        self._windows: OrderedDict[str, _Window] = OrderedDict()

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest event that counts happened (now, if none does), and how many count."""
        now = self._now()
        events = self._recent(key, now - expiry)
        return (events[0] if events else now), min(len(events), limit)

    async def acquire_entry(self, key: str, limit: int, expiry: int) -> bool:
        """Counts one more; where the limit is used up, it counts nothing and says False."""
        now = self._now()
        if len(self._recent(key, now - expiry)) >= limit:
            return False
        window = self._windows.setdefault(key, _Window())
        window.events.append(now)
        window.ends_at = now + expiry
        self._windows.move_to_end(key)
        self._forget(now)
        return True

    def __len__(self) -> int:
        return len(self._windows)

    def _recent(self, key: str, since: float) -> deque[float]:
        window = self._windows.get(key)
        if window is None:
            return deque()
        while window.events and window.events[0] < since:
            window.events.popleft()
        return window.events

    def _forget(self, now: float) -> None:
        """Those that were counted longest ago, as far as they are over; a few at each count suffice."""
        while self._windows:
            oldest = next(iter(self._windows))
            if self._windows[oldest].ends_at >= now and len(self._windows) <= self._most_keys:
                return
            del self._windows[oldest]
