"""Change an item, its quantity or its personalization while the policy allows it."""

from helpcenter.flows.case import Case
from helpcenter.flows.fields import LineQuantities, Text
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.orders.claim import Action, Claim
from helpcenter.policy.decision import Decision


def _decision(case: Case) -> Decision:
    return case.decide(Action.CHANGE_ITEMS)


CHANGE_ORDER = Flow(
    slug="change-order",
    action=Action.CHANGE_ITEMS,
    start=(
        Rule("refused", lambda case: not _decision(case).allowed, "the policy refuses"),
        otherwise("lines", "it can be changed"),
    ),
    nodes=(
        Question(
            "lines",
            LineQuantities(lambda case: {line.id: line.quantity for line in case.order.lines}),
            (otherwise("change"),),
        ),
        Question("change", Text(shortest=5, longest=2000), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, _decision),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=lambda _case: (Claim(),),
)
