"""What the first customer would otherwise wait for, read once nobody is waiting for the server to start."""

from __future__ import annotations

import asyncio

from helpcenter.services.context import Context

# Most servers have answered their first requests by then.
_SECONDS_UNTIL_SETTLED = 3.0


async def warm_up(context: Context) -> None:
    """Ends when all is read."""
    await asyncio.sleep(_SECONDS_UNTIL_SETTLED)
    await asyncio.to_thread(context.store.library.index.get_ready)
