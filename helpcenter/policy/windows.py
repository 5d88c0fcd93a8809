"""When a window closes and when a wait is over.

Hours are real time, to the second and inclusive. Days are calendar days in the store's time zone: a window
closes with the last second of the Nth day after the clock's day, a wait is over with the first second of it.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from helpcenter.policy.terms import DatedValue, Unit


def closes_at(window: DatedValue, start: datetime, zone: ZoneInfo) -> datetime:
    """The last instant at which the window is open."""
    match window.unit:
        case Unit.HOURS:
            return _after_hours(window, start, zone)
        case Unit.DAYS:
            return end_of_day(start.astimezone(zone).date() + timedelta(days=window.whole_number), zone)
    raise TypeError(f"a window is written in hours or days, not in {window.unit}")


def opens_at(wait: DatedValue, start: datetime, zone: ZoneInfo) -> datetime:
    """The first instant after the wait."""
    match wait.unit:
        case Unit.HOURS:
            return _after_hours(wait, start, zone)
        case Unit.DAYS:
            day = start.astimezone(zone).date() + timedelta(days=wait.whole_number)
            return datetime.combine(day, time(0), zone)
    raise TypeError(f"a wait is written in hours or days, not in {wait.unit}")


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Its last second: the later one where the clocks are set back at midnight and the day has it twice."""
    return datetime.combine(day, time(23, 59, 59, fold=1), zone)


def is_after(instant: datetime, other: datetime) -> bool:
    """Compared in UTC: two datetimes of one zone would compare by wall clock, wrong where it is set back."""
    return instant.astimezone(UTC) > other.astimezone(UTC)


def _after_hours(value: DatedValue, start: datetime, zone: ZoneInfo) -> datetime:
    # Through UTC: adding to a zoned datetime would count wall-clock hours across a change of the clocks.
    return (start.astimezone(UTC) + timedelta(hours=value.whole_number)).astimezone(zone)
