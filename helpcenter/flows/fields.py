"""How a question may be answered, and how what the browser sends becomes an answer or a problem."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, Protocol

from helpcenter.flows.case import Answer, Case, Quantities
from helpcenter.orders.address import Address


class Problem(StrEnum):
    """Why an answer cannot be taken; the sentence for each stands in the wording."""

    MISSING = "missing"
    MISSING_WORDS = "missing_words"
    MISSING_LINE = "missing_line"
    UNKNOWN_OPTION = "unknown_option"
    TOO_SHORT = "too_short"
    TOO_SHORT_LINE = "too_short_line"
    TOO_LONG = "too_long"
    NOTHING_CHOSEN = "nothing_chosen"
    TOO_MANY = "too_many"
    ADDRESS_NAME = "address_name"
    ADDRESS_LINE1 = "address_line1"
    ADDRESS_CITY = "address_city"
    ADDRESS_POSTAL_CODE = "address_postal_code"
    ADDRESS_COUNTRY = "address_country"
    ADDRESS_TOO_LONG = "address_too_long"
    ADDRESS_UNCHANGED = "address_unchanged"
    NO_PHOTOS = "no_photos"
    NO_DECLARATION = "no_declaration"
    FILES_GONE = "files_gone"


class Field(Protocol):
    def read(self, raw: Any, case: Case) -> Answer | Problem:
        """`raw` is a claim from the browser or from a draft written under other circumstances."""
        ...


@dataclass(frozen=True)
class Choice:
    """One of some codes. An optional choice is answered with "" when the customer would rather not say."""

    options: Callable[[Case], tuple[str, ...]]
    optional: bool = False

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        if raw in (None, ""):
            return "" if self.optional else Problem.MISSING
        return raw if raw in self.options(case) else Problem.UNKNOWN_OPTION


@dataclass(frozen=True)
class RemedyChoice(Choice):
    """Of `Remedy` codes: what the customer would like. Its question has the key REMEDY."""


@dataclass(frozen=True)
class ParcelChoice(Choice):
    """Of the ids of the order's shipments."""


@dataclass(frozen=True)
class MethodChoice(Choice):
    """Of shipping methods, other than the one that the order has."""


@dataclass(frozen=True)
class Text:
    """Free words, trimmed; line breaks are kept unless it is one line. Lengths count characters."""

    longest: int
    shortest: int = 0
    is_one_line: bool = False

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        text = self.trim(raw)
        if not text and self.shortest:
            return Problem.MISSING_LINE if self.is_one_line else Problem.MISSING_WORDS
        if not text:
            return ""
        if len(text) < self.shortest:
            return Problem.TOO_SHORT_LINE if self.is_one_line else Problem.TOO_SHORT
        return text if len(text) <= self.longest else Problem.TOO_LONG

    def trim(self, raw: Any) -> str:
        text = raw.replace("\r\n", "\n").strip() if isinstance(raw, str) else ""
        return " ".join(text.split()) if self.is_one_line else text


@dataclass(frozen=True)
class LineQuantities:
    """How many pieces of which lines; lines with 0 are left out of the answer."""

    available: Callable[[Case], Quantities]

    def offers(self, raw: Any, case: Case) -> bool:
        """Whether every line of an answer can be chosen: its page may be older than the case."""
        return not isinstance(raw, Mapping) or raw.keys() <= self.available(case).keys()

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        if not isinstance(raw, Mapping):
            return Problem.NOTHING_CHOSEN
        chosen = {line_id: _count(count) for line_id, count in raw.items()}
        available = self.available(case)
        if any(count is None or count > available.get(line_id, 0) for line_id, count in chosen.items()):
            return Problem.TOO_MANY
        return {line_id: count for line_id, count in chosen.items() if count} or Problem.NOTHING_CHOSEN


@dataclass(frozen=True)
class PostalAddress:
    """A complete address, other than the one that the order has."""

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        parts = _parts(raw)
        for problem in self.problems(raw).values():
            return problem
        return Problem.ADDRESS_UNCHANGED if Address(**parts) == case.order.shipping.address else parts

    def problems(self, raw: Any) -> dict[str, Problem]:
        """By the part that each is about, in the order of the parts."""
        found = {name: _problem_of(name, words) for name, words in _parts(raw).items()}
        return {name: problem for name, problem in found.items() if problem}


def _parts(raw: Any) -> dict[str, str]:
    given = raw if isinstance(raw, Mapping) else {}
    return {name: " ".join(str(given.get(name, "")).split()) for name in ADDRESS_PARTS}


def _problem_of(part: str, words: str) -> Problem | None:
    if len(words) > _LONGEST_PART:
        return Problem.ADDRESS_TOO_LONG
    if part == "country" and not re.fullmatch(r"[A-Z]{2}", words):
        return Problem.ADDRESS_COUNTRY
    return None if words else _NEEDED_PARTS.get(part)


ADDRESS_PARTS = tuple(part.name for part in fields(Address))
_NEEDED_PARTS = {
    "name": Problem.ADDRESS_NAME,
    "line1": Problem.ADDRESS_LINE1,
    "city": Problem.ADDRESS_CITY,
    "postal_code": Problem.ADDRESS_POSTAL_CODE,
}
_LONGEST_PART = 100


def _count(raw: Any) -> int | None:
    """A whole number from 0, also as a form writes it; None for anything else."""
    if isinstance(raw, str):
        text = raw.strip() or "0"
        raw = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None
