"""The policy of one day as a table for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helpcenter.services.store import Rules


@dataclass(frozen=True)
class TermRow:
    """`value` and `since` are what holds for orders of the day; `coming` are later values that are known."""

    key: str
    value: str
    since: date
    source: str
    coming: tuple[tuple[date, str], ...]


def show_policy(rules: Rules, day: date) -> list[TermRow]:
    """In the order of the file. A term that begins after the day is left out: orders of the day have none."""
    rows = []
    for term in rules.policy.terms.values():
        if current := term.at(day):
            later = [value for value in term.values if value.since > day]
            coming = tuple((value.since, rules.speaker.value(term.key, value)) for value in later)
            value = rules.speaker.value(term.key, current)
            rows.append(TermRow(term.key, value, current.since, term.source, coming))
    return rows
