"""What stays of a decision: which facts met which rule, under which policy, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from helpcenter.flows.case import Answer, Case
from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.money import Money
from helpcenter.orders.order import Order
from helpcenter.policy.decision import Decision, Refund, Remedy
from helpcenter.policy.terms import Policy


@dataclass(frozen=True)
class CitedRule:
    """The term that settled it, as it held for the order: `value` as articles quote it, `since` a day.

    `key` alone where the store has no such term; nothing at all where nothing was decided.
    """

    key: str = ""
    description: str = ""
    value: str = ""
    source: str = ""
    since: date | None = None


@dataclass(frozen=True)
class Receipt:
    """`order`, `others` (requests for it), `claims` and `decided_at` are all that it takes to decide again.

    There are no `decisions` where everything was in other requests already. `asked` is the money by the
    rules alone, `refund` what other requests leave of it, `fees` what was kept or charged, by line id.
    `articles` are slugs. `closest` is known of a refusal alone.
    """

    decided_at: datetime
    action: Action
    order: Order
    others: tuple[Holding, ...]
    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    rule: CitedRule
    remedy: Remedy | None
    asked: Refund | None
    refund: Refund | None
    articles: tuple[str, ...]
    policy_digest: str
    fees: Mapping[str, Money] = field(default_factory=dict)
    closest: Decision | None = None

    def case(self, policy: Policy, answers: Mapping[str, Answer] | None = None) -> Case:
        """The facts of then, for that policy to decide on."""
        return Case(self.order, answers or {}, policy, self.decided_at, self.others)
