"""Asking about an order without being told whether there is one: what comes of it arrives by mail.

An unknown number, a wrong address, an order that is too young and one asked about too often look the same and
take the same: one reply, one transaction, one earliest moment. Only the mailbox in the order learns more.
"""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.orders import find_credentials
from helpcenter.errors import TooManyAttempts
from helpcenter.flows.flow import Flow
from helpcenter.flows.replay import replay
from helpcenter.orders.reference import order_key
from helpcenter.services.context import Context
from helpcenter.services.drafting import new_draft
from helpcenter.services.identifying import SECONDS_UNTIL_NO, belongs_to, counts
from helpcenter.services.limiter import Allowance
from helpcenter.services.mails.queueing import refused_by_mail
from helpcenter.services.refusing import Refused, find_refusal, keep_refusal
from helpcenter.services.standing import Wizard, load_case
from helpcenter.services.submitting import allowance_for_request, leave_request


async def ask(
    context: Context, flow: Flow, visitor: str, now: datetime, *, number: str, email: str, address: str
) -> Wizard:
    """The same wizard for everybody. No draft is kept: a reload would tell.

    Raises TooManyAttempts after too many tries, good ones too, for that order from that address, or from
    either. `address` is the client's network address.
    """
    key = order_key(number)
    async with _taking_at_least(SECONDS_UNTIL_NO), context.limiter.turn("asks", address):
        for limit, kind, who in (limits := counts(context.limits, key, address, "asks ")):
            await context.limiter.check(limit, kind, who)
        for limit, kind, who in limits:
            await context.limiter.count(limit, kind, who)
        async with (
            allowance_for_request(context, flow, key) as allowance,
            context.database.writing() as connection,
        ):
            found = await find_credentials(connection, key)
            if found and belongs_to(found[1], email):
                await _answer_by_mail(connection, context, flow, found[0], now, allowance)
        context.mail_queued.set()
    return replace(Wizard(flow, context.store, now, new_draft(flow, visitor, now)), replied=True)


async def _answer_by_mail(
    connection: AsyncConnection,
    context: Context,
    flow: Flow,
    number: str,
    now: datetime,
    allowance: Allowance,
) -> None:
    """What was asked for, or once why not. More requests than an order may have a day are left out."""
    rules = context.store.rules
    case = await load_case(connection, context.store, number, now, lock=True)
    if case is None:
        return
    position = replay(flow, case, {})
    refused = Refused.at(flow, position, asked_by=f"order {number}")
    if refused is None:
        with suppress(TooManyAttempts):
            await leave_request(connection, context, flow, position.case, uuid.uuid4().hex, allowance)
    elif not await find_refusal(connection, refused, rules):
        refusal = await keep_refusal(connection, refused, rules)
        await refused_by_mail(connection, refusal, case.order.email, now)


@asynccontextmanager
async def _taking_at_least(seconds: float) -> AsyncIterator[None]:
    """Errors, too, wait until then."""
    loop = asyncio.get_running_loop()
    earliest = loop.time() + seconds
    try:
        yield
    finally:
        await asyncio.sleep(max(0.0, earliest - loop.time()))
