"""What HELPCENTER_SMTP_URL may say."""

from __future__ import annotations

import pytest

from helpcenter.smtp_url import SmtpServer, Tls, read_smtp_url


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example.com", SmtpServer("mail.example.com", 587, Tls.STARTTLS)),
        ("smtp://mail.example.com:25/", SmtpServer("mail.example.com", 25, Tls.STARTTLS)),
        ("smtps://mail.example.com", SmtpServer("mail.example.com", 465, Tls.IMPLICIT)),
        (
            "smtps://shop%40a.example:p%2Fw%3A1@mail.example.com:2465",
            SmtpServer("mail.example.com", 2465, Tls.IMPLICIT, "shop@a.example", "p/w:1"),
        ),
        ("smtp://postfix:25?starttls=no", SmtpServer("postfix", 25, Tls.NONE)),
        ("smtp://localhost:1025", SmtpServer("localhost", 1025, Tls.NONE)),
        ("smtp://127.0.0.1:1025", SmtpServer("127.0.0.1", 1025, Tls.NONE)),
        ("smtp://[::1]:1025", SmtpServer("::1", 1025, Tls.NONE)),
        ("smtp://10.0.0.5", SmtpServer("10.0.0.5", 587, Tls.STARTTLS)),
    ],
)
def test_an_address_says_where_and_how_privately(url: str, server: SmtpServer) -> None:
    assert read_smtp_url(url) == server


@pytest.mark.parametrize(
    "url",
    [
        *("mail.example.com", "http://mail.example.com", "smtp://", "smtp:mail.example.com"),
        *("smtp://mail.example.com:x", "smtp://mail.example.com:99999", "smtp://mail.example.com/inbox"),
        *(
            "smtp://user@mail.example.com",
            "smtp://mail.example.com#x",
            "smtp://mail.example.com?starttls=yes",
        ),
        *("smtp://mail.example.com?starttls=no&verify=no", "smtp://mail.example.com?verify"),
    ],
)
def test_anything_else_is_none(url: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_smtp_url(url)


def test_the_password_shows_up_nowhere() -> None:
    assert "hunter2" not in repr(read_smtp_url("smtps://shop:hunter2@mail.example.com"))
