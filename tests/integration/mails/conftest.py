"""A post office with a real database, and requests to write mails about."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest

from helpcenter.adapters.database import Database
from helpcenter.adapters.mail_transport import Failure
from helpcenter.adapters.orders import add_order
from helpcenter.adapters.outbox import QueuedMail, list_mails
from helpcenter.services.context import Context
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.mails.queueing import confirmation_resent
from tests.builders import an_order
from tests.integration.conftest import NOW


@dataclass
class Clock:
    """A clock that stands still until it is told to go on."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, by: timedelta) -> None:
        self.now += by


@dataclass
class Pigeon:
    """A transport that fails as it is told, one failure after the other, and then works."""

    failures: list[Failure] = field(default_factory=list)
    carried: list[EmailMessage] = field(default_factory=list)
    has_arrived: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, message: EmailMessage) -> Failure | None:
        if self.failures:
            return self.failures.pop(0)
        self.carried.append(message)
        self.has_arrived.set()
        return None

    def find_sent(self, message: EmailMessage) -> EmailMessage | None:
        return None


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def pigeon() -> Pigeon:
    return Pigeon()


@pytest.fixture
def office(context: Context, pigeon: Pigeon) -> PostOffice:
    return PostOffice(context, pigeon, public_url="https://help.example.com")


async def queue_mails(database: Database, *recipients: str) -> None:
    """One mail for each: the confirmation of an order of theirs."""
    async with database.writing() as session:
        for number, recipient in enumerate(recipients):
            order = an_order(number=f"S-{number + 1}", email=recipient)
            await add_order(session, order)
            await confirmation_resent(session, order, NOW, occasion="test")


async def mails_in(database: Database) -> list[QueuedMail]:
    """In the order in which they were queued."""
    async with database.reading() as session:
        return (await list_mails(session, limit=10_000))[::-1]


async def the_mail(database: Database) -> QueuedMail:
    [mail] = await mails_in(database)
    return mail
