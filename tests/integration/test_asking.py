"""Whoever asks for a confirmation is told the same about every order; more goes to the mailbox in it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from helpcenter.adapters.orders import add_order
from helpcenter.adapters.outbox import list_mails, load_mail
from helpcenter.errors import TooManyAttempts
from helpcenter.flows.registry import FLOWS
from helpcenter.services import asking
from helpcenter.services.asking import ask
from helpcenter.services.context import Context
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.mails.writing import write_mail
from helpcenter.services.presenting import present
from helpcenter.services.views.wizard import Step, WizardView
from helpcenter.services.wizards import identify_order, open_wizard
from tests.builders import an_order
from tests.integration.timing import NOW, all_at_once
from tests.mail_server import MailServer

RESEND = FLOWS["resend-confirmation"]
EVE = "eve-visitor"
OLD = an_order(placed=NOW - timedelta(hours=24))
YOUNG = replace(OLD, number="S-1002", placed_at=NOW - timedelta(hours=24) + timedelta(seconds=1))
LAWLESS = replace(OLD, number="S-1003", placed_at=NOW - timedelta(days=9000))

# Whatever is asked, and what it makes the shop send.
QUESTIONS = {
    "an order that can be confirmed again": ("S-1001", "ada@example.com", ["confirmation_resent"]),
    "the same, written otherwise": ("#s 1001", " ADA@example.com", ["confirmation_resent"]),
    "an order that is too young": ("S-1002", "ada@example.com", ["confirmation_refused"]),
    "an order from before all rules": ("S-1003", "ada@example.com", ["confirmation_refused"]),
    "another address": ("S-1001", "eve@example.com", []),
    "an unknown number": ("S-9999", "ada@example.com", []),
}
each_question = pytest.mark.parametrize(("number", "email", "mails"), QUESTIONS.values(), ids=list(QUESTIONS))


@pytest.fixture
async def shop(context: Context, monkeypatch: pytest.MonkeyPatch) -> Context:
    """How long an answer takes is one test's business only."""
    monkeypatch.setattr(asking, "SECONDS_UNTIL_NO", 0.0)
    async with context.database.writing() as connection:
        for order in (OLD, YOUNG, LAWLESS):
            await add_order(connection, order)
    return context


async def reply_to(shop: Context, number: str, email: str, *, now: datetime = NOW) -> WizardView:
    return present(await ask(shop, RESEND, EVE, now, number=number, email=email, address="192.0.2.7"))


async def sent(shop: Context) -> list[tuple[str, str]]:
    async with shop.database.reading() as connection:
        return [(mail.mail, mail.recipient) for mail in await list_mails(connection, limit=50)]


@each_question
async def test_the_page_is_the_same_and_only_the_stored_address_gets_mail(
    shop: Context, number: str, email: str, mails: list[str]
) -> None:
    unknown = await reply_to(shop, "S-0000", "nobody@example.com")
    assert await reply_to(shop, number, email) == unknown
    assert await sent(shop) == [(mail, "ada@example.com") for mail in mails]
    assert unknown.step == Step.REPLIED
    assert "24 hours" in " ".join(unknown.next_steps)


@each_question
async def test_a_reload_tells_nothing_either(
    shop: Context, number: str, email: str, mails: list[str]
) -> None:
    await reply_to(shop, number, email)
    again = [present(await open_wizard(shop, flow, EVE, NOW)) for flow in (RESEND, FLOWS["find-my-order"])]
    assert [(view.step, view.order, view.reference) for view in again] == [(Step.IDENTIFY, "", "")] * 2
    async with shop.database.reading() as connection:
        assert await connection.scalar(text("SELECT count(*) FROM wizard_drafts")) == 0


@each_question
async def test_every_answer_keeps_the_same_pace_and_does_the_same_first(
    shop: Context, number: str, email: str, mails: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    paces: list[str] = []

    @asynccontextmanager
    async def watched(_seconds: float) -> AsyncIterator[None]:
        paces.append("begins")
        yield
        paces.append("ends")

    monkeypatch.setattr(asking, "_taking_at_least", watched)
    await reply_to(shop, number, email)
    assert paces == ["begins", "ends"]


@each_question
async def test_every_try_counts_the_same_and_the_limit_reads_the_same(
    shop: Context, number: str, email: str, mails: list[str]
) -> None:
    for _ in range(3):
        assert (await reply_to(shop, number, email)).step == Step.REPLIED
    with pytest.raises(TooManyAttempts):
        await reply_to(shop, number, email)


async def test_asking_uses_up_nothing_of_what_looking_up_may(shop: Context) -> None:
    for _ in range(3):
        await reply_to(shop, "S-1001", "eve@example.com")
    found = await identify_order(
        shop, RESEND, "ada", NOW, number="S-1001", email="ada@example.com", address="192.0.2.7"
    )
    assert found is not None


async def test_a_mailbox_is_not_filled_by_asking_from_everywhere(shop: Context) -> None:
    roomy = replace(shop, limits=replace(shop.limits, per_order="1000/hour"))
    for net in range(9):
        asked = await ask(
            roomy, RESEND, EVE, NOW, number="S-1001", email="ada@example.com", address=f"192.0.2.{net}"
        )
        assert present(asked).step == Step.REPLIED
    assert await sent(shop) == [("confirmation_resent", "ada@example.com")] * 6


async def test_why_not_is_told_once_however_often_it_is_asked(shop: Context) -> None:
    async def again() -> WizardView:
        return await reply_to(shop, "S-1002", "ada@example.com")

    await all_at_once(3, again)
    assert await sent(shop) == [("confirmation_refused", "ada@example.com")]


async def test_a_second_later_it_is_sent(shop: Context) -> None:
    await reply_to(shop, "S-1002", "ada@example.com", now=NOW + timedelta(seconds=1))
    assert await sent(shop) == [("confirmation_resent", "ada@example.com")]


async def test_the_mail_that_refuses_says_when_by_which_rule_and_its_reference(shop: Context) -> None:
    await reply_to(shop, "S-1002", "ada@example.com")
    async with shop.database.reading() as connection:
        [reference] = await connection.scalars(text("SELECT reference FROM refusals"))
        mail = await load_mail(connection, 1)
    assert mail
    message = await write_mail(PostOffice(shop, MailServer(), None, None), mail)  # type: ignore[arg-type]
    said = message.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    assert reference in str(message["Subject"])
    for words in ("24 hours", "March 2, 2026, 11:00", reference, "S-1002", "How long"):
        assert words in " ".join(said.split())


async def test_who_has_shown_the_order_to_be_theirs_is_told_when_on_the_page(shop: Context) -> None:
    await identify_order(
        shop,
        FLOWS["find-my-order"],
        "ada",
        NOW,
        number="S-1002",
        email="ada@example.com",
        address="192.0.2.7",
    )
    view = present(await open_wizard(shop, RESEND, "ada", NOW))
    assert (view.step, view.order) == (Step.REFUSED, "S-1002")
    assert "24 hours" in view.text
