"""From the queue to the transport: sent once, put off, or given up."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import timedelta

import pytest
from sqlalchemy import text

from helpcenter.adapters import outbox
from helpcenter.adapters.database import Database
from helpcenter.adapters.mail_message import read_part
from helpcenter.adapters.mail_transport import Failure
from helpcenter.adapters.outbox import MailState
from helpcenter.services.mails.backoff import ATTEMPTS
from helpcenter.services.mails.delivering import LEASE, deliver_next, delivering
from helpcenter.services.mails.looking import retry_mails
from helpcenter.services.mails.post_office import PostOffice
from tests.integration.mails.conftest import Clock, Pigeon, mails_in, queue_mails, the_mail
from tests.integration.timing import NOW

# Seconds, for a busy machine.
PATIENCE = 60
BUSY = Failure("451 try later")


@pytest.fixture(autouse=True)
def no_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("random.random", lambda: 0.5)


async def test_a_mail_is_written_from_what_is_stored_and_sent_once(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com")
    assert await deliver_next(office, clock)
    assert not await deliver_next(office, clock)
    [message] = pigeon.carried
    assert message["To"] == "ada@example.com"
    assert message["From"] == "The Studio <support@thestudio.example>"
    assert "1 \xd7 Item 1" in read_part(message, "plain")
    assert "https://help.example.com/wizards/find-my-order" in read_part(message, "html")
    mail = await the_mail(database)
    assert (mail.state, mail.sent_at, mail.attempts) == (MailState.SENT, NOW, 1)


async def test_a_failed_mail_waits_twice_as_long_each_time_and_is_then_sent(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com")
    pigeon.failures = [BUSY] * 3
    for minutes in (1, 2, 4):
        assert await deliver_next(office, clock)
        mail = await the_mail(database)
        assert (mail.due_at - clock.now, mail.problem) == (timedelta(minutes=minutes), "451 try later")
        assert not await deliver_next(office, clock)
        clock.now = mail.due_at
    assert await deliver_next(office, clock)
    assert ((await the_mail(database)).state, len(pigeon.carried)) == (MailState.SENT, 1)
    assert (await the_mail(database)).problem == ""


async def test_a_mail_is_given_up_after_all_attempts_and_can_be_sent_again(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com")
    pigeon.failures = [BUSY] * ATTEMPTS
    while await deliver_next(office, clock):
        clock.now = (await the_mail(database)).due_at
    mail = await the_mail(database)
    assert (mail.state, mail.attempts, mail.problem) == (MailState.GIVEN_UP, ATTEMPTS, "451 try later")
    assert await retry_mails(office, None, clock.now) == [1]
    assert await deliver_next(office, clock)
    assert (await the_mail(database)).state is MailState.SENT


async def test_a_final_refusal_is_given_up_at_once(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com", "eve@example.com")
    pigeon.failures = [Failure("550 no such user", is_final=True)]
    while await deliver_next(office, clock):
        pass
    assert [mail.state for mail in await mails_in(database)] == [MailState.GIVEN_UP, MailState.SENT]


async def test_an_address_that_is_none_is_given_up_at_once(
    office: PostOffice, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com, eve@example.com")
    await deliver_next(office, clock)
    mail = await the_mail(database)
    assert (mail.state, mail.problem) == (MailState.GIVEN_UP, "recipient: one email address")


async def test_a_mail_that_cannot_be_written_holds_up_no_other(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com", "eve@example.com")
    async with database.writing() as connection:
        await connection.execute(text("UPDATE outbox SET mail = 'of_another_version' WHERE id = 1"))
    while await deliver_next(office, clock):
        pass
    assert [mail.state for mail in await mails_in(database)] == [MailState.WAITING, MailState.SENT]


async def test_what_a_killed_worker_had_is_sent_by_another_after_the_lease(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com")
    async with database.writing() as connection:
        await outbox.claim_mail(connection, clock.now, LEASE)
    assert not await deliver_next(office, clock)
    clock.go_on(LEASE)
    assert await deliver_next(office, clock)
    assert len(pigeon.carried) == 1


async def test_a_mail_that_kills_every_worker_is_given_up(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database
) -> None:
    await queue_mails(database, "ada@example.com")
    for _ in range(ATTEMPTS):
        async with database.writing() as connection:
            assert await outbox.claim_mail(connection, clock.now, LEASE)
        clock.go_on(LEASE)
    assert await deliver_next(office, clock)
    assert ((await the_mail(database)).state, pigeon.carried) == (MailState.GIVEN_UP, [])


async def test_a_running_worker_sends_at_once_what_was_committed(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Woken by the event: the next look by the clock would be an hour away."""
    monkeypatch.setattr("helpcenter.services.mails.delivering._SECONDS_BETWEEN_LOOKS", 3600)
    async with delivering(office, clock):
        await queue_mails(database, "ada@example.com")
        office.context.mail_queued.set()
        async with asyncio.timeout(PATIENCE):
            await pigeon.has_arrived.wait()
    assert (await the_mail(database)).state is MailState.SENT


@pytest.mark.parametrize(("seconds", "is_sent"), [(0.05, True), (3600.0, False)])
async def test_mails_give_way_to_customers_but_not_for_ever(
    office: PostOffice,
    pigeon: Pigeon,
    clock: Clock,
    database: Database,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    is_sent: bool,
) -> None:
    monkeypatch.setattr("helpcenter.services.mails.delivering._SECONDS_TO_GIVE_WAY", seconds)
    await queue_mails(database, "ada@example.com")
    async with delivering(office, clock):
        for _ in range(40):  # a server that never rests
            time.sleep(0.01)  # noqa: ASYNC251
            await asyncio.sleep(0)
        with suppress(TimeoutError):
            await asyncio.wait_for(pigeon.has_arrived.wait(), PATIENCE if is_sent else 0)
        assert bool(pigeon.carried) is is_sent


async def test_a_worker_that_stops_finishes_the_mail_under_way(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await queue_mails(database, "ada@example.com", "eve@example.com")
    under_way = asyncio.Event()

    async def send_until_stopped(message: object) -> None:
        under_way.set()
        office.context.mail_queued.clear()
        await office.context.mail_queued.wait()

    monkeypatch.setattr(pigeon, "send", send_until_stopped)
    async with delivering(office, clock):
        await under_way.wait()
    assert [mail.state for mail in await mails_in(database)] == [MailState.SENT, MailState.WAITING]
    assert [mail.attempts for mail in await mails_in(database)] == [1, 0]


async def test_a_database_that_is_away_for_a_while_stops_nothing(
    office: PostOffice, pigeon: Pigeon, clock: Clock, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("helpcenter.services.mails.delivering._SECONDS_BETWEEN_LOOKS", 0.01)
    claim, failed = outbox.claim_mail, asyncio.Event()

    async def fail_once(*arguments: object) -> object:
        if not failed.is_set():
            failed.set()
            raise ConnectionError
        return await claim(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(outbox, "claim_mail", fail_once)
    await queue_mails(database, "ada@example.com")
    async with delivering(office, clock), asyncio.timeout(PATIENCE):
        await pigeon.has_arrived.wait()
    assert failed.is_set()
    assert (await the_mail(database)).state is MailState.SENT
