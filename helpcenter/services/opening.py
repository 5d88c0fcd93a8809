"""Opens what all use cases need, as the operator's settings say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from helpcenter.adapters.database import Database
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.adapters.mail_folder import MailFolder
from helpcenter.adapters.mail_transport import Transport
from helpcenter.adapters.smtp import SmtpTransport
from helpcenter.services.context import Context, Limits
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from helpcenter.services.mails.post_office import PostOffice
from helpcenter.services.site_address import SiteAddress
from helpcenter.settings import Settings
from helpcenter.smtp_url import read_smtp_url


def open_context(settings: Settings, now: Callable[[], datetime]) -> Context:
    """Reads the store's files, and connects to nothing yet. Raises ContentError where they cannot be used."""
    redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
    return Context(
        database=Database(settings.database_url.get_secret_value()),
        live=LiveStore(settings.store, now),
        limiter=Limiter(redis_url),
        limits=Limits(
            per_address=settings.lookup_limit_per_address,
            per_order_and_address=settings.lookup_limit_per_order_and_address,
            per_order=settings.lookup_limit_per_order,
        ),
        draft_life=timedelta(hours=settings.draft_hours),
        refusal_life=timedelta(days=settings.refusal_days),
        site=SiteAddress(settings.public_url, f"http://localhost:{settings.port}"),
        evidence=open_evidence_store(settings),
    )


def open_evidence_store(settings: Settings) -> EvidenceStore:
    return EvidenceStore(settings.evidence_url or settings.data_dir / "evidence")


def open_post_office(settings: Settings, context: Context) -> PostOffice:
    return PostOffice(
        context=context,
        transport=_transport(settings),
        mail_from=settings.mail_from,
        public_url=settings.public_url,
    )


def _transport(settings: Settings) -> Transport:
    if settings.smtp_url is None:
        return MailFolder(settings.data_dir / "mail")
    return SmtpTransport(read_smtp_url(settings.smtp_url.get_secret_value()))
