"""Delivers queued mails in the background of each worker. docs/adr/0006 says what is promised and why."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager, suppress
from datetime import datetime, timedelta

import structlog

from helpcenter.adapters import outbox
from helpcenter.adapters.mail_transport import Failure
from helpcenter.adapters.outbox import QueuedMail
from helpcenter.errors import InvalidInput
from helpcenter.services.background import running
from helpcenter.services.mails.backoff import ATTEMPTS, wait_after
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.mails.writing import write_mail

log = structlog.get_logger(__name__)

# The lease outlasts a sending by far: nobody takes a mail over while another may still be handing it in.
LEASE = timedelta(minutes=5)
_SECONDS_TO_SEND = 240
_SECONDS_BETWEEN_LOOKS = 5
_SECONDS_TO_FINISH = 2
# A mail takes the server as long as three steps of a wizard, and nobody looks at the clock for it.
_SECONDS_TO_GIVE_WAY = 1.0
_NAP, _CALM = 0.005, 0.002


def delivering(office: PostOffice, now: Callable[[], datetime]) -> AbstractAsyncContextManager[None]:
    """Goes on as long as the block does. At its end the mail under way gets a moment to be handed in."""
    stopping = asyncio.Event()

    def stop() -> None:
        stopping.set()
        office.context.mail_queued.set()

    work = _deliver_until(stopping, office, now)
    return running(work, stop=stop, seconds_to_finish=_SECONDS_TO_FINISH)


async def deliver_next(office: PostOffice, now: Callable[[], datetime]) -> bool:
    """Sends the mail that is due the longest, or puts it off; False where none is due."""
    database = office.context.database
    async with database.writing() as connection:
        mail = await outbox.claim_mail(connection, now(), LEASE)
    if mail is None:
        return False
    failure = await _send(office, mail)
    async with database.writing() as connection:
        if failure is None:
            settled = await outbox.mark_sent(connection, mail, now())
        elif failure.is_final or mail.attempts >= ATTEMPTS:
            settled = await outbox.give_up(connection, mail, now(), failure.problem)
        else:
            until = now() + wait_after(mail.attempts, random.random())  # noqa: S311
            settled = await outbox.put_off(connection, mail, until, failure.problem)
    _report(mail, failure, settled)
    return True


async def _deliver_until(stopping: asyncio.Event, office: PostOffice, now: Callable[[], datetime]) -> None:
    queued = office.context.mail_queued
    while not stopping.is_set():
        queued.clear()
        try:
            await _give_way()
            while not stopping.is_set() and await deliver_next(office, now):
                await _give_way()
        except Exception:
            # The database is away, say. Nothing is lost: what was claimed comes back when its lease ends.
            log.exception("delivery_interrupted")
        with suppress(TimeoutError):
            await asyncio.wait_for(queued.wait(), _SECONDS_BETWEEN_LOOKS)


async def _give_way() -> None:
    """Until the server has nothing else to do, or for as long as a mail may be kept waiting for customers."""
    loop = asyncio.get_running_loop()
    give_up_at = loop.time() + _SECONDS_TO_GIVE_WAY
    while (now := loop.time()) < give_up_at:
        await asyncio.sleep(_NAP)
        if loop.time() - now < _NAP + _CALM:
            return


async def _send(office: PostOffice, mail: QueuedMail) -> Failure | None:
    if mail.attempts > ATTEMPTS:
        return Failure("the worker stopped during each attempt", is_final=True)
    try:
        message = await write_mail(office, mail)
    except InvalidInput as error:
        return Failure(str(error), is_final=True)
    except Exception as error:
        # One mail that cannot be written must not hold up the others.
        log.exception("mail_not_written", number=mail.number, kind=mail.mail)
        return Failure(f"{type(error).__name__}: {error}")
    try:
        async with asyncio.timeout(_SECONDS_TO_SEND):
            return await office.transport.send(message)
    except TimeoutError:
        return Failure("the mail server took too long")


def _report(mail: QueuedMail, failure: Failure | None, settled: bool) -> None:
    what = {"number": mail.number, "kind": mail.mail, "about": mail.about, "attempt": mail.attempts}
    if not settled:
        log.warning("mail_lease_overrun", **what)
    elif failure is None:
        log.info("mail_sent", **what)
    else:
        log.warning("mail_not_sent", **what, problem=failure.problem, final=failure.is_final)
