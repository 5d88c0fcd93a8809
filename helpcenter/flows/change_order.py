"""Change an item, its quantity or its personalization while the policy allows it."""

from helpcenter.flows.case import LINES, Case
from helpcenter.flows.fields import LineQuantities, Text
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.orders.claim import Action, Claim


def _is_refused(case: Case) -> bool:
    return not case.decide(Action.CHANGE_ITEMS).allowed


CHANGE_ORDER = Flow(
    slug="change-order",
    action=Action.CHANGE_ITEMS,
    start=(
        Rule("refused", _is_refused, "the policy refuses"),
        otherwise(LINES, "it can be changed"),
    ),
    nodes=(
        Question(
            LINES,
            LineQuantities(lambda case: {line.id: line.quantity for line in case.order.lines}),
            (otherwise("change"),),
        ),
        Question("change", Text(shortest=5, longest=2000), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, lambda _case: Claim()),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=lambda _case: (Claim(),),
)
