"""The time, as deadlines are counted."""

from __future__ import annotations

from datetime import UTC, datetime


def this_second() -> datetime:
    """In UTC, to the second: 23:59:59.5 still belongs to the day."""
    return datetime.now(UTC).replace(microsecond=0)
