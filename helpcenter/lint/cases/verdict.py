"""What a case expects of the policy ("refused window_closed"), and what it answers."""

from __future__ import annotations

from dataclasses import dataclass

from helpcenter.lint.cases.situation import Situation
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import REFUSALS, Decision, Reason
from helpcenter.policy.terms import Policy

_ALLOWED, _REFUSED = "allowed", "refused"


class UnreadableVerdict(ValueError):
    """An action, an answer or a reason that does not exist."""


@dataclass(frozen=True)
class Verdict:
    """`reason` is None where any will do."""

    action: Action
    allowed: bool
    reason: Reason | None

    def agrees(self, decision: Decision) -> bool:
        return decision.allowed == self.allowed and self.reason in (None, decision.reason)

    def __str__(self) -> str:
        return f"{_ALLOWED if self.allowed else _REFUSED} {self.reason or ''}".rstrip()


def read_verdict(action: str, words: str) -> Verdict:
    """Raises UnreadableVerdict."""
    if action not in tuple(Action):
        raise UnreadableVerdict(f"`{action}` is no action; there are {', '.join(Action)}")
    answer, _, reason = " ".join(words.split()).partition(" ")
    if answer not in (_ALLOWED, _REFUSED):
        raise UnreadableVerdict(f"`{words}` begins neither with {_ALLOWED} nor with {_REFUSED}")
    fitting = sorted(REFUSALS if answer == _REFUSED else set(Reason) - REFUSALS)
    if reason and reason not in fitting:
        raise UnreadableVerdict(f"`{reason}` is no reason for {answer}; there are {', '.join(fitting)}")
    return Verdict(Action(action), answer == _ALLOWED, Reason(reason) if reason else None)


def ask(action: Action, situation: Situation, policy: Policy) -> Decision:
    return decide(action, situation.order, situation.claim(action), policy, situation.now)
