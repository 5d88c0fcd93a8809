"""How good search is, measured on questions whose right answers are known."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from helpcenter.articles.search.results import Results
from helpcenter.errors import ContentError

_WORST_SHOWN = 10
_QUERIES_SHOWN = 5


class Case(BaseModel):
    """`expect` are keys such as "article:return-policy", each of them right; none if there is no answer.

    What else stands in a line is for whoever collects the questions.
    """

    model_config = ConfigDict(extra="ignore", strict=True, frozen=True)

    query: str
    expect: list[Annotated[str, Field(pattern=r"^(article|wizard):[a-z0-9-]+$")]]
    noisy: bool = False


@dataclass(frozen=True)
class Quality:
    """Of questions that have an answer. Shares go from 0 to 1; `mrr` looks as far as the results go."""

    questions: int
    hit_at_1: float
    hit_at_3: float
    mrr: float


@dataclass(frozen=True)
class Misses:
    """Questions of which the first result was wrong, by the first answer that they expect."""

    expected: str
    missed: int
    asked: int
    examples: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """The two shares are of questions below the answered line: those without an answer, and the others."""

    every: Quality
    noisy: Quality
    unanswerable: int
    unanswerable_recognised: float
    answerable_refused: float
    worst: tuple[Misses, ...]


def read_cases(lines: Iterable[str]) -> tuple[Case, ...]:
    """One JSON object a line. Raises ContentError with a sentence for each line that is not one."""
    cases, problems = [], []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                cases.append(Case.model_validate(json.loads(line)))
            except json.JSONDecodeError as error:
                problems.append(f"line {number}: no JSON: {error.msg}")
            except ValidationError as error:
                problems += [
                    f"line {number}: {'.'.join(map(str, detail['loc']))}: {detail['msg']}"
                    for detail in error.errors(include_url=False)
                ]
    if problems:
        raise ContentError(problems)
    return tuple(cases)


def evaluate(cases: Sequence[Case], search: Callable[[str], Results]) -> Report:
    found = [(case, search(case.query)) for case in cases]
    answerable = [(case, _place(case, results)) for case, results in found if case.expect]
    unanswerable = [results for case, results in found if not case.expect]
    return Report(
        every=_quality([place for _, place in answerable]),
        noisy=_quality([place for case, place in answerable if case.noisy]),
        unanswerable=len(unanswerable),
        unanswerable_recognised=_share(not results.answered for results in unanswerable),
        answerable_refused=_share(not results.answered for case, results in found if case.expect),
        worst=_worst(answerable),
    )


def _place(case: Case, results: Results) -> int | None:
    """Of the first right result, counted from 1."""
    return next((place for place, hit in enumerate(results.hits, 1) if hit.key in case.expect), None)


def _quality(places: Sequence[int | None]) -> Quality:
    return Quality(
        questions=len(places),
        hit_at_1=_share(place == 1 for place in places),
        hit_at_3=_share(place is not None and place <= 3 for place in places),
        mrr=sum(1 / place for place in places if place) / max(len(places), 1),
    )


def _share(outcomes: Iterable[bool]) -> float:
    counted = list(outcomes)
    return sum(counted) / max(len(counted), 1)


def _worst(answerable: Sequence[tuple[Case, int | None]]) -> tuple[Misses, ...]:
    asked: defaultdict[str, int] = defaultdict(int)
    missed: defaultdict[str, list[str]] = defaultdict(list)
    for case, place in answerable:
        asked[case.expect[0]] += 1
        if place != 1:
            missed[case.expect[0]].append(case.query)
    worst = sorted(missed, key=lambda key: (-len(missed[key]), key))[:_WORST_SHOWN]
    return tuple(
        Misses(key, len(missed[key]), asked[key], tuple(missed[key][:_QUERIES_SHOWN])) for key in worst
    )
