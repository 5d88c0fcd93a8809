"""What a fully answered case comes to: one decision for each claim, and the money of all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import reduce

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Flow
from helpcenter.orders.claim import Claim
from helpcenter.policy.decision import Decision, Refund, Remedy

# Remedies that are paid in money; with the others the same goods are sent instead.
PAID = frozenset({Remedy.REFUND, Remedy.STORE_CREDIT})


@dataclass(frozen=True)
class Settlement:
    """`refund` is the sum over all claims, None where the chosen remedy pays nothing."""

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    remedy: Remedy | None
    refund: Refund | None

    @property
    def allowed(self) -> bool:
        return bool(self.decisions) and all(decision.allowed for decision in self.decisions)


def settle(flow: Flow, case: Case) -> Settlement:
    if flow.action is None:
        raise TypeError(f"{flow.slug} only shows: there is nothing to settle")
    claims = flow.claims(case)
    decisions = tuple(case.decide(flow.action, claim) for claim in claims)
    remedy = _remedy(case, decisions)
    return Settlement(claims, decisions, remedy, refund_of(decisions, remedy))


def refund_of(decisions: Iterable[Decision], remedy: Remedy | None) -> Refund | None:
    """What all decisions together pay; None where the chosen remedy pays nothing."""
    refunds = [decision.refund for decision in decisions if decision.refund]
    return reduce(_add, refunds) if refunds and remedy in PAID else None


def _remedy(case: Case, decisions: tuple[Decision, ...]) -> Remedy | None:
    """What the customer chose; where there was no choice, the only one that the policy has."""
    if chosen := case.text("remedy"):
        return Remedy(chosen)
    offered = {remedy for decision in decisions for remedy in decision.remedies}
    return offered.pop() if len(offered) == 1 else None


def _add(one: Refund, other: Refund) -> Refund:
    return Refund(one.items + other.items, one.shipping + other.shipping, one.fee + other.fee)
