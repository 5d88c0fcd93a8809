"""What every use case works with: made once by the composition root, handed down as an argument."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from helpcenter.adapters.database import Database
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from helpcenter.services.store import Store


@dataclass(frozen=True)
class Limits:
    """Failed look-ups, in the notation of the `limits` package ("10/hour")."""

    per_address: str
    per_order: str


@dataclass(frozen=True)
class Context:
    """`draft_life` is how long a wizard waits to be gone on with, and an identified order stays open.

    Set `mail_queued` after the commit of a transaction that queued a mail: this worker then sends it at once.
    """

    database: Database
    live: LiveStore
    limiter: Limiter
    limits: Limits
    draft_life: timedelta
    mail_queued: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def store(self) -> Store:
        return self.live.current
