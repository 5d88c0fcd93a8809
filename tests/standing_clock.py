"""A clock of seconds that a test moves, in place of `time.monotonic`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class StandingClock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now
