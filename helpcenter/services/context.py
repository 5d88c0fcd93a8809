"""What every use case works with: made once by the composition root, handed down as an argument."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from helpcenter.adapters.database import Database
from helpcenter.adapters.evidence_store import EvidenceStore
from helpcenter.services.limiter import Limiter
from helpcenter.services.live_store import LiveStore
from helpcenter.services.ranking import Ranking
from helpcenter.services.search_log import SearchLog
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store


@dataclass(frozen=True)
class Limits:
    """Failed look-ups, in the notation of the `limits` package ("10/hour")."""

    per_address: str
    per_order_and_address: str
    per_order: str


@dataclass(frozen=True)
class Context:
    """`draft_life` is how long an unfinished wizard is kept, and an identified order stays open.
    `refusal_life` is how long refusals can be looked up.

    Searches wait in `searches` to be written down. Set `mail_queued` after the commit of a transaction that
    queued a mail: this worker then sends it at once.
    """

    database: Database
    live: LiveStore
    limiter: Limiter
    limits: Limits
    draft_life: timedelta
    refusal_life: timedelta
    evidence: EvidenceStore
    searches: SearchLog = field(default_factory=SearchLog)
    ranking: Ranking = field(default_factory=Ranking)
    site: SiteAddress = field(default_factory=SiteAddress)
    mail_queued: asyncio.Event = field(default_factory=asyncio.Event)
    # Decoded, one can fill a quarter of a gigabyte.
    one_picture_at_a_time: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def store(self) -> Store:
        return self.live.current
