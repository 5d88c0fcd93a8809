"""`helpcenter mail`: what staff and operators see of the queue."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from helpcenter.adapters.database import Database
from helpcenter.adapters.migrating import migrate
from helpcenter.cli import main
from helpcenter.services.mails.delivering import deliver_next
from helpcenter.services.opening import open_context, open_post_office
from helpcenter.settings import load_settings
from tests.builders import REPOSITORY
from tests.integration.mails.conftest import queue_mails
from tests.integration.timing import NOW

ADA, NOBODY = "ada@example.com", "nobody"


@pytest.fixture
def queue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Mail 1 was sent, mail 2 given up, mail 3 waits. The folder is where mails are kept."""
    monkeypatch.setenv("HELPCENTER_DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'mails.db'}")
    monkeypatch.setenv("HELPCENTER_DATA_DIR", str(tmp_path))
    monkeypatch.setenv("HELPCENTER_STORE", str(REPOSITORY / "content"))
    load_settings.cache_clear()
    asyncio.run(fill())
    yield tmp_path / "mail"
    load_settings.cache_clear()


async def fill() -> None:
    settings = load_settings()
    database = Database(settings.database_url.get_secret_value())
    await migrate(database)
    await queue_mails(database, ADA, NOBODY, ADA)
    await database.close()
    context = open_context(settings, lambda: NOW)
    for _ in range(2):
        assert await deliver_next(open_post_office(settings, context), lambda: NOW)
    await context.database.close()


def mail(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["mail", *arguments], prog_name="helpcenter")


@pytest.mark.usefixtures("queue")
def test_the_list_tells_what_became_of_each_mail() -> None:
    lines = mail("list").output.splitlines()
    assert [line.split()[:2] for line in lines] == [
        ["3", "waiting"],
        ["2", "given_up"],
        ["attempt", "1:"],
        ["1", "sent"],
    ]
    assert lines[3].split()[2:] == ["2026-03-02", "16:00", "UTC", "confirmation_resent", "R-1", ADA]
    assert "recipient: one email address" in lines[2]


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize(
    ("options", "numbers"),
    [
        (["--state", "sent"], ["1"]),
        (["--about", "R-3"], ["3"]),
        (["--limit", "1"], ["3"]),
        (["--about", "R-0000-0000"], ["No"]),
    ],
    ids=str,
)
def test_the_list_can_be_narrowed(options: list[str], numbers: list[str]) -> None:
    assert [line.split()[0] for line in mail("list", *options).output.splitlines()] == numbers


def test_a_sent_mail_is_shown_as_it_was_kept(queue: Path) -> None:
    [file] = queue.iterdir()
    file.write_bytes(file.read_bytes().replace(b"Your order", b"An old mail"))
    answer = mail("show", "1")
    assert answer.exit_code == 0
    assert "Subject: An old mail S-1: the confirmation you asked for" in answer.output
    assert f"To: {ADA}" in answer.output
    assert "\ufffd" not in answer.output + mail("show", "1", "--html").output, "its line ends are no orders"
    assert mail("show", "1", "--source").stdout_bytes == file.read_bytes()


@pytest.mark.usefixtures("queue")
def test_a_waiting_mail_is_shown_as_it_will_be_sent() -> None:
    assert "Your order is confirmed" in mail("show", "3").output
    assert mail("show", "3", "--html").output.lstrip().startswith("<!doctype html>")


@pytest.mark.usefixtures("queue")
def test_a_mail_that_is_not_there_is_an_error_in_one_line() -> None:
    answer = mail("show", "99")
    assert (answer.exit_code, answer.stderr) == (1, "Error: number: there is no mail 99\n")


@pytest.mark.usefixtures("queue")
@pytest.mark.parametrize("which", ["2", "--all"])
def test_a_mail_that_was_given_up_can_be_sent_again(which: str) -> None:
    answer = mail("retry", which)
    assert (answer.exit_code, answer.output) == (0, "Queued again: 2\n")
    assert mail("list", "--state", "given_up").output == "No mails.\n"


@pytest.mark.usefixtures("queue")
def test_only_what_was_given_up_is_sent_again() -> None:
    answer = mail("retry", "1", "2")
    assert answer.exit_code == 1
    assert answer.stdout == "Queued again: 2\n"
    assert answer.stderr == "Error: Not given up, so not sent again: 1\n"
    assert mail("retry").exit_code == 2
    assert mail("retry", "2", "--all").exit_code == 2
