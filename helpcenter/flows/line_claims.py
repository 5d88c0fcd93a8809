"""A claim about something that arrived: which pieces, what is the matter, how to put it right."""

from __future__ import annotations

from itertools import pairwise

from helpcenter.flows.case import Case
from helpcenter.flows.evidence import MOST_FILES, ask_evidence
from helpcenter.flows.fields import Choice, Field, LineQuantities
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.lines import available, claims_for, first_refused, is_refused
from helpcenter.orders.claim import Action
from helpcenter.policy.decision import Evidence

LINES = "lines"
REMEDY = "remedy"


def line_claim(slug: str, action: Action, asks: tuple[tuple[str, Field], ...]) -> Flow:
    """`asks` are the questions about what is the matter, in order, between the lines and the photos."""
    fields = ((LINES, LineQuantities(lambda case: available(case, action))), *asks)
    following = dict(pairwise([key for key, _field in fields]))
    to_photos, photos = ask_evidence(action, {Evidence.PHOTOS: MOST_FILES}, to_remedy(action))
    return Flow(
        slug=slug,
        action=action,
        start=(
            Rule("refused", lambda case: is_refused(case, action), "the policy refuses every line"),
            Rule("claimed", lambda case: not available(case, action), "everything is in a request already"),
            otherwise(LINES, "something can be claimed"),
        ),
        nodes=(
            *(
                Question(key, field, (otherwise(following[key]),) if key in following else to_photos)
                for key, field in fields
            ),
            *photos,
            Question(REMEDY, remedies(action), (otherwise("submit"),)),
            Outcome("refused", Ending.REFUSED, lambda case: first_refused(case, action)),
            Outcome("claimed", Ending.REFUSED),
            Outcome("submit", Ending.SUBMIT),
        ),
        claims=lambda case: claims_for(case, LINES),
    )


def remedies(action: Action) -> Choice:
    """What the policy offers for the first line that was chosen: it is the same for all of them."""
    return Choice(lambda case: _offered(case, action))


def to_remedy(action: Action) -> tuple[Rule, ...]:
    """To the choice of a remedy, where there is one."""
    only_one = Rule("submit", lambda case: len(_offered(case, action)) == 1, "there is one remedy")
    return only_one, otherwise(REMEDY)


def _offered(case: Case, action: Action) -> tuple[str, ...]:
    return tuple(case.decide(action, claims_for(case, LINES)[0]).remedies)
