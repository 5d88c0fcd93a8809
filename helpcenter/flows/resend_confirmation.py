"""Get the order confirmation again, to the address in the order and nowhere else."""

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome, Rule, otherwise
from helpcenter.orders.claim import Action, Claim
from helpcenter.policy.decision import Decision


def _decision(case: Case) -> Decision:
    return case.decide(Action.RESEND_CONFIRMATION)


RESEND_CONFIRMATION = Flow(
    slug="resend-confirmation",
    action=Action.RESEND_CONFIRMATION,
    start=(
        Rule("refused", lambda case: not _decision(case).allowed, "the policy refuses"),
        otherwise("submit", "it can be sent again"),
    ),
    nodes=(
        Outcome("refused", Ending.REFUSED, _decision),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=lambda _case: (Claim(),),
)
