"""Work that a worker does besides answering."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any


@asynccontextmanager
async def running(
    work: Coroutine[Any, Any, None],
    *,
    stop: Callable[[], None] = lambda: None,
    seconds_to_finish: float = 0,
) -> AsyncIterator[None]:
    """Runs `work` beside the block. At the end of the block it is over, whatever it was doing.

    `stop` asks it to finish; what has not done so in time is cancelled, and waited for.
    """
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        stop()
        await asyncio.wait([task], timeout=seconds_to_finish)
        task.cancel()
        await asyncio.wait([task])
