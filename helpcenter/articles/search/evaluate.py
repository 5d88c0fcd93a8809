"""How good search is, measured on questions whose right answers are known."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """`expect` are keys such as "article:return-policy", any of which is right; none means "we have no answer"."""

    query: str
    expect: tuple[str, ...]
    noisy: bool = False


@dataclass(frozen=True)
class Quality:
    """Shares are from 0 to 1; of an empty set they are None. `mrr` looks at the first ten."""

    questions: int
    hit_at_1: float | None
    hit_at_3: float | None
    mrr: float | None


@dataclass(frozen=True)
class Miss:
    """An expected answer that came first for none of `queries`."""

    expected: str
    missed: int
    asked: int
    queries: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """`unanswerable_recognised` and `answerable_refused` are shares that fell below the answered line."""

    clean: Quality
    noisy: Quality
    all: Quality
    unanswerable_recognised: float | None
    answerable_refused: float | None
    worst: tuple[Miss, ...]
