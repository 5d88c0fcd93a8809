"""Counts of what happened lately, in the memory of one process.

The package `limits` has such a storage, too. At each count it looks through all keys that there are, with a
way to a thread and back for each, and among two hundred customers nobody else gets a turn.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

# A list: each holds a few events, and of an empty deque alone one could have ten.
_Events = list[float]

# Of each expiry. With guesses from so many addresses, the oldest are forgotten.
_MOST_KEYS = 100_000


@dataclass(slots=True)
class _Window:
    """`events` are the oldest first; after `ends_at` none of them counts any more."""

    events: _Events = field(default_factory=list)
    ends_at: float = 0.0


class MovingWindows:
    """The two methods of `limits.aio.storage.MovingWindowSupport` that are used. Times are in seconds."""

    def __init__(self, now: Callable[[], float] = time.time, most_keys: int = _MOST_KEYS) -> None:
        self._now = now
        self._most_keys = most_keys
        # By how long events count, so that none that is over is kept behind one that is not. In each, the
        # window that was counted last comes last.
        self._windows: dict[int, OrderedDict[str, _Window]] = {}

    async def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the oldest event that counts happened (now, if none does), and how many count."""
        now = self._now()
        events = self._recent(key, expiry, now)
        return (events[0] if events else now), min(len(events), limit)

    async def acquire_entry(self, key: str, limit: int, expiry: int) -> bool:
        """Counts one more; where the limit is used up, it counts nothing and says False."""
        now = self._now()
        if len(self._recent(key, expiry, now)) >= limit:
            return False
        windows = self._windows.setdefault(expiry, OrderedDict())
        window = windows.setdefault(key, _Window())
        window.events.append(now)
        window.ends_at = now + expiry
        windows.move_to_end(key)
        self._forget(windows, now)
        return True

    def __len__(self) -> int:
        return sum(map(len, self._windows.values()))

    def _recent(self, key: str, expiry: int, now: float) -> _Events:
        windows = self._windows.get(expiry)
        window = windows.get(key) if windows else None
        if window is None:
            return []
        while window.events and window.events[0] < now - expiry:
            window.events.pop(0)
        return window.events

    def _forget(self, windows: OrderedDict[str, _Window], now: float) -> None:
        """Those that were counted longest ago, as far as they are over or too many."""
        while windows:
            oldest = next(iter(windows))
            if windows[oldest].ends_at >= now and len(windows) <= self._most_keys:
                return
            del windows[oldest]
