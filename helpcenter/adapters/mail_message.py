"""A mail as it travels: headers, a text part and an HTML part, by the standard library's email package.

The same mail is the same bytes at each attempt: its Message-ID, date and boundary come from the outbox, so
that a receiver can tell a repeated delivery from a new mail.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

import idna

from helpcenter.errors import InvalidInput

_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class Letter:
    """What a mail says. `language` is the code of its words ("en")."""

    subject: str
    text: str
    html: str
    language: str


@dataclass(frozen=True)
class Sender:
    """Answers go to `reply_to`, a person, wherever the mail itself comes from."""

    name: str
    address: str
    reply_to: str


def write_message(
    letter: Letter, sender: Sender, *, recipient: str, key: str, date: datetime
) -> EmailMessage:
    """`key` is the outbox's. Raises InvalidInput where an address cannot be one."""
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    origin = _address("sender", sender.address)
    message = EmailMessage(SMTP)
    message["Date"] = date
    message["Message-ID"] = f"<{digest}@{origin.domain}>"
    message["From"] = Address(one_line(sender.name), addr_spec=origin.addr_spec)
    message["To"] = _address("recipient", recipient)
    message["Reply-To"] = _address("reply_to", sender.reply_to)
    message["Subject"] = one_line(letter.subject)[:_LONGEST_SUBJECT]
    # To other programs: not from a person, send no "out of office" back (RFC 3834; the second is Outlook's).
    message["Auto-Submitted"] = "auto-generated"
    message["X-Auto-Response-Suppress"] = "All"
    # Quoted-printable passes every server, also those without 8BITMIME, and no line of it is too long.
    message.set_content(letter.text, cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", cte="quoted-printable")
    message.set_boundary(f"={digest}")
    # Last, since setting the content takes earlier Content headers away.
    message["Content-Language"] = letter.language
    return message


def read_part(message: EmailMessage, kind: str) -> str:
    """The text of its "plain" or its "html" part, also of a mail with the line ends in which it travels."""
    part = message.get_body((kind,))
    if part is None:
        raise LookupError(f"a mail without a {kind} part")
    text: str = part.get_content()
    return text.replace("\r\n", "\n")


def one_line(text: str) -> str:
    """Order numbers and titles come from elsewhere: a line break in one would begin a header of its own."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _address(field: str, address: str) -> Address:
    """A domain in another script goes in its ASCII form; the part before the @ has none, and is refused."""
    local, _, domain = address.rpartition("@")
    try:
        return Address(addr_spec=f"{local}@{idna.encode(domain, uts46=True).decode()}")
    except (ValueError, IndexError, MessageError) as error:
        raise InvalidInput(field, "one email address") from error
