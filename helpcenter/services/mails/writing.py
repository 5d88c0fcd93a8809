"""Writes a queued mail from what is stored."""

from __future__ import annotations

from email.message import EmailMessage

from helpcenter.adapters.mail_message import Sender, write_message
from helpcenter.adapters.outbox import QueuedMail
from helpcenter.adapters.requests import load_request
from helpcenter.orders.request import Request
from helpcenter.services.mails.about_orders import confirmation_resent
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


async def write_mail(office: PostOffice, mail: QueuedMail) -> EmailMessage:
    """Raises LookupError where its request is gone, InvalidInput where an address is none."""
    store = office.context.store
    async with office.context.database.reading() as session:
        request = await load_request(session, mail.about)
    if request is None:
        raise LookupError(f"the request {mail.about} is gone")
    profile = store.rules.profile
    contact = profile.contact.email
    return write_message(
        render(_content(mail, request, store), store.rules, office.public_url),
        Sender(profile.name, address=office.mail_from or contact, reply_to=contact),
        recipient=mail.recipient,
        key=mail.key,
        date=mail.created_at,
    )


def _content(mail: QueuedMail, request: Request, store: Store) -> Content:
    match Mail(mail.mail):
        case Mail.ORDER_CANCELLED:
            return order_cancelled(request, store)
        case Mail.REQUEST_RECEIVED:
            return request_received(request, store)
        case Mail.CONFIRMATION_RESENT:
            return confirmation_resent(request, store)
        case Mail.REQUEST_UPDATED:
            return request_updated(request, store, event=mail.payload["event"], note=mail.payload["note"])
        case Mail.REQUEST_WITHDRAWN:
            return request_withdrawn(request, store)
