"""Money, days and instants as the store's customers read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.core import get_global
from babel.dates import format_date, format_skeleton, format_time, get_timezone_name
from babel.numbers import format_currency, format_decimal

from helpcenter.orders.money import Money


@dataclass(frozen=True)
class Speech:
    locale: Locale
    zone: ZoneInfo

    def money(self, money: Money) -> str:
        return format_currency(money.amount, money.currency, locale=self.locale)

    def number(self, number: int) -> str:
        return format_decimal(number, locale=self.locale)

    def day(self, day: date) -> str:
        """ "March 12, 2026"; of an instant, the day it falls on in the store's time zone."""
        if isinstance(day, datetime):
            day = day.astimezone(self.zone).date()
        return format_date(day, "long", locale=self.locale)

    def weekday(self, instant: datetime) -> str:
        """ "Thu, Mar 12", for dates that are near."""
        return format_skeleton("MMMEd", instant.astimezone(self.zone), locale=self.locale)

    def instant(self, instant: datetime) -> str:
        """ "March 12, 2026, 11:59 PM EDT": a deadline names its time zone."""
        local = instant.astimezone(self.zone)
        time = format_time(local, "short", locale=self.locale)
        zone = get_timezone_name(local, width="short", locale=self.locale)
        return f"{self.day(local)}, {time} {zone}"

    def country(self, code: str) -> str:
        """ "United States" for "US"; the code itself where it is none."""
        return str(self.locale.territories.get(code, code))

    def countries(self) -> tuple[tuple[str, str], ...]:
        """Code and name of every country, in the order of their names."""
        return _countries(self.locale)


@lru_cache(maxsize=8)
def _countries(locale: Locale) -> tuple[tuple[str, str], ...]:
    codes = (code for code in get_global("territory_currencies") if code in locale.territories)
    return tuple(sorted(((code, locale.territories[code]) for code in codes), key=lambda pair: pair[1]))
