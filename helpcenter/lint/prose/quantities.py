"""Durations, percentages, amounts of money and counts, wherever they stand in English prose.

Only what could be a promise is found: "24/7", "5 days a week", "3 hours ago", dates and numbers of other
things ("3 steps") are none.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from helpcenter.lint.prose.numbers import NUMBER, NUMBER_OR_ARTICLE, ORDINAL, RANGE_END, read_number


class Dimension(StrEnum):
    """What a value can be compared with. Working days are no calendar time: neither tells the other."""

    TIME = "time"
    WORKING_DAYS = "working days"
    SHARE = "share"
    MONEY = "money"
    COUNT = "count"


@dataclass(frozen=True)
class Amount:
    """TIME is in minutes. A range has two ends, anything else the same one twice."""

    dimension: Dimension
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Quantity:
    """`start` and `end` are offsets into the text that was searched. `noun` is what a COUNT counts."""

    amount: Amount
    start: int
    end: int
    text: str
    noun: str = ""


_MINUTES = {"m": 1, "h": 60, "d": 1440, "w": 10080, "f": 20160, "mo": 43200, "y": 525600}
_UNIT = (
    r"(?P<unit>minutes?|mins?|hours?|hrs?|h|weekdays?|days?|weeks?|wks?|fortnights?|months?|years?|yrs?)"
    r"(?:[\u2019']s?)?(?![\w\u2019'])"
)
_QUALIFIER = (
    r"(?:(?P<working>business|working|work|bank)"
    r"|calendar|full|whole|consecutive|straight|short|long|extra|more)"
)
_RANGE = rf"(?:\s*(?:-|\u2013|\u2014|to|or|and)\s*(?P<high>{RANGE_END}))?(?:\s*\([^()]{{1,12}}\))?"
_DURATION = re.compile(
    rf"(?P<low>{NUMBER_OR_ARTICLE})(?:\s*\([^()]{{1,12}}\))?"
    + _RANGE
    + rf"[\s-]*(?:{_QUALIFIER}[\s-]+)*{_UNIT}(?P<half>\s+and\s+a\s+half\b)?",
    re.IGNORECASE,
)
_NTH_DAY = re.compile(rf"(?P<low>{ORDINAL})\s+(?:{_QUALIFIER}\s+)*(?P<unit>day|week)\b", re.IGNORECASE)

# "Within the week", "during the first day", but not "in the first week of December".
_ONE_UNIT = r"\s+(?P<unit>hour|day|week|month)\b(?!\s+(?:of|before)\b)"
_THE_UNIT = re.compile(rf"(?<=\bwithin\s)(?P<low>the){_ONE_UNIT}", re.IGNORECASE)
_THE_FIRST = re.compile(
    rf"(?:(?<=\bin\s)|(?<=\bwithin\s)|(?<=\bduring\s))(?P<low>the first){_ONE_UNIT}", re.IGNORECASE
)
_TIMES = (_DURATION, _NTH_DAY, _THE_UNIT, _THE_FIRST)

# "24 hours a day", "once a week", "every 3 days", "20 years old", "7 days/week", "3 days longer"
_RHYTHM_AFTER = re.compile(
    r"\s*(?:(?:a|per|each|every)\s+|/\s*)(?:day|week|month|year)\b|\s+(?:old|longer|sooner|earlier|apart)\b",
    re.IGNORECASE,
)
# "3 hours ago" is when something was, "less than 3 hours ago" a limit.
_AGO = re.compile(r"\s+ago\b", re.IGNORECASE)
_THAN = re.compile(r"\b(?:less|more|longer)\s+than\s+$", re.IGNORECASE)
_RHYTHM_BEFORE = re.compile(r"(?:\b(?:every|each|per|other)|/)\s*$", re.IGNORECASE)
# "Twice a week", but "once 3 days have passed".
_TIMES_A = re.compile(r"\b(?:once|twice|times)\s+$", re.IGNORECASE)
# "One day you may …" is no promise: "a" and "one" count only where something leads up to them.
_LED_UP_TO = re.compile(
    r"\b(?:within|in|for|after|of|takes?|taken|lasts?|to|than|least|most|about|around|have|only|under|over|wait"
    r"|almost|nearly|is|are)\s+$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(r"\s+(?:after|from|to|window|limit|period|deadline)\b", re.IGNORECASE)
# A few minutes are mostly what something takes ("done in two minutes"), unless they are a limit.
_LIMIT_BEFORE = re.compile(
    r"\b(?:within|up\s+to|first|have|at\s+most|(?<!wait\s)for|than)(?:\s+(?:the|only|just))*\s+(?:an?\s+)?$",
    re.IGNORECASE,
)
_LIMIT_AFTER = re.compile(r"[\s-]+(?:\w+\s+)?(?:window|limit|period|deadline)\b", re.IGNORECASE)

_PERCENT = re.compile(rf"(?P<low>{NUMBER})(?:\s*%)?{_RANGE}[\s-]*(?:%|per\s?cent\b|pct\b)", re.IGNORECASE)
_PARTS = {"half": "50", "third": "33", "quarter": "25", "thirds": "67", "quarters": "75"}
_PART = re.compile(
    r"\b(?:(?:an?|one|two|three)[\s-])?(?P<part>half|thirds?|quarters?)"
    r"(?:[\s-](?:price|off|the|your|its|their|that)\b|\s+of\b)",
    re.IGNORECASE,
)
_CURRENCY = r"(?:USD|EUR|GBP|CNY|RMB|HKD|JPY|CAD|AUD|dollars?|bucks|euros?|pounds?|yuan)\b"
_MONEY = re.compile(
    rf"(?:[A-Z]{{1,2}})?[$€£¥₹]\s?(?P<before>\d[\d,]*(?:\.\d+)?)|(?P<after>{NUMBER})[\s-]?(?:[€£]|{_CURRENCY})"
    r"|\b(?:USD|EUR|GBP|CNY|HKD|JPY)\s?(?P<code>\d[\d,]*(?:\.\d+)?)",
    re.IGNORECASE,
)


def find_quantities(text: str, nouns: Collection[str] = ()) -> list[Quantity]:
    """In the order of the text. `nouns` are patterns of what is worth counting."""
    found = [*_durations(text), *_shares(text), *_money(text), *_counts(text, nouns)]
    return sorted(found, key=lambda quantity: quantity.start)


def _durations(text: str) -> Iterator[Quantity]:
    for match in (found for pattern in _TIMES for found in pattern.finditer(text)):
        before, after = text[: match.start()], text[match.end() :]
        groups = match.groupdict()
        if _RHYTHM_AFTER.match(after) or _RHYTHM_BEFORE.search(before):
            continue
        if _AGO.match(after) and not _THAN.search(before):
            continue
        if match["low"].casefold() in ("a", "an", "one") and not _is_one_of(before, after):
            continue
        amount = _duration(groups)
        if amount.dimension is Dimension.TIME and amount.high < _MINUTES["h"]:
            minutes = groups["unit"].casefold().startswith("m")
            if minutes and not (_LIMIT_BEFORE.search(before) or _LIMIT_AFTER.match(after)):
                continue
        yield Quantity(amount, match.start(), match.end(), match[0])


def _is_one_of(before: str, after: str) -> bool:
    """Whether "a" or "one" is meant as a number of units."""
    if _TIMES_A.search(before):
        return False
    alone = not before.strip() and not after.strip()
    return alone or bool(_LED_UP_TO.search(before) or _LEADS_ON.match(after))


def _duration(groups: dict[str, str]) -> Amount:
    """A group that was not there is missing or None."""
    unit, low = groups["unit"].casefold(), read_number(groups["low"])
    high = read_number(groups.get("high") or groups["low"])
    if groups.get("half"):
        low, high = low + Decimal("0.5"), high + Decimal("0.5")
    if groups.get("working") or unit.startswith("weekday"):
        return Amount(Dimension.WORKING_DAYS, low, high)
    minutes = _MINUTES["mo" if unit.startswith("mo") else unit[0]]
    return Amount(Dimension.TIME, low * minutes, high * minutes)


def _shares(text: str) -> Iterator[Quantity]:
    for match in _PERCENT.finditer(text):
        low = read_number(match["low"])
        high = read_number(match["high"]) if match["high"] else low
        yield Quantity(Amount(Dimension.SHARE, low, high), match.start(), match.end(), match[0])
    for match in _PART.finditer(text):
        share = Decimal(_PARTS[match["part"].casefold()])
        yield Quantity(Amount(Dimension.SHARE, share, share), match.start(), match.end(), match[0])


def _money(text: str) -> Iterator[Quantity]:
    for match in _MONEY.finditer(text):
        amount = read_number(match["before"] or match["after"] or match["code"])
        yield Quantity(Amount(Dimension.MONEY, amount, amount), match.start(), match.end(), match[0])


def _counts(text: str, nouns: Collection[str]) -> Iterator[Quantity]:
    # Most texts have none of them, and a noun is found sooner than a number before it.
    for noun in (noun for noun in nouns if re.search(noun, text, re.IGNORECASE)):
        for match in re.finditer(rf"(?P<low>{NUMBER})\s+(?:\w+\s+)?(?:{noun})\b", text, re.IGNORECASE):
            amount = read_number(match["low"])
            yield Quantity(
                Amount(Dimension.COUNT, amount, amount), match.start(), match.end(), match[0], noun
            )
