"""Reads `policy.toml`, strictly: every problem of the file at once, each with its line, or a Policy."""

from __future__ import annotations

import hashlib
import re
from datetime import date, datetime
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helpcenter.errors import ContentError
from helpcenter.plain_words import did_you_mean
from helpcenter.policy.facts import FACT_NAME
from helpcenter.policy.schema import SCHEMA, TermForm
from helpcenter.policy.terms import Clock, DatedValue, Policy, Term, Unit
from helpcenter.policy.values import EXAMPLES, read_value
from helpcenter.toml_file import TomlLines, read_toml

_TERM_KEYS = frozenset({"description", "source", "clock", "values"})


def load_policy(path: Path, zone: ZoneInfo) -> Policy:
    """Raises ContentError with one sentence ("policy.toml:12: cancellation.window: …") for each problem."""
    file = read_toml(path)
    reading = _Reading(path, file.lines)
    terms = {term.key: term for topic, table in file.tables.items() for term in reading.topic(topic, table)}
    for topic, table in file.tables.items():
        reading.check_required(topic, table, terms)
    if reading.problems:
        raise ContentError(reading.problems)
    return Policy(terms=terms, zone=zone, digest=hashlib.sha256(file.raw).hexdigest())


class _Reading:
    """One pass over a file, collecting what is wrong instead of stopping at the first."""

    def __init__(self, path: Path, lines: TomlLines) -> None:
        self.path = path
        self.lines = lines
        self.problems: list[str] = []

    def topic(self, topic: str, table: Any) -> list[Term]:
        if not isinstance(table, dict):
            self.problem(topic, "", "a table such as [cancellation.window] was expected")
            return []
        forms = SCHEMA.get(topic)
        # A slip in the name of a topic would otherwise make it a free one: no rule would read its window.
        meant = [] if forms else get_close_matches(topic, SCHEMA, n=1, cutoff=0.8)
        read = []
        for name, raw in table.items():
            key = f"{topic}.{name}"
            if not re.fullmatch(FACT_NAME, key):
                self.problem(
                    key, "", "a name has small letters, digits, _ and - only; else nobody can quote it"
                )
            elif meant:
                self.problem(key, "", f"unknown topic; {meant[0]} was expected")
            elif forms is not None and name not in forms:
                self.problem(
                    key, "", f"unknown term; {topic} has {_listed(forms)}{did_you_mean(name, forms)}"
                )
            elif not isinstance(raw, dict):
                self.problem(topic, name, f"a table [{key}] was expected")
            elif term := self.term(key, raw, forms[name] if forms else None):
                read.append(term)
        return read

    def term(self, key: str, raw: dict[str, Any], form: TermForm | None) -> Term | None:
        before = len(self.problems)
        for unknown in sorted(raw.keys() - _TERM_KEYS):
            self.problem(key, unknown, f"unknown key; a term has {_listed(sorted(_TERM_KEYS))}")
        texts = {name: self.text(key, raw, name) for name in ("description", "source")}
        clock = self.clock(key, raw.get("clock"), form)
        values = self.values(key, raw.get("values"), form)
        if len(self.problems) > before:
            return None
        return Term(key, texts["description"], texts["source"], clock, values, self.lines.of(key))

    def text(self, key: str, raw: dict[str, Any], name: str) -> str:
        value = raw.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.problem(key, name, f"missing {name}: a sentence was expected")
        return ""

    def clock(self, key: str, raw: Any, form: TermForm | None) -> Clock | None:
        expected = form.clock if form else None
        if raw is None and expected is None:
            return None
        if raw not in tuple(Clock) or (form and raw != expected):
            wanted = f'"{expected}"' if expected else "no clock" if form else _listed(Clock)
            self.problem(key, "clock", f"{wanted} was expected")
            return None
        return Clock(raw)

    def values(self, key: str, raw: Any, form: TermForm | None) -> tuple[DatedValue, ...]:
        if not isinstance(raw, list) or not raw:
            self.problem(key, "values", "a list such as [ { from = 2024-01-01, hours = 2 } ] was expected")
            return ()
        values = tuple(value for entry in raw if (value := self.value(key, entry, form)))
        if any(later.since <= earlier.since for earlier, later in pairwise(values)):
            self.problem(key, "values", "the dates in `from` must rise, without repeating one")
        if len({value.unit for value in values}) > 1:
            self.problem(key, "values", "all values of a term are written in one unit")
        return values

    def value(self, key: str, entry: Any, form: TermForm | None) -> DatedValue | None:
        if not isinstance(entry, dict):
            self.problem(key, "values", "each value is a table such as { from = 2024-01-01, hours = 2 }")
            return None
        since, rest = entry.get("from"), {name: item for name, item in entry.items() if name != "from"}
        if not isinstance(since, date) or isinstance(since, datetime):
            self.problem(key, "values", "`from` is a date such as 2024-01-01, without a time")
            return None
        if len(rest) != 1 or (unit_name := next(iter(rest))) not in tuple(Unit):
            self.problem(key, "values", f"exactly one unit was expected: {_listed(Unit)}")
            return None
        unit = Unit(unit_name)
        if form and unit not in form.units:
            self.problem(key, "values", f"a value in {_listed(form.units)} was expected, not in {unit}")
            return None
        value = read_value(unit, rest[unit_name])
        if value is None:
            self.problem(key, "values", f"{unit} = {EXAMPLES[unit]} was expected, not {rest[unit_name]!r}")
            return None
        if form and form.codes and isinstance(value, tuple) and (odd := set(value) - set(form.codes)):
            self.problem(key, "values", f"unknown {_listed(sorted(odd))}; known are {_listed(form.codes)}")
            return None
        return DatedValue(since, unit, value)

    def check_required(self, topic: str, table: Any, terms: dict[str, Term]) -> None:
        """A required term holds from the day on which the topic is offered, so that no rule meets a gap."""
        offered = terms.get(f"{topic}.offered")
        for name, form in SCHEMA.get(topic, {}).items():
            key = f"{topic}.{name}"
            term = terms.get(key)
            if not form.required or not isinstance(table, dict):
                continue
            if name not in table:
                self.problem(key, "", f"missing term: [{key}] was expected")
            elif term and offered and term.values[0].since > offered.values[0].since:
                self.problem(key, "values", f"must begin by {offered.values[0].since}, as {offered.key} does")

    def problem(self, key: str, name: str, sentence: str) -> None:
        where = f"{key}.{name}" if name else key
        self.problems.append(f"{self.path}:{self.lines.of(key, name)}: {where}: {sentence}")


def _listed(names: Any) -> str:
    return ", ".join(str(name) for name in names)
