"""Questions for photos and papers: asked where the rule asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from helpcenter.flows.case import Answer, Case
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Flow, Predicate, Question, Rule, otherwise
from helpcenter.flows.lines import claims_for
from helpcenter.orders.claim import Action
from helpcenter.policy.decision import Evidence

# All questions of a wizard together.
MOST_FILES = 6

_MISSING = {Evidence.PHOTOS: Problem.NO_PHOTOS, Evidence.PARCEL_DECLARATION: Problem.NO_DECLARATION}


@dataclass(frozen=True)
class EvidenceFiles:
    """The ids of files that have arrived for this draft, at least one. `most` is how many may be sent."""

    kind: Evidence
    most: int

    def read(self, raw: Any, case: Case) -> Answer | Problem:
        given = [name for name in raw if isinstance(name, str)] if isinstance(raw, list | tuple) else []
        if not given:
            return _MISSING[self.kind]
        arrived = case.evidence.get(self.kind, ())
        return tuple(dict.fromkeys(given)) if set(given) <= set(arrived) else Problem.FILES_GONE


def asks_for_files(flow: Flow) -> bool:
    return any(isinstance(question.field, EvidenceFiles) for question in flow.questions)


def ask_evidence(
    action: Action, most: dict[Evidence, int], then: tuple[Rule, ...]
) -> tuple[tuple[Rule, ...], tuple[Question, ...]]:
    """The rules that lead to the first of the files that the policy asks for, and the questions for them.

    `most` is how many files of each kind, in the order of asking. `then` leads on from the last of them.
    """
    rules = then
    questions: tuple[Question, ...] = ()
    for kind in reversed(most):
        question = Question(kind.value, EvidenceFiles(kind, most[kind]), rules)
        questions = (question, *questions)
        rules = _to(question, _wants(action, kind))
    return rules, questions


def _to(question: Question, wanted: Predicate) -> tuple[Rule, ...]:
    """To the question; where nothing is wanted, to wherever it leads itself."""

    def past(rule: Rule) -> Rule:
        reason = f"no {question.key.replace('_', ' ')} wanted"
        label = reason if rule.label == "otherwise" else f"{reason}, {rule.label}"
        return Rule(rule.to, lambda case: not wanted(case) and rule.when(case), label)

    return (*(past(rule) for rule in question.rules), otherwise(question.key))


def _wants(action: Action, kind: Evidence) -> Predicate:
    """What the policy asks for with the first line that was chosen: it is the same for all of them."""
    return lambda case: kind in case.decide(action, claims_for(case, "lines")[0]).evidence
