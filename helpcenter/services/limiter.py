"""Limits on failed tries, for each client address and for each thing that is tried."""

from __future__ import annotations

import asyncio
import hashlib
import math
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from weakref import WeakValueDictionary

from limits import parse
from limits.aio.storage import MovingWindowSupport
from limits.storage import storage_from_string

from helpcenter.errors import TooManyAttempts
from helpcenter.services.moving_windows import MovingWindows


@dataclass
class Allowance:
    """Whether once more is allowed: `refusal` is None where it is."""

    refusal: TooManyAttempts | None
    is_used: bool = False

    def use(self) -> None:
        """Raises TooManyAttempts where the limit was used up."""
        if self.refusal:
            raise self.refusal
        self.is_used = True


class Limiter:
    """Counts in memory, or in Redis where several workers have to count together."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._windows = _in_redis(redis_url) if redis_url else MovingWindows()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, kind: str, who: str) -> AsyncIterator[None]:
        """One at a time in this process, so that tries sent together are counted one by one."""
        lock = self._turns.setdefault(_key(kind, who), asyncio.Lock())
        async with lock:
            yield

    @asynccontextmanager
    async def allowance(self, limit: str, kind: str, who: str) -> AsyncIterator[Allowance]:
        """Put it around a transaction, which must not wait for Redis: looked up before it, counted after it.

        Nothing is counted if the block raises. One at a time in this process; of several processes, each can
        let one more through.
        """
        async with self.turn(kind, who):
            try:
                await self.check(limit, kind, who)
                allowance = Allowance(refusal=None)
            except TooManyAttempts as refusal:
                allowance = Allowance(refusal)
            yield allowance
            if allowance.is_used:
                await self.count(limit, kind, who)

    async def check(self, limit: str, kind: str, who: str) -> None:
        """Raises TooManyAttempts once the limit ("10/hour") is used up; counts nothing itself."""
        item = parse(limit)
        expiry, key = item.get_expiry(), item.key_for(_key(kind, who))
        since, used = await self._windows.get_moving_window(key, item.amount, expiry)
        if used >= item.amount:
            raise TooManyAttempts(max(1, math.ceil(since + expiry - time.time())))

    async def count(self, limit: str, kind: str, who: str) -> None:
        item = parse(limit)
        await self._windows.acquire_entry(item.key_for(_key(kind, who)), item.amount, item.get_expiry())


def _in_redis(url: str) -> MovingWindowSupport:
    """With the client that Reflex brings along; the package would ask for another one."""
    scheme = "async+redis+unix" if url.startswith("unix:") else f"async+{url.partition(':')[0]}"
    storage = storage_from_string(f"{scheme}:{url.partition(':')[2]}", implementation="redispy")
    if not isinstance(storage, MovingWindowSupport):
        raise TypeError(f"{type(storage).__name__} keeps no moving windows")
    return storage


def _key(kind: str, who: str) -> str:
    """Hashed: neither addresses nor order numbers belong in a shared store."""
    return f"{kind}:{hashlib.sha256(who.encode('utf-8', 'replace')).hexdigest()}"
