"""How a question may be answered, and how what the browser sends becomes an answer or a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from helpcenter.flows.case import Answer, Case, Quantities


class Problem(StrEnum):
    """Why an answer cannot be taken; the sentence for each stands in the wording."""

    MISSING = "missing"
    UNKNOWN_OPTION = "unknown_option"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    NOTHING_CHOSEN = "nothing_chosen"
    TOO_MANY = "too_many"


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
class Text:
    """Free words, trimmed, line breaks kept. Lengths count characters."""

    longest: int
    shortest: int = 0

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        text = raw.replace("\r\n", "\n").strip() if isinstance(raw, str) else ""
        if not text:
            return Problem.MISSING if self.shortest else ""
        if len(text) < self.shortest:
            return Problem.TOO_SHORT
        return text if len(text) <= self.longest else Problem.TOO_LONG


@dataclass(frozen=True)
class LineQuantities:
    """How many pieces of which lines; lines with 0 are left out of the answer."""

    available: Callable[[Case], Quantities]

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        if not isinstance(raw, Mapping):
            return Problem.NOTHING_CHOSEN
        chosen = {line_id: _count(count) for line_id, count in raw.items()}
        available = self.available(case)
        if any(count is None or count > available.get(line_id, 0) for line_id, count in chosen.items()):
            return Problem.TOO_MANY
        return {line_id: count for line_id, count in chosen.items() if count} or Problem.NOTHING_CHOSEN


def _count(raw: Any) -> int | None:
    """A whole number from 0, also as a form writes it; None for anything else."""
    if isinstance(raw, str):
        text = raw.strip() or "0"
        raw = int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else None
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and raw >= 0 else None
