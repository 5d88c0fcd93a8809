"""Writes a queued mail from what is stored."""

from __future__ import annotations

from email.message import EmailMessage
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.mail_message import Sender, write_message
from helpcenter.adapters.outbox import QueuedMail
from helpcenter.adapters.refusals import load_refusal
from helpcenter.adapters.requests import load_request
from helpcenter.orders.request import Request
from helpcenter.services.mails.about_orders import confirmation_refused, confirmation_resent
from helpcenter.services.mails.about_requests import (
    order_cancelled,
    request_received,
    request_updated,
    request_withdrawn,
)
from helpcenter.services.mails.content import Content
from helpcenter.services.mails.mail import Mail
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.mails.rendering import render
from helpcenter.services.store import Store

T = TypeVar("T")


async def write_mail(office: PostOffice, mail: QueuedMail) -> EmailMessage:
    """Raises LookupError where what it is about is gone, InvalidInput where an address is none."""
    store = office.context.store
    async with office.context.database.reading() as connection:
        content = await _content(connection, mail, store)
    profile = store.rules.profile
    contact = profile.contact.email
    return write_message(
        render(content, store.rules, office.public_url),
        Sender(profile.name, address=office.mail_from or contact, reply_to=contact),
        recipient=mail.recipient,
        key=mail.key,
        date=mail.created_at,
    )


async def _content(connection: AsyncConnection, mail: QueuedMail, store: Store) -> Content:
    if mail.mail == Mail.CONFIRMATION_REFUSED:
        return confirmation_refused(_there(await load_refusal(connection, mail.about), mail), store)
    return _about_request(mail, _there(await load_request(connection, mail.about), mail), store)


def _there(found: T | None, mail: QueuedMail) -> T:
    if found is None:
        raise LookupError(f"there is nothing under {mail.about} any more")
    return found


def _about_request(mail: QueuedMail, request: Request, store: Store) -> Content:
    match mail.mail:
        case Mail.ORDER_CANCELLED:
            return order_cancelled(request, store)
        case Mail.REQUEST_RECEIVED:
            return request_received(request, store)
        case Mail.CONFIRMATION_RESENT:
            return confirmation_resent(request, store)
        case Mail.REQUEST_UPDATED:
            return request_updated(request, store, event=mail.payload["event"])
        case Mail.REQUEST_WITHDRAWN:
            return request_withdrawn(request, store)
    raise LookupError(f"there are no words for {mail.mail}")
