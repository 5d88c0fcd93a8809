"""Cancel a whole order while the policy allows it."""

from helpcenter.flows.case import Case
from helpcenter.flows.fields import Choice
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.orders.claim import Action, Claim

REASONS = ("changed_mind", "ordered_twice", "wrong_item_or_size", "too_slow", "found_elsewhere", "other")


def _is_refused(case: Case) -> bool:
    return not case.decide(Action.CANCEL_ORDER).allowed


CANCEL_ORDER = Flow(
    slug="cancel-order",
    action=Action.CANCEL_ORDER,
    start=(
        Rule("refused", _is_refused, "the policy refuses"),
        otherwise("reason", "it can be cancelled"),
    ),
    nodes=(
        Question("reason", Choice(lambda _case: REASONS, optional=True), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, lambda _case: Claim()),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=lambda _case: (Claim(),),
)
