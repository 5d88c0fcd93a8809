"""Get the order confirmation again, to the address in the order and nowhere else."""

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome, Rule, otherwise
from helpcenter.orders.claim import Action, Claim


def _is_refused(case: Case) -> bool:
    return not case.decide(Action.RESEND_CONFIRMATION).allowed


RESEND_CONFIRMATION = Flow(
    slug="resend-confirmation",
    action=Action.RESEND_CONFIRMATION,
    start=(
        Rule("refused", _is_refused, "the policy refuses"),
        otherwise("submit", "it can be sent again"),
    ),
    nodes=(
        Outcome("refused", Ending.REFUSED, lambda _case: Claim()),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=lambda _case: (Claim(),),
    discreet=True,
)
