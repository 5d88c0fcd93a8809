"""Cuts prose into sentences and clauses, by offsets, so that a number keeps its place in the file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from helpcenter.lint.prose.passages import QUOTED
from helpcenter.lint.prose.quantities import Quantity
from helpcenter.lint.prose.topics import Mention

_SENTENCE_END = re.compile(
    rf"(?<!\bP\.O)(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)(?<!\bincl)[.!?]+[\"”\u2019)]*\s+(?=[\"“(A-Z0-9{QUOTED}])|;\s+"
)
_CLAUSE_END = re.compile(r"[,:()]|\s[\u2013\u2014-]\s|\b(?:and|or|but|while|then|whereas)\b", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,\s*)?(?:and|or|/|&|nor|,)?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Span:
    start: int
    end: int

    def holds(self, thing: Quantity | Mention) -> bool:
        return self.start <= thing.start and thing.end <= self.end


def sentence_around(text: str, quantity: Quantity) -> Span:
    return _around(_cuts(_SENTENCE_END, text), len(text), quantity)


def clause_around(
    text: str, quantity: Quantity, quantities: Sequence[Quantity], mentions: Sequence[Mention]
) -> Span:
    """Topics that are only enumerated ("cancel or change") stay in one clause, and so do ranges."""
    whole = [Span(one.start, one.end) for one in quantities]
    whole += [Span(one.start, one.end) for one in mentions]
    whole += [Span(one.start, other.end) for one, other in pairwise(mentions) if joined(text, one, other)]
    cuts = [
        cut
        for cut in _cuts(_CLAUSE_END, text)
        if not any(span.start < cut.end and cut.start < span.end for span in whole)
    ]
    sentence = sentence_around(text, quantity)
    clause = _around(cuts, len(text), quantity)
    return Span(max(sentence.start, clause.start), min(sentence.end, clause.end))


def joined(text: str, one: Mention, other: Mention) -> bool:
    """Nothing but "or", "and", a comma or a slash stands between them."""
    return _JOINED.fullmatch(text, one.end, other.start) is not None


def _cuts(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [Span(*match.span()) for match in pattern.finditer(text)]


def _around(cuts: Sequence[Span], length: int, quantity: Quantity) -> Span:
    start = max((cut.end for cut in cuts if cut.end <= quantity.start), default=0)
    end = min((cut.start for cut in cuts if cut.start >= quantity.end), default=length)
    return Span(start, end)
