"""The queue of mails, on SQLite and PostgreSQL alike."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from helpcenter.adapters import outbox
from helpcenter.adapters.database import Database
from helpcenter.adapters.outbox import MailState, QueuedMail
from helpcenter.services.mails.queueing import confirmation_resent
from tests.builders import an_order
from tests.integration.mails.conftest import a_confirmation_request, mails_in, queue_mails, the_mail
from tests.integration.timing import NOW

LEASE = timedelta(minutes=5)
A_SECOND = timedelta(seconds=1)
OF_ADA = a_confirmation_request(an_order(placed=NOW - timedelta(days=2)), "R-1")


async def claim(database: Database, at: object = NOW) -> QueuedMail | None:
    async with database.writing() as connection:
        return await outbox.claim_mail(connection, at, LEASE)  # type: ignore[arg-type]


async def test_a_queued_mail_is_due_at_once_and_comes_back_as_it_was_queued(database: Database) -> None:
    await queue_mails(database, "ada@example.com")
    assert await claim(database, NOW - A_SECOND) is None
    mail = await claim(database)
    assert mail is not None
    assert (mail.mail, mail.about, mail.recipient) == ("confirmation_resent", "R-1", "ada@example.com")
    assert (mail.attempts, mail.due_at, mail.created_at) == (1, NOW + LEASE, NOW)


async def test_four_workers_share_two_hundred_mails_without_taking_one_twice(database: Database) -> None:
    """Each worker has connections of its own, as another process would."""
    await queue_mails(database, *(f"customer-{number}@example.com" for number in range(200)))
    workers = [Database(database.url) for _ in range(4)]
    start = asyncio.Barrier(len(workers))

    async def take_all(worker: Database) -> list[int]:
        taken = []
        await start.wait()
        while mail := await claim(worker):
            taken.append(mail.number)
            async with worker.writing() as connection:
                assert await outbox.mark_sent(connection, mail, NOW)
        return taken

    shares = await asyncio.gather(*map(take_all, workers))
    for worker in workers:
        await worker.close()
    assert sorted(number for share in shares for number in share) == list(range(1, 201))
    assert {mail.state for mail in await mails_in(database)} == {MailState.SENT}


async def test_a_mail_under_way_is_nobody_elses_until_its_lease_is_over(database: Database) -> None:
    await queue_mails(database, "ada@example.com")
    await claim(database)
    assert await claim(database, NOW + LEASE - A_SECOND) is None
    again = await claim(database, NOW + LEASE)
    assert again is not None
    assert again.attempts == 2


@pytest.mark.parametrize(
    "settle",
    [
        lambda connection, mail: outbox.mark_sent(connection, mail, NOW),
        lambda connection, mail: outbox.put_off(connection, mail, NOW, "late"),
        lambda connection, mail: outbox.give_up(connection, mail, NOW, "late"),
    ],
    ids=["mark_sent", "put_off", "give_up"],
)
async def test_who_comes_back_after_the_lease_changes_nothing(
    database: Database, settle: Callable[..., object]
) -> None:
    await queue_mails(database, "ada@example.com")
    late = await claim(database)
    other = await claim(database, NOW + LEASE)
    async with database.writing() as connection:
        assert await settle(connection, late) is False  # type: ignore[misc]
    assert await the_mail(database) == other


async def test_the_mail_that_waits_longest_goes_first(database: Database) -> None:
    await queue_mails(database, "ada@example.com", "eve@example.com")
    first = await claim(database)
    assert first is not None
    async with database.writing() as connection:
        await outbox.put_off(connection, first, NOW + A_SECOND, "busy")
    numbers = [mail.number for mail in [await claim(database, NOW + A_SECOND) for _ in range(2)] if mail]
    assert numbers == [2, 1]


async def test_the_same_mail_cannot_be_queued_twice(database: Database) -> None:
    await queue_mails(database, "ada@example.com")
    async with database.writing() as connection:
        with pytest.raises(IntegrityError):
            await confirmation_resent(connection, OF_ADA, "ada@example.com", NOW)
        await connection.rollback()
    assert len(await mails_in(database)) == 1


async def test_a_mail_of_a_transaction_that_failed_is_never_sent(database: Database) -> None:
    async def queue_and_fail() -> None:
        async with database.writing() as connection:
            await confirmation_resent(connection, OF_ADA, "ada@example.com", NOW)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await queue_and_fail()
    assert await claim(database) is None


async def test_what_was_given_up_is_due_again_with_all_its_attempts(database: Database) -> None:
    await queue_mails(database, "ada@example.com", "eve@example.com", "bob@example.com")
    for _ in range(3):
        mail = await claim(database)
        assert mail is not None
        async with database.writing() as connection:
            await (
                outbox.mark_sent(connection, mail, NOW)
                if mail.number == 3
                else outbox.give_up(connection, mail, NOW, "550")
            )
    later = NOW + timedelta(days=2)
    assert await claim(database, later) is None
    async with database.writing() as connection:
        assert await outbox.requeue(connection, [2, 3, 99], later) == [2]
        assert await outbox.requeue(connection, None, later) == [1]
    again = await claim(database, later)
    assert again is not None
    assert (again.attempts, again.given_up_at, again.problem) == (1, None, "550")


async def test_mails_are_listed_by_state_and_by_what_they_are_about(database: Database) -> None:
    await queue_mails(database, "ada@example.com", "eve@example.com", "bob@example.com")
    for settle in (outbox.mark_sent, outbox.give_up):
        mail = await claim(database)
        assert mail is not None
        async with database.writing() as connection:
            await settle(connection, mail, NOW, *(["550"] if settle is outbox.give_up else []))  # type: ignore[operator]
    async with database.reading() as connection:
        for state, numbers in {MailState.SENT: [1], MailState.GIVEN_UP: [2], MailState.WAITING: [3]}.items():
            listed = await outbox.list_mails(connection, limit=10, state=state)
            assert [(mail.number, mail.state) for mail in listed] == [(number, state) for number in numbers]
        assert [mail.number for mail in await outbox.list_mails(connection, limit=10, about="R-2")] == [2]
        assert [mail.number for mail in await outbox.list_mails(connection, limit=2)] == [3, 2]


async def test_looking_for_due_mails_uses_the_small_index(database: Database) -> None:
    """However many mails were sent in all the years before."""
    waiting = "sent_at IS NULL AND given_up_at IS NULL AND due_at <= '2026-03-02'"
    query = f"SELECT id FROM outbox WHERE {waiting} ORDER BY due_at"
    explain = "EXPLAIN QUERY PLAN" if database.url.startswith("sqlite") else "EXPLAIN"
    async with database.reading() as connection:
        if explain == "EXPLAIN":
            await connection.execute(text("SET enable_seqscan = off"))
        plan = str((await connection.execute(text(f"{explain} {query}"))).all())
    assert "ix_outbox_due" in plan
