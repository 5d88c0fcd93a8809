"""Finding out whose order or request it is: its number and an email address have to belong together.

An unknown number and a wrong address look and take the same: one answer, one query, one earliest moment.
"""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable, Callable

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.orders import find_credentials
from helpcenter.adapters.refusals import load_refusal
from helpcenter.adapters.requests import find_reference_credentials, load_request
from helpcenter.orders.reference import email_key, order_key, read_reference
from helpcenter.orders.refusal import Refusal
from helpcenter.orders.request import Request
from helpcenter.services.context import Context, Limits

# Well above the time that either kind of failure needs, so that the difference drowns in it.
SECONDS_UNTIL_NO = 0.35

# Takes a connection and a key; gives the number as stored and the key of the email address it belongs to.
_Finder = Callable[[AsyncConnection, str], Awaitable[tuple[str, str] | None]]


async def identify(context: Context, *, number: str, email: str, address: str) -> str | None:
    """The order's number as stored, or None. `address` is the client's network address.

    Raises TooManyAttempts after too many failures from that address, for that order, or both.
    """
    return await _match(context, find_credentials, order_key(number), email, address)


async def identify_request(
    context: Context, *, reference: str, email: str, address: str
) -> Request | Refusal | None:
    """What has that reference, if its order has that email address. Raises as `identify`."""
    key = read_reference(reference) or ""
    found = await _match(context, find_reference_credentials, key, email, address)
    if found is None:
        return None
    async with context.database.reading() as connection:
        return await load_request(connection, found) or await load_refusal(connection, found)


async def _match(context: Context, find: _Finder, key: str, email: str, address: str) -> str | None:
    loop = asyncio.get_running_loop()
    started = loop.time()
    async with context.limiter.turn("address", address), context.limiter.turn("number", key):
        number = await _try(context, find, key, email, address)
    if number is None:
        await asyncio.sleep(max(0.0, started + SECONDS_UNTIL_NO - loop.time()))
    return number


async def _try(context: Context, find: _Finder, key: str, email: str, address: str) -> str | None:
    limits = counts(context.limits, key, address)
    for limit, kind, who in limits:
        await context.limiter.check(limit, kind, who)
    async with context.database.reading() as connection:
        found = await find(connection, key)
    number, known_email = found or (None, "")
    if belongs_to(known_email, email) and number:
        return number
    for limit, kind, who in limits:
        await context.limiter.count(limit, kind, who)
    return None


def belongs_to(known: str, typed: str) -> bool:
    """`known` is the key of an email address. Takes the same whatever was typed."""
    return hmac.compare_digest(_bytes(known), _bytes(email_key(typed)))


def counts(limits: Limits, key: str, address: str, purpose: str = "") -> tuple[tuple[str, str, str], ...]:
    """The limits that a try counts for. Whoever guesses at one order meets the tightest one, alone.

    What an order takes from everywhere is far wider: it has to stop many addresses that guess together, and
    still let its owner in while a few strangers do.
    """
    return (
        (limits.per_order_and_address, f"{purpose}number and address", f"{key} {address}"),
        (limits.per_address, f"{purpose}address", address),
        (limits.per_order, f"{purpose}number", key),
    )


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "replace")
