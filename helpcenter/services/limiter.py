"""Limits on failed tries, for each client address and for each thing that is tried."""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from weakref import WeakValueDictionary

from limits import RateLimitItem, parse
from limits.aio.storage import MemoryStorage, Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string

from helpcenter.errors import TooManyAttempts


class Limiter:
    """Counts in memory, or in Redis where several workers have to count together."""

    def __init__(self, redis_url: str | None = None) -> None:
        storage = _in_redis(redis_url) if redis_url else MemoryStorage()
        if not isinstance(storage, Storage):
            raise TypeError(f"{type(storage).__name__} does not count asynchronously")
        self._window = MovingWindowRateLimiter(storage)
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, kind: str, who: str) -> AsyncIterator[None]:
        """One at a time in this process, so that tries sent together are counted one by one."""
        lock = self._turns.setdefault(_key(kind, who), asyncio.Lock())
        async with lock:
            yield

    async def check(self, limit: str, kind: str, who: str) -> None:
        """Raises TooManyAttempts once the limit ("10/hour") is used up; counts nothing itself."""
        item, key = parse(limit), _key(kind, who)
        if not await self._window.test(item, key):
            raise TooManyAttempts(await self._seconds_left(item, key))

    async def count(self, limit: str, kind: str, who: str) -> None:
        await self._window.hit(parse(limit), _key(kind, who))

    async def _seconds_left(self, item: RateLimitItem, key: str) -> int:
        stats = await self._window.get_window_stats(item, key)
        return max(1, math.ceil(stats.reset_time - time.time()))


def _in_redis(url: str) -> object:
    """With the client that Reflex brings along; the package would ask for another one."""
    scheme = "async+redis+unix" if url.startswith("unix:") else f"async+{url.partition(':')[0]}"
    return storage_from_string(f"{scheme}:{url.partition(':')[2]}", implementation="redispy")


def _key(kind: str, who: str) -> str:
    """Hashed: neither addresses nor order numbers belong in a shared store."""
    return f"{kind}:{hashlib.sha256(who.encode('utf-8', 'replace')).hexdigest()}"
