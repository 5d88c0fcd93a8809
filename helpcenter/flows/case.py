"""Everything that a flow's predicates may read: one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Line, Order
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision
from helpcenter.policy.terms import Policy, TermsInForce

Quantities = Mapping[str, int]
AddressParts = Mapping[str, str]
Answer = str | Quantities | AddressParts


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

    @property
    def terms(self) -> TermsInForce:
        """Those that the order was placed under."""
        return self.policy.at(self.order.placed_at)

    def unclaimed(self, line: Line) -> int:
        return max(0, line.quantity - self.claimed.get(line.id, 0))

    def text(self, key: str) -> str:
        answer = self.answers.get(key, "")
        return answer if isinstance(answer, str) else ""

    def quantities(self, key: str) -> Quantities:
        answer = self.answers.get(key, {})
        if isinstance(answer, str):
            return {}
        return {line_id: count for line_id, count in answer.items() if isinstance(count, int)}

    def address_parts(self, key: str) -> AddressParts:
        """The parts of an Address by name; empty while it was not answered."""
        answer = self.answers.get(key, {})
        if isinstance(answer, str):
            return {}
        return {part: words for part, words in answer.items() if isinstance(words, str)}

    def with_answers(self, answers: Mapping[str, Answer]) -> Case:
        return replace(self, answers=answers)
