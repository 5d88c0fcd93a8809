"""Until when the shop has promised to answer."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from helpcenter.policy.terms import DatedValue, TermsInForce, Unit
from helpcenter.policy.windows import closes_at, end_of_day

REPLY = "support.reply"
_SATURDAY = 5


def answer_by(terms: TermsInForce, asked_at: datetime) -> datetime | None:
    """The last instant at which an answer is in time; None where the store promises none.

    Business days are Monday to Friday in the store's time zone, counted from the day after `asked_at`, and
    end with their last second. A store that closes on a holiday answers before it.
    """
    promised = terms.values.get(REPLY)
    if promised is None:
        return None
    if promised.unit is Unit.BUSINESS_DAYS:
        return _after_business_days(promised, asked_at, terms.zone)
    return closes_at(promised, asked_at, terms.zone)


def _after_business_days(promised: DatedValue, asked_at: datetime, zone: ZoneInfo) -> datetime:
    day, left = asked_at.astimezone(zone).date(), promised.whole_number
    while left:
        day += timedelta(days=1)
        left -= day.weekday() < _SATURDAY
    return end_of_day(day, zone)
