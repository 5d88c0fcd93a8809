"""Questions for what the policy wants to see: the same in every claim, asked where the rule asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from helpcenter.flows.case import Answer, Case
from helpcenter.flows.fields import Field, Problem, Text
from helpcenter.flows.flow import Flow, Question, Rule, otherwise
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import wanted_evidence
from helpcenter.policy.decision import Evidence

# All questions of a wizard together.
MOST_FILES = 6
_MOST_PAGES = 2

_MISSING = {Evidence.PHOTOS: Problem.NO_PHOTOS, Evidence.PARCEL_DECLARATION: Problem.NO_DECLARATION}


@dataclass(frozen=True)
class EvidenceFiles:
    """The ids of files that have arrived for this draft, at least one where they are not optional.

    `most` is how many may be sent.
    """

    kind: Evidence
    most: Callable[[Case], int]
    optional: bool = False

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        given = [name for name in raw if isinstance(name, str)] if isinstance(raw, list | tuple) else []
        if not given:
            return () if self.optional else _MISSING[self.kind]
        arrived = case.evidence.get(self.kind, ())
        return tuple(dict.fromkeys(given)) if set(given) <= set(arrived) else Problem.FILES_GONE


def asks_for_files(flow: Flow) -> bool:
    return any(isinstance(question.field, EvidenceFiles) for question in flow.questions)


def ask_evidence(action: Action, then: tuple[Rule, ...]) -> tuple[tuple[Rule, ...], tuple[Question, ...]]:
    """The rules that lead to the first of the questions for each kind of evidence, and the questions.

    `then` leads on from the last of them. A kind that the policy does not want is passed over.
    """
    fields: dict[Evidence, Field] = {
        Evidence.PRODUCT_CODE: Text(shortest=3, longest=200, is_one_line=True),
        Evidence.DESCRIPTION: Text(shortest=10, longest=2000),
        Evidence.PHOTOS: EvidenceFiles(Evidence.PHOTOS, most_photos(action)),
        Evidence.PARCEL_DECLARATION: EvidenceFiles(Evidence.PARCEL_DECLARATION, lambda _case: _MOST_PAGES),
    }
    next_kind = dict(pairwise(fields))
    questions = tuple(
        Question(kind, field, (otherwise(next_kind[kind]),) if kind in next_kind else then, evidence=kind)
        for kind, field in fields.items()
    )
    return (otherwise(questions[0].key),), questions


def most_photos(action: Action) -> Callable[[Case], int]:
    """All the files there may be, but for the places that a parcel declaration needs."""

    def most(case: Case) -> int:
        has_pages = Evidence.PARCEL_DECLARATION in wanted_evidence(action, case.terms)
        return MOST_FILES - _MOST_PAGES if has_pages else MOST_FILES

    return most
