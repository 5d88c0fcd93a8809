"""The time, as deadlines are counted. Always in UTC."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    return datetime.now(UTC)


def this_second() -> datetime:
    """To the second: 23:59:59.5 still belongs to the day."""
    return now().replace(microsecond=0)
