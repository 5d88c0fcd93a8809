"""Mails to send, queued in the transaction that they tell about."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters.tables import OutboxRow


async def queue_mail(
    session: AsyncSession, *, key: str, mail: str, recipient: str, payload: Mapping[str, Any], now: datetime
) -> None:
    """`key` names this one mail ("request_received:R-7K4M-2XQP"): queueing it twice is an error."""
    session.add(
        OutboxRow(key=key, mail=mail, recipient=recipient, payload=dict(payload), created_at=now, due_at=now)
    )
    await session.flush()
