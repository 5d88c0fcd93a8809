"""Rates as token buckets: a burst at once, then as many as flow in. In memory, for one process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

import limits

Key = TypeVar("Key", bound=Hashable)

_MOST_KEYS = 10_000


@dataclass(frozen=True, slots=True)
class Rate:
    """`amount` at once, and as many again, evenly, in `seconds`."""

    amount: float
    seconds: float

    @classmethod
    def parse(cls, text: str) -> Rate:
        """From "30/second" or "5 per 10 minutes". Raises ValueError."""
        limit = limits.parse(text)
        return cls(limit.amount, limit.get_expiry())


class TokenBucket:
    """`now` is in seconds of any clock that does not go back."""

    __slots__ = ("_level", "_rate", "_seen")

    def __init__(self, rate: Rate, now: float) -> None:
        self._rate = rate
        self._level = float(rate.amount)
        self._seen = now

    def take(self, now: float, cost: float = 1) -> bool:
        """Whether there was enough. Nothing is taken where there was not."""
        flowed_in = max(0.0, now - self._seen) * self._rate.amount / self._rate.seconds
        self._level = min(float(self._rate.amount), self._level + flowed_in)
        self._seen = max(self._seen, now)
        if self._level < cost:
            return False
        self._level -= cost
        return True


class TokenBuckets(Generic[Key]):
    """A bucket for each key. The one unused for longest is forgotten when there are too many."""

    def __init__(self, rate: Rate, most_keys: int = _MOST_KEYS) -> None:
        self.rate = rate
        self._most_keys = most_keys
        self._buckets: OrderedDict[Key, TokenBucket] = OrderedDict()

    def take(self, key: Key, now: float, cost: float = 1) -> bool:
        bucket = self._buckets.setdefault(key, TokenBucket(self.rate, now))
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most_keys:
            self._buckets.popitem(last=False)
        return bucket.take(now, cost)

    def __len__(self) -> int:
        return len(self._buckets)
