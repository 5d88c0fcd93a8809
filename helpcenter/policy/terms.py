"""Dated terms: what the shop promises, since when, and where it says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from typing import TypeVar
from zoneinfo import ZoneInfo


class Unit(StrEnum):
    """The key under which a value is written in `policy.toml`."""

    HOURS = "hours"
    DAYS = "days"
    BUSINESS_DAYS = "business_days"
    PERCENT = "percent"
    AMOUNT = "amount"
    FLAG = "flag"
    CODES = "codes"
    TEXT = "text"


class Clock(StrEnum):
    """The instant from which a window or a wait is counted."""

    PLACED_AT = "placed_at"
    DELIVERED_AT = "delivered_at"
    ESTIMATED_DELIVERY_AT = "estimated_delivery_at"


Value = int | Decimal | bool | str | tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True)
class DatedValue:
    """`since` is the first day, in the store's time zone, on which orders come under this value."""

    since: date
    unit: Unit
    value: Value

    @property
    def whole_number(self) -> int:
        """Of a duration. Raises TypeError for a value of another kind."""
        if isinstance(self.value, bool):
            raise TypeError(f"the policy holds {self.value!r} where a whole number was promised")
        return _typed(self.value, int)


@dataclass(frozen=True)
class Term:
    """One line of the policy through time; `values` are sorted by date and never empty."""

    key: str
    description: str
    source: str
    clock: Clock | None
    values: tuple[DatedValue, ...]
    line: int = 0

    def at(self, day: date) -> DatedValue | None:
        """The newest value not later than `day`; none before the first."""
        return next((v for v in reversed(self.values) if v.since <= day), None)


@dataclass(frozen=True)
class TermsInForce:
    """The terms that hold for orders placed on `day`: one immutable object, read by every rule."""

    day: date
    zone: ZoneInfo
    values: Mapping[str, DatedValue]

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def decimal(self, key: str) -> Decimal:
        return _typed(self.values[key].value, Decimal)

    def codes(self, key: str) -> tuple[str, ...]:
        """The codes of a list in the order of the file; none where the store has no such term."""
        found = self.values.get(key)
        return _typed(found.value, tuple) if found else ()

    def flag(self, key: str) -> bool:
        """Whether a switch is on; off where the store has no such term."""
        found = self.values.get(key)
        return _typed(found.value, bool) if found else False


@dataclass(frozen=True)
class Policy:
    """All terms of a store. `digest` is the SHA-256 of the file they were read from."""

    terms: Mapping[str, Term]
    zone: ZoneInfo
    digest: str

    def at(self, instant: datetime) -> TermsInForce:
        """The terms for an order placed at that (aware) instant."""
        return self.on(instant.astimezone(self.zone).date())

    def on(self, day: date) -> TermsInForce:
        if day not in self._by_day:
            in_force = {key: value for key, term in self.terms.items() if (value := term.at(day))}
            self._by_day[day] = TermsInForce(day=day, zone=self.zone, values=in_force)
        return self._by_day[day]

    @cached_property
    def _by_day(self) -> dict[date, TermsInForce]:
        """Kept, because a wizard asks for the same day dozens of times at each step."""
        return {}

    def speaks_of(self, topic: str) -> bool:
        """Whether the store has ever offered that topic ("cancellation"), at whatever date."""
        term = self.terms.get(f"{topic}.offered")
        return term is not None and any(value.value for value in term.values)


def _typed(value: Value, kind: type[T]) -> T:
    if not isinstance(value, kind):
        raise TypeError(f"the policy holds {value!r} where {kind.__name__} was promised")
    return value
