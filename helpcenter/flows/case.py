"""Everything that a flow's predicates may read: one frozen value, which remembers what it was asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, Order
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Refund
from helpcenter.policy.terms import Policy, TermsInForce

# The two questions whose answers are read without their flow, each under the same key in all of them.
LINES = "lines"
REMEDY = "remedy"

Quantities = Mapping[str, int]
AddressParts = Mapping[str, str]
FileIds = tuple[str, ...]
Answer = str | Quantities | AddressParts | FileIds


@dataclass(frozen=True)
class Case:
    """`holdings` are those of other requests for the order. `now` is aware.

    `evidence` holds the files that have arrived for this draft, by kind, in the order in which they came.
    """

    order: Order
    answers: Mapping[str, Answer]
    policy: Policy
    now: datetime
    holdings: tuple[Holding, ...] = ()
    evidence: Mapping[str, FileIds] = field(default_factory=dict)

    # A flow asks the same again at every step, and no answer bears on what the policy says to a claim.
    _decided: dict[tuple[Action, Claim], Decision] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def decide(self, action: Action, claim: Claim | None = None) -> Decision:
        asked = (action, claim or Claim())
        if asked not in self._decided:
            self._decided[asked] = decide(action, self.order, asked[1], self.policy, self.now)
        return self._decided[asked]

    def decide_line(self, action: Action, line: Line, quantity: int = 1) -> Decision:
        return self.decide(action, Claim(line_id=line.id, quantity=quantity))

    @property
    def terms(self) -> TermsInForce:
        """Those that the order was placed under."""
        return self.policy.at(self.order.placed_at)

    @cached_property
    def held_pieces(self) -> Quantities:
        """By line id, how many pieces are in other requests already."""
        pieces: Counter[str] = Counter()
        for holding in self.holdings:
            pieces.update(holding.quantities)
        return pieces

    @cached_property
    def held_refund(self) -> Refund:
        """The money that other requests granted or ask for: nobody else can have it."""
        nothing = Money.zero(self.order.currency)
        refunds = [holding.refund for holding in self.holdings if holding.refund]
        return sum(refunds, start=Refund(nothing, nothing, nothing))

    @cached_property
    def remaining_order(self) -> Order:
        """The order without the pieces that other requests hold, and without shipping that they give back."""
        lines = tuple(replace(line, quantity=self.unclaimed(line)) for line in self.order.lines)
        paid = self.order.shipping
        shipping = replace(paid, price=paid.price - min(self.held_refund.shipping, paid.price))
        return replace(self.order, lines=lines, shipping=shipping)

    def unclaimed(self, line: Line) -> int:
        return max(0, line.quantity - self.held_pieces.get(line.id, 0))

    def text(self, key: str) -> str:
        answer = self.answers.get(key, "")
        return answer if isinstance(answer, str) else ""

    def quantities(self, key: str) -> Quantities:
        answer = self.answers.get(key)
        if not isinstance(answer, Mapping):
            return {}
        return {line_id: count for line_id, count in answer.items() if isinstance(count, int)}

    def address_parts(self, key: str) -> AddressParts:
        """The parts of an Address by name; empty while it was not answered."""
        answer = self.answers.get(key)
        if not isinstance(answer, Mapping):
            return {}
        return {part: words for part, words in answer.items() if isinstance(words, str)}

    def files(self, key: str) -> FileIds:
        """Also as a stored request has them."""
        answer = self.answers.get(key, ())
        return tuple(answer) if isinstance(answer, list | tuple) else ()

    def with_answers(self, answers: Mapping[str, Answer]) -> Case:
        case = replace(self, answers=answers)
        case._decided.update(self._decided)
        return case
