"""Everything that a flow's predicates may read: one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Line, Order
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision
from helpcenter.policy.terms import Policy

Quantities = Mapping[str, int]
Answer = str | Quantities


@dataclass(frozen=True)
class Case:
    """`claimed` holds, by line id, how many pieces are in other requests already. `now` is aware."""

    order: Order
    answers: Mapping[str, Answer]
    policy: Policy
    now: datetime
    claimed: Quantities = field(default_factory=dict)

    def decide(self, action: Action, claim: Claim | None = None) -> Decision:
        return decide(action, self.order, claim or Claim(), self.policy, self.now)

    def decide_line(self, action: Action, line: Line, quantity: int = 1) -> Decision:
        return self.decide(action, Claim(line_id=line.id, quantity=quantity))

    def unclaimed(self, line: Line) -> int:
        return max(0, line.quantity - self.claimed.get(line.id, 0))

    def text(self, key: str) -> str:
        answer = self.answers.get(key, "")
        return answer if isinstance(answer, str) else ""

    def quantities(self, key: str) -> Quantities:
        answer = self.answers.get(key, {})
        return {} if isinstance(answer, str) else answer

    def with_answers(self, answers: Mapping[str, Answer]) -> Case:
        return replace(self, answers=answers)
