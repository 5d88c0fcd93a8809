"""A claim about something that arrived: which pieces, what is the matter, how to put it right."""

from __future__ import annotations

from helpcenter.flows.case import LINES, REMEDY, Case
from helpcenter.flows.evidence import ask_evidence
from helpcenter.flows.fields import Choice, LineQuantities, RemedyChoice
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.lines import available, claims_for, first_refused, is_refused
from helpcenter.orders.claim import Action


def line_claim(slug: str, action: Action, asks: tuple[str, Choice]) -> Flow:
    """`asks` is the key and the field of the question about what is the matter."""
    key, field = asks
    to_evidence, evidence = ask_evidence(action, to_remedy(action))
    return Flow(
        slug=slug,
        action=action,
        start=(
            Rule("refused", lambda case: is_refused(case, action), "the policy refuses every line"),
            Rule("claimed", lambda case: not available(case, action), "everything is in a request already"),
            otherwise(LINES, "something can be claimed"),
        ),
        nodes=(
            Question(LINES, LineQuantities(lambda case: available(case, action)), (otherwise(key),)),
            Question(key, field, to_evidence),
            *evidence,
            Question(REMEDY, remedies(action), (otherwise("submit"),)),
            Outcome("refused", Ending.REFUSED, lambda case: first_refused(case, action)),
            Outcome("claimed", Ending.REFUSED),
            Outcome("submit", Ending.SUBMIT),
        ),
        claims=claims_for,
    )


def remedies(action: Action) -> RemedyChoice:
    """What the policy offers for the first line that was chosen: it is the same for all of them."""
    return RemedyChoice(lambda case: _offered(case, action))


def to_remedy(action: Action) -> tuple[Rule, ...]:
    """To the choice of a remedy, where there is one."""
    only_one = Rule("submit", lambda case: len(_offered(case, action)) == 1, "there is one remedy")
    return only_one, otherwise(REMEDY)


def _offered(case: Case, action: Action) -> tuple[str, ...]:
    return tuple(case.decide(action, claims_for(case)[0]).remedies)
