"""What mails are written and sent with."""

from __future__ import annotations

from dataclasses import dataclass

from helpcenter.adapters.mail_transport import Transport
from helpcenter.services.context import Context


@dataclass(frozen=True)
class PostOffice:
    """Without `mail_from`, the store's contact address sends; without `public_url`, mails have no links."""

    context: Context
    transport: Transport
    mail_from: str | None = None
    public_url: str | None = None
