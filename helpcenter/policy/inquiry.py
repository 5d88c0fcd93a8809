"""Everything a rule reads, and the two ways it can answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.money import Money
from helpcenter.orders.order import Order
from helpcenter.policy.decision import Decision, Evidence, LineFee, Reason, Refund, Remedy
from helpcenter.policy.terms import TermsInForce
from helpcenter.policy.windows import closes_at, is_after


@dataclass(frozen=True)
class Inquiry:
    """One action asked for one order at one instant. `topic` is the policy's section ("cancellation")."""

    action: Action
    topic: str
    order: Order
    claim: Claim
    terms: TermsInForce
    now: datetime

    def key(self, name: str) -> str:
        return f"{self.topic}.{name}"

    def has(self, name: str) -> bool:
        return self.key(name) in self.terms

    def codes(self, name: str) -> tuple[str, ...]:
        return self.terms.codes(self.key(name))

    @property
    def nothing(self) -> Money:
        return Money.zero(self.order.currency)

    def flag(self, name: str) -> bool:
        return self.terms.flag(self.key(name))

    def decimal(self, name: str) -> Decimal:
        """A share in percent or an amount; 0 where the store has no such term."""
        return self.terms.decimal(self.key(name)) if self.has(name) else Decimal(0)

    def closes_at(self, start: datetime) -> datetime:
        return closes_at(self.terms.values[self.key("window")], start, self.terms.zone)

    def is_past(self, instant: datetime) -> bool:
        return is_after(self.now, instant)

    def refuse(
        self,
        reason: Reason,
        rule: str,
        *,
        opens_at: datetime | None = None,
        closes_at: datetime | None = None,
    ) -> Decision:
        return Decision(self.action, False, reason, self.key(rule), opens_at=opens_at, closes_at=closes_at)

    def allow(
        self,
        reason: Reason,
        rule: str,
        *,
        closes_at: datetime | None = None,
        refund: Refund | None = None,
        fee: Money | None = None,
        line_fees: tuple[LineFee, ...] = (),
    ) -> Decision:
        """Adds the remedies, the gift and the evidence that the topic's terms name; drops an empty refund."""
        remedies = tuple(Remedy(code) for code in self.codes("remedies"))
        gifted = {Remedy(code) for code in self.codes("gift")}
        refund = refund if refund and refund.total else None
        return Decision(
            self.action,
            True,
            reason,
            self.key(rule),
            closes_at=closes_at,
            refund=refund,
            remedies=remedies or ((Remedy.REFUND,) if refund else ()),
            gift=any(remedy in gifted for remedy in remedies),
            evidence=evidence_in(self.terms, self.topic),
            fee=fee,
            line_fees=line_fees,
        )


def evidence_in(terms: TermsInForce, topic: str) -> tuple[Evidence, ...]:
    """What the customer has to add, whatever the claim is about."""
    return tuple(Evidence(code) for code in terms.codes(f"{topic}.evidence"))
