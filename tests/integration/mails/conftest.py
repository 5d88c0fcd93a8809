"""A post office with a real database, and requests to write mails about."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.message import EmailMessage
from functools import cache

import pytest

from helpcenter.adapters.database import Database
from helpcenter.adapters.mail_transport import Failure
from helpcenter.adapters.orders import add_order
from helpcenter.adapters.outbox import QueuedMail, list_mails
from helpcenter.adapters.requests import add_request
from helpcenter.flows.case import Case
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.mails.queueing import confirmation_resent
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, an_order
from tests.integration.timing import NOW
from tests.receipts import a_receipted_request


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
    """One mail for each, R-1 and so on: the confirmation of an order of theirs."""
    async with database.writing() as connection:
        for number, recipient in enumerate(recipients, start=1):
            order = an_order(number=f"S-{number}", email=recipient, placed=NOW - timedelta(days=2))
            request = a_confirmation_request(order, f"R-{number}")
            await add_order(connection, order)
            await add_request(connection, request, submission_key=request.reference, granted=None)
            await confirmation_resent(connection, request, recipient, NOW)


def a_confirmation_request(order: Order, reference: str) -> Request:
    rules = the_store().rules
    case = Case(order, {}, rules.policy, NOW)
    return a_receipted_request(FLOWS["resend-confirmation"], case, rules, reference)


@cache
def the_store() -> Store:
    return load_store(REPOSITORY / "content", NOW)


async def mails_in(database: Database) -> list[QueuedMail]:
    """In the order in which they were queued."""
    async with database.reading() as connection:
        return (await list_mails(connection, limit=10_000))[::-1]


async def the_mail(database: Database) -> QueuedMail:
    [mail] = await mails_in(database)
    return mail
