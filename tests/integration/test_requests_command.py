"""`helpcenter requests`: the staff's day."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpcenter.adapters.migrating import migrate
from helpcenter.adapters.orders import add_order
from helpcenter.adapters.outbox import list_mails
from helpcenter.adapters.requests import add_request
from helpcenter.cli import main
from helpcenter.flows.case import Case
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.services.context import Context
from helpcenter.services.opening import open_context
from helpcenter.settings import load_settings
from tests.builders import NEW_YORK, REPOSITORY, a_line, a_shipment, an_order
from tests.receipts import a_receipted_request

NOW = datetime.now(UTC).replace(microsecond=0)
OLD, LATE, NEW, OVER = "R-0000-0001", "R-0000-0002", "R-0000-0003", "R-0000-0004"
ORDER = an_order(
    placed=NOW - timedelta(days=9),
    lines=[a_line("1", "39.00", 9)],
    shipments=[a_shipment("a", ["1"], delivered=str(NOW - timedelta(days=1)))],
)


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """An old return that was approved, one that is late, a new one, and one that is over."""
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'requests.db'}")
    monkeypatch.setenv("HELPCENTER_STORE", str(REPOSITORY / "content"))
    load_settings.cache_clear()
    asyncio.run(fill())
    yield
    load_settings.cache_clear()


async def fill() -> None:
    context = open_context(load_settings(), lambda: NOW)
    await migrate(context.database)
    hour = timedelta(hours=1)
    async with context.database.writing() as connection:
        await add_order(connection, ORDER)
        for reference, status, sent, answer_by in (
            (NEW, RequestStatus.SUBMITTED, NOW - 2 * hour, NOW + 5 * hour),
            (OLD, RequestStatus.APPROVED, NOW - 90 * hour, NOW - 60 * hour),
            (LATE, RequestStatus.IN_REVIEW, NOW - 50 * hour, NOW - 3 * hour),
            (OVER, RequestStatus.WITHDRAWN, NOW - 99 * hour, NOW - 60 * hour),
        ):
            request = replace(
                a_return(context),
                reference=reference,
                status=status,
                created_at=sent,
                answer_by=answer_by,
                events=(RequestEvent(sent, Actor.CUSTOMER, RequestStatus.SUBMITTED),),
            )
            await add_request(connection, request, submission_key=reference, granted=None)
    await context.database.close()


def a_return(context: Context) -> Request:
    answers = {"lines": {"1": 1}, "reason": "other", "condition": "original", "remedy": "refund"}
    case = Case(ORDER, answers, context.store.rules.policy, NOW)
    return a_receipted_request(FLOWS["return-item"], case, context.store.rules)


def requests(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["requests", *arguments], prog_name="helpcenter")


@pytest.mark.usefixtures("database")
def test_the_list_has_what_waits_the_oldest_first_and_marks_what_is_late() -> None:
    lines = requests("list").output.splitlines()
    assert [line.split()[:2] for line in lines] == [
        [OLD, "approved"],
        [LATE, "in_review"],
        [NEW, "submitted"],
    ]
    assert ["OVERDUE by 3 h" in line for line in lines] == [False, True, False]
    assert "in 4 h" in lines[2] or "in 5 h" in lines[2]
    assert "due" not in lines[0], "the answer was given, and it is the customer's turn"


@pytest.mark.usefixtures("database")
def test_the_list_names_nobody() -> None:
    for listed in (requests("list").output, requests("list", "--json").output):
        assert "@" not in listed
        assert ORDER.shipping.address.name not in listed


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("options", "references"),
    [
        (["--status", "withdrawn"], [OVER]),
        (["--status", "withdrawn", "--status", "submitted"], [OVER, NEW]),
        (["--limit", "1"], [OLD]),
        (["--status", "declined"], ["No"]),
    ],
    ids=str,
)
def test_the_list_can_be_narrowed(options: list[str], references: list[str]) -> None:
    assert [line.split()[0] for line in requests("list", *options).output.splitlines()] == references


@pytest.mark.usefixtures("database")
def test_the_list_can_begin_with_a_day_of_the_store() -> None:
    """So that what is read each day is not cut off once there are many."""
    day = (NOW - timedelta(hours=50)).astimezone(NEW_YORK).date()
    for since, references in ((day, [LATE, NEW]), (day + timedelta(days=1), [NEW])):
        lines = requests("list", "--since", since.isoformat()).output.splitlines()
        assert [line.split()[0] for line in lines] == references


@pytest.mark.usefixtures("database")
def test_the_list_is_one_json_object_a_line() -> None:
    found = [json.loads(line) for line in requests("list", "--json").output.splitlines()]
    assert found[1] == {
        "reference": LATE,
        "status": "in_review",
        "action": "return_item",
        "order": "S-1001",
        "sent_at": (NOW - timedelta(hours=50)).isoformat(),
        "answer_by": (NOW - timedelta(hours=3)).isoformat(),
        "overdue": True,
        "next": "shop",
    }
    assert requests("list", "--json", "--status", "declined").output == ""


@pytest.mark.usefixtures("database")
def test_a_request_is_moved_told_and_shown() -> None:
    refused = requests("move", NEW, "approved")
    assert (refused.exit_code, refused.stderr) == (
        1,
        "Error: note: say where to send the items: the customer reads it on the page and in the mail\n",
    )
    note = "Returns, 5 Canal St, Troy"
    moved = requests("move", NEW.lower(), "approved", "--note", note, "--by", "Grace")
    assert (moved.exit_code, moved.output) == (0, f"{NEW} is approved.\n")
    assert requests("move", NEW, "approved", "--note", note).output == f"{NEW} is approved already.\n"
    back = requests("move", NEW, "declined", "--note", "Sorry.")
    assert (back.exit_code, back.stderr) == (
        1,
        f"Error: {NEW} is approved, and cannot become declined. Possible is completed.\n",
    )
    assert asyncio.run(mails_about(NEW)) == ["request_updated"]

    sheet = requests("show", NEW).output
    for said in (
        f"{NEW}  Return an item, order S-1001",
        "approved: It is your turn",
        "Can become: completed",
        "Items: 1 \xd7 Item 1",
        "Refund: $39.00",
        "granted a refund of $39.00",
        "within_window, by returns.window",
        "Ordered on: ",
        "Version of our rules: ",
        "How do I return an item?: /articles/how-to-return",
        "approved, by Grace",
        note,
        "We have said yes: On its way to a•••@example.com",
    ):
        assert said in sheet, said
    assert "ada@example.com" not in sheet


@pytest.mark.usefixtures("database")
def test_what_a_customer_wrote_gives_no_orders_to_the_terminal_that_shows_it() -> None:
    wrote = "Red.\x1b]0;owned\x07\x1b[2J\x9b1m\rR-0000-0003 approved\u202e\nNot blue"
    asyncio.run(add_report("R-0000-0005", wrote))
    sheet = requests("show", "R-0000-0005").output
    assert "Red.\ufffd]0;owned\ufffd\ufffd[2J\ufffd1m\ufffdR-0000-0003 approved\ufffd\n    Not blue" in sheet


async def add_report(reference: str, description: str) -> None:
    context = open_context(load_settings(), lambda: NOW)
    answers = {"lines": {"1": 1}, "description": description, "photos": (), "remedy": "refund"}
    case = Case(ORDER, answers, context.store.rules.policy, NOW)
    request = a_receipted_request(FLOWS["wrong-item"], case, context.store.rules, reference)
    sent = (RequestEvent(NOW, Actor.CUSTOMER, RequestStatus.SUBMITTED),)
    async with context.database.writing() as connection:
        await add_request(connection, replace(request, events=sent), submission_key=reference, granted=None)
    await context.database.close()


async def mails_about(reference: str) -> list[str]:
    context = open_context(load_settings(), lambda: NOW)
    async with context.database.reading() as connection:
        mails = [mail.mail for mail in await list_mails(connection, about=reference, limit=9)]
    await context.database.close()
    return mails


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("words", [["show"], ["move", "--note", "No.", "declined"]], ids=str)
def test_a_request_that_is_not_there_is_an_error_in_one_line(words: list[str]) -> None:
    first, *rest = words
    for reference, said in (
        ("R-9999-9999", "Error: There is no request R-9999-9999.\n"),
        ("hello", "Error: reference: hello cannot be one; they look like R-7K4M-2XQP\n"),
    ):
        arguments = [first, reference, *rest] if first == "show" else [first, *rest[:-1], reference, rest[-1]]
        answer = requests(*arguments)
        assert (answer.exit_code, answer.stderr) == (1, said)
