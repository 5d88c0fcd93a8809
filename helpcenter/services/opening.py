"""Opens what all use cases need, as the operator's settings say."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from helpcenter.adapters.database import Database
from helpcenter.services.context import Context, Limits
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from helpcenter.settings import Settings


def open_context(settings: Settings, now: Callable[[], datetime]) -> Context:
    """Reads the store's files, and connects to nothing yet. Raises ContentError where they cannot be used."""
    redis_url = settings.redis_url.get_secret_value() if settings.redis_url else None
    return Context(
        database=Database(settings.database_url.get_secret_value()),
        live=LiveStore(settings.store, now),
        limiter=Limiter(redis_url),
        limits=Limits(settings.lookup_limit_per_address, settings.lookup_limit_per_order),
        draft_life=timedelta(hours=settings.draft_hours),
    )
