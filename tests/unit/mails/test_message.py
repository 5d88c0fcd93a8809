"""A mail as it travels."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.adapters.mail_message import Letter, Sender, one_line, read_part, write_message
from helpcenter.errors import InvalidInput

DATE = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
STUDIO = Sender("The Studio", "noreply@studio.example", "support@studio.example")
HEADERS = [
    *("Date", "Message-ID", "From", "To", "Reply-To", "Subject", "Auto-Submitted"),
    *("X-Auto-Response-Suppress", "MIME-Version", "Content-Type", "Content-Language"),
]


def a_message(
    subject: str = "Hello", *, recipient: str = "ada@example.com", sender: Sender = STUDIO, key: str = "k"
) -> EmailMessage:
    letter = Letter(subject, "In text \xd7\n", "<p>In HTML \xd7</p>\n", "en")
    return write_message(letter, sender, recipient=recipient, key=key, date=DATE)


def as_received(message: EmailMessage) -> EmailMessage:
    received = message_from_bytes(message.as_bytes(), policy=SMTP)
    assert isinstance(received, EmailMessage)
    return received


def test_it_has_the_headers_that_a_mail_of_a_program_needs() -> None:
    received = as_received(a_message())
    assert received.keys() == HEADERS
    assert received["Date"].datetime == DATE
    assert received["From"] == "The Studio <noreply@studio.example>"
    assert received["To"] == "ada@example.com"
    assert received["Reply-To"] == "support@studio.example"
    assert received["Auto-Submitted"] == "auto-generated"
    assert received["Content-Language"] == "en"
    assert received["Message-ID"].endswith("@studio.example>")


def test_it_has_a_text_and_an_html_part_with_all_their_letters() -> None:
    received = as_received(a_message())
    assert received.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in received.iter_parts()] == ["text/plain", "text/html"]
    assert read_part(received, "plain").strip() == "In text \xd7"
    assert read_part(received, "html").strip() == "<p>In HTML \xd7</p>"


def test_every_byte_passes_a_server_that_knows_seven_bits_only() -> None:
    sent = a_message("Größe \xd7 2", sender=Sender("Łódź & Söhne", "a@studio.example", "b@studio.example"))
    assert sent.as_bytes().isascii()
    assert max(map(len, sent.as_bytes().splitlines())) <= 998


def test_the_same_mail_is_the_same_bytes_at_every_attempt() -> None:
    assert a_message().as_bytes() == a_message().as_bytes()


def test_another_mail_has_another_id() -> None:
    assert (
        a_message(key="request_received:R-1")["Message-ID"]
        != a_message(key="request_received:R-2")["Message-ID"]
    )


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\x00\n"])
def test_no_header_can_be_injected(line_break: str) -> None:
    evil = f"Order{line_break}Bcc: victim@example.com{line_break}{line_break}<p>spam"
    sender = Sender(evil, STUDIO.address, STUDIO.reply_to)
    received = as_received(a_message(evil, sender=sender))
    assert received.keys() == HEADERS
    assert received["Subject"] == "Order Bcc: victim@example.com <p>spam"


@given(st.text(max_size=400))
def test_whatever_the_subject_the_headers_stay_the_same(subject: str) -> None:
    assert as_received(a_message(subject)).keys() == HEADERS
    assert "\n" not in one_line(subject)


def test_a_domain_in_another_script_goes_by_its_ascii_form() -> None:
    assert as_received(a_message(recipient="ada@größe.example"))["To"] == "ada@xn--gre-6ka8i.example"


@pytest.mark.parametrize(
    "recipient",
    [
        "",
        "ada",
        "@example.com",
        "ada@",
        "ada@example.com, eve@example.com",
        "ada@example.com\nBcc: eve@example.com",
        "Ada <ada@example.com>",
        "<ada@example.com>",
        "jürgen@example.com",
    ],
)
def test_what_is_not_one_address_gets_no_mail(recipient: str) -> None:
    with pytest.raises(InvalidInput, match="recipient"):
        a_message(recipient=recipient)
