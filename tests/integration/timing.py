"""When tests of the services happen, and how many at once."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


async def all_at_once(count: int, make: object) -> list[object]:
    """Runs that many of a coroutine function together; errors are raised."""
    assert callable(make)
    return list(await asyncio.gather(*(make() for _ in range(count))))
