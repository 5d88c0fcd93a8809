"""What the staff see and do about mails."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.message import EmailMessage

from helpcenter.adapters import outbox
from helpcenter.adapters.outbox import MailState, QueuedMail
from helpcenter.errors import InvalidInput
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.mails.writing import write_mail


async def list_mails(
    office: PostOffice, *, limit: int, state: MailState | None = None, about: str | None = None
) -> list[QueuedMail]:
    """The newest first. `about` is a request's reference or an order's number."""
    async with office.context.database.reading() as connection:
        return await outbox.list_mails(connection, limit=limit, state=state, about=about)


async def show_mail(office: PostOffice, number: int) -> EmailMessage:
    """As it was sent, where a copy was kept, else as it would be sent now. Raises InvalidInput."""
    async with office.context.database.reading() as connection:
        mail = await outbox.load_mail(connection, number)
    if mail is None:
        raise InvalidInput("number", f"there is no mail {number}")
    message = await write_mail(office, mail)
    return office.transport.find_sent(message) or message


async def retry_mails(office: PostOffice, numbers: Sequence[int] | None, now: datetime) -> list[int]:
    """Queues mails again that were given up, all of them with None; says which it did."""
    async with office.context.database.writing() as connection:
        queued = await outbox.requeue(connection, numbers, now)
    office.context.mail_queued.set()
    return queued
