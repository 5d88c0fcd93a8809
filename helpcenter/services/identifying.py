"""Finding out whose order it is: number and email address have to belong together.

An unknown number and a wrong address look and take the same: one answer, one query, one earliest moment.
"""

from __future__ import annotations

import asyncio
import hmac

from helpcenter.adapters.orders import find_credentials
from helpcenter.orders.reference import email_key, order_key
from helpcenter.services.context import Context

# Well above the time that either kind of failure needs, so that the difference drowns in it.
_SECONDS_UNTIL_NO = 0.35
_NO_ADDRESS = "nobody@invalid"


async def identify(context: Context, *, number: str, email: str, address: str) -> str | None:
    """The order's number as stored, or None. `address` is the client's network address.

    Raises TooManyAttempts after too many failures from that address or for that order.
    """
    key = order_key(number)
    limits, limiter = context.limits, context.limiter
    await limiter.check(limits.per_address, "lookup_address", address)
    await limiter.check(limits.per_order, "lookup_order", key)
    started = asyncio.get_running_loop().time()
    async with context.database.reading() as session:
        found = await find_credentials(session, key)
    known_email = found[1] if found else _NO_ADDRESS
    if hmac.compare_digest(_bytes(known_email), _bytes(email_key(email))) and found:
        return found[0]
    await limiter.count(limits.per_address, "lookup_address", address)
    await limiter.count(limits.per_order, "lookup_order", key)
    elapsed = asyncio.get_running_loop().time() - started
    await asyncio.sleep(max(0.0, _SECONDS_UNTIL_NO - elapsed))
    return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
