"""A real SMTP server on loopback, in good and in bad moods."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from helpcenter.adapters.database import Database
from helpcenter.adapters.mail_folder import MailFolder
from helpcenter.adapters.mail_message import Letter, Sender, read_part, write_message
from helpcenter.adapters.mail_transport import Failure
from helpcenter.adapters.outbox import MailState
from helpcenter.adapters.smtp import SmtpTransport
from helpcenter.services.context import Context
from helpcenter.services.mails.delivering import deliver_next
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.smtp_url import SmtpServer, Tls, read_smtp_url
from tests.integration.mails.conftest import Clock, mails_in, queue_mails
from tests.mail_server import DROP, DROP_AFTER_TAKING, MailServer, mail_server
from tests.running_app import free_port

ADA = "ada@example.com"


def a_message(recipient: str = ADA) -> EmailMessage:
    sender = Sender("The Studio", "noreply@studio.example", "support@studio.example")
    letter = Letter("Größe", "Your order\n.\nA dot alone ends a mail\n", "<p>\xd7</p>\n", "en")
    return write_message(letter, sender, recipient=recipient, key="k", date=datetime(2026, 3, 2, tzinfo=UTC))


async def send(server: MailServer, message: EmailMessage | None = None, url: str = "") -> Failure | None:
    return await SmtpTransport(read_smtp_url(url or server.url)).send(message or a_message())


async def test_a_mail_arrives_as_it_was_written() -> None:
    async with mail_server() as server:
        assert await send(server) is None
    [received] = server.mails
    assert received.items() == a_message().items()
    assert read_part(received, "plain").splitlines()[1] == "."


async def test_a_user_logs_in() -> None:
    async with mail_server(password="p/w") as server:
        assert await send(server, url=f"smtp://shop:p%2Fw@127.0.0.1:{server.port}") is None
        wrong = await send(server, url=f"smtp://shop:wrong@127.0.0.1:{server.port}")
        anonymous = await send(server)
    assert len(server.mails) == 1
    for failure in (wrong, anonymous):
        assert failure is not None
        assert not failure.is_final


@pytest.mark.parametrize(
    ("answers", "is_final"),
    [
        ({ADA: "450 4.2.1 mailbox busy"}, False),
        ({ADA: "550 5.1.1 no such user"}, True),
        ({f"data:{ADA}": "451 4.3.0 try later"}, False),
        ({f"data:{ADA}": "554 5.7.1 no thank you"}, True),
        ({ADA: "421 4.3.2 closing down"}, False),
        ({ADA: DROP}, False),
        ({ADA: DROP_AFTER_TAKING}, False),
    ],
    ids=str,
)
async def test_what_the_server_says_decides_whether_to_try_again(
    answers: dict[str, str], is_final: bool
) -> None:
    async with mail_server(answers=answers) as server:
        failure = await send(server)
    assert failure is not None
    assert failure.is_final is is_final
    answer = next(iter(answers.values()))
    assert not answer[0].isdigit() or failure.problem == answer


async def test_a_mail_that_was_taken_is_sent_however_the_goodbye_goes() -> None:
    async with mail_server(answers={"quit": DROP}) as server:
        assert await send(server) is None
    assert len(server.mails) == 1


async def test_where_nobody_listens_it_is_tried_again() -> None:
    failure = await send(MailServer(port=free_port()))
    assert failure is not None
    assert not failure.is_final


async def test_no_mail_goes_unencrypted_where_encryption_is_asked_for() -> None:
    async with mail_server() as server:
        failure = await SmtpTransport(SmtpServer("127.0.0.1", server.port, Tls.STARTTLS)).send(a_message())
    assert failure is not None
    assert not failure.is_final
    assert server.mails == []


async def test_one_bad_recipient_holds_up_no_other(
    context: Context, database: Database, clock: Clock
) -> None:
    answers = {
        "busy@example.com": "450 busy",
        "gone@example.com": "550 gone",
        "lost@example.com": DROP,
        "doubt@example.com": DROP_AFTER_TAKING,
    }
    await queue_mails(database, *answers, ADA)
    async with mail_server(answers=answers) as server:
        office = PostOffice(context, SmtpTransport(read_smtp_url(server.url)))
        while await deliver_next(office, clock):
            pass
        waiting, gone, sent = MailState.WAITING, MailState.GIVEN_UP, MailState.SENT
        assert [mail.state for mail in await mails_in(database)] == [waiting, gone, waiting, waiting, sent]
        server.answers.clear()
        clock.now = max(mail.due_at for mail in await mails_in(database))
        while await deliver_next(office, clock):
            pass
    assert [mail.state for mail in await mails_in(database)] == [sent, gone, sent, sent, sent]
    # Of the one that was taken without a word there are two copies: the same mail, by its id.
    assert sorted(server.times_by_id.values()) == [1, 1, 1, 2]


async def test_in_a_folder_the_same_mail_is_one_file_for_our_eyes_only(tmp_path: Path) -> None:
    folder = MailFolder(tmp_path / "mail")
    assert folder.find_sent(a_message()) is None
    for _ in range(2):
        assert await folder.send(a_message()) is None
    [file] = folder.folder.iterdir()
    assert file.name.startswith("20260302-000000-")
    assert file.suffix == ".eml"
    assert (file.stat().st_mode & 0o777, folder.folder.stat().st_mode & 0o777) == (0o600, 0o700)
    kept = folder.find_sent(a_message())
    assert kept is not None
    assert kept.as_bytes() == a_message().as_bytes()


async def test_a_folder_that_cannot_be_written_is_tried_again(tmp_path: Path) -> None:
    (tmp_path / "mail").write_text("a file in the way")
    failure = await MailFolder(tmp_path / "mail").send(a_message())
    assert failure is not None
    assert not failure.is_final
