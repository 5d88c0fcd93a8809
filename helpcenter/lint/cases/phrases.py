"""Reads a situation in a few words: "placed 3 hours ago, packaged".

Everything happens at noon in the store's time zone, so that a case reads the same at any hour.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from helpcenter.lint.cases.situation import AN_ADDRESS, Situation, Told, situation_of
from helpcenter.orders.claim import Condition
from helpcenter.orders.order import LineKind, OrderStatus

# Under this key a case tells its situation; its other keys are actions.
WHEN = "when"
_PART = r"\d{1,4} (?:second|minute|hour|day|week)s?"
_SPAN = rf"(?P<span>{_PART}(?: (?:and )?{_PART})*) ago"
_WHEN = rf"(?:(?P<word>just now|today|yesterday|tomorrow)|{_SPAN}|in (?P<ahead>\d{{1,4}}) days?)"
_DAYS = {"just now": 0, "today": 0, "yesterday": -1, "tomorrow": 1}
_BOX = replace(AN_ADDRESS, line1="P.O. Box 12")
_INCOMPLETE = replace(AN_ADDRESS, line1="")


class UnreadableSituation(ValueError):
    """A phrase that is none of `PHRASES`."""


def read_situation(words: str, today: date, zone: ZoneInfo, currency: str) -> Situation:
    """Raises UnreadableSituation."""
    told = Told(datetime.combine(today, time(12), zone))
    phrases = [" ".join(phrase.split()) for phrase in words.split(",")]
    # The day comes first: all other times are counted from it.
    for phrase in sorted(phrases, key=lambda phrase: not phrase.startswith("on ")):
        _read(phrase, told)
    return situation_of(told, currency)


def _read(phrase: str, told: Told) -> None:
    for pattern, take in _READERS:
        if match := pattern.fullmatch(phrase):
            return take(told, match)
    raise UnreadableSituation(f"“{phrase}” is no part of a situation; known are {'; '.join(PHRASES)}")


def _moment(told: Told, match: re.Match[str]) -> datetime:
    """Days and weeks back keep the time of day, whatever the clocks did; hours are real time."""
    if match["span"] is None:
        days = int(match["ahead"]) if match["ahead"] else _DAYS[match["word"].casefold()]
        return told.now + timedelta(days=days)
    parts = {
        unit: int(count) for count, unit in re.findall(r"(\d+) (second|minute|hour|day|week)", match["span"])
    }
    earlier = told.now - timedelta(days=parts.pop("day", 0), weeks=parts.pop("week", 0))
    real = timedelta(**{f"{unit}s": count for unit, count in parts.items()})
    return (earlier.astimezone(UTC) - real).astimezone(told.now.tzinfo)


def _set(name: str, value: object) -> Callable[[Told, re.Match[str]], None]:
    return lambda told, _match: setattr(told, name, value)


def _set_moment(name: str) -> Callable[[Told, re.Match[str]], None]:
    return lambda told, match: setattr(told, name, _moment(told, match))


def _set_today(told: Told, match: re.Match[str]) -> None:
    try:
        day = date.fromisoformat(match["day"])
    except ValueError as error:
        raise UnreadableSituation(f"{match['day']} is no day") from error
    told.now = datetime.combine(day, time(12), told.now.tzinfo)


def _set_status(told: Told, match: re.Match[str]) -> None:
    code = match["status"].casefold().replace(" ", "_").replace("canceled", "cancelled")
    told.status = OrderStatus(code)


def _set_method(told: Told, match: re.Match[str]) -> None:
    told.method = match["method"]


def _add_tag(told: Told, match: re.Match[str]) -> None:
    told.tags.append(match["tag"])


_STATUSES = "pending|processing|packaged|ready to dispatch|shipped|delivered|cancell?ed"
_READERS = [
    (re.compile(pattern, re.IGNORECASE), take)
    for pattern, take in (
        (r"on (?P<day>(?:19|2\d)\d\d-\d\d-\d\d)", _set_today),
        (rf"(?P<status>{_STATUSES})", _set_status),
        (rf"placed {_WHEN}", _set_moment("placed")),
        (r"not sent", _set("not_sent", True)),
        (rf"sent {_WHEN}", _set_moment("sent")),
        (rf"expected {_WHEN}", _set_moment("expected")),
        (rf"delivered {_WHEN}", _set_moment("delivered")),
        (rf"another parcel delivered {_WHEN}", _set_moment("other_delivered")),
        (r"made to order", _set("kind", LineKind.MADE_TO_ORDER)),
        (r"tagged (?P<tag>[\w-]+)", _add_tag),
        (r"unused", _set("condition", Condition.ORIGINAL)),
        (r"used", _set("condition", Condition.USED)),
        (r"by (?P<method>[\w-]+)", _set_method),
        (r"to a P\.?O\.? box", _set("address", _BOX)),
        (r"to an incomplete address", _set("address", _INCOMPLETE)),
    )
]
PHRASES = (
    "placed 3 hours ago",
    "pending (or another status)",
    "sent 2 days ago",
    "not sent",
    "expected yesterday",
    "delivered 8 days ago",
    "another parcel delivered 1 day ago",
    "made to order",
    "tagged lighter",
    "used",
    "unused",
    "by express",
    "to a P.O. Box",
    "to an incomplete address",
    "on 2030-01-01",
)
