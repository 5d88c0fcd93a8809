"""What a fully answered case comes to: one decision for each claim, and the money of all of them.

Money is bounded by what other requests for the same order hold. The rules are asked once more about what is
left of the order: without their pieces, and without shipping that they give back. So nothing is paid for
twice, and all requests together never come to more than was paid.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from helpcenter.flows.case import REMEDY, Case
from helpcenter.flows.flow import Flow, Outcome
from helpcenter.flows.parcels import inside, paid_for
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Refund, Remedy
from helpcenter.policy.lost_parcel import covers_whole_order

# Remedies that are paid in money; with the others the same goods are sent instead.
PAID = frozenset({Remedy.REFUND, Remedy.STORE_CREDIT})


@dataclass(frozen=True)
class Settlement:
    """`asked` is the sum over all claims as the rules have it, `refund` what other requests leave of that;
    both are None where the chosen remedy pays nothing. `pieces` are those that nobody can claim again then.
    """

    claims: tuple[Claim, ...]
    decisions: tuple[Decision, ...]
    remedy: Remedy | None
    asked: Refund | None
    refund: Refund | None
    pieces: Mapping[str, int] = field(default_factory=dict)

    @property
    def fees(self) -> dict[str, Money]:
        """By line id, what is kept of its price or what changing it costs."""
        return {fee.line_id: fee.amount for decision in self.decisions for fee in decision.line_fees}

    @property
    def allowed(self) -> bool:
        return bool(self.decisions) and all(decision.allowed for decision in self.decisions)


def settle(flow: Flow, case: Case) -> Settlement:
    if flow.action is None:
        raise TypeError(f"{flow.slug} only shows: there is nothing to settle")
    chosen = Remedy(case.text(REMEDY)) if case.text(REMEDY) else None
    return settle_claims(flow.action, flow.claims(case), chosen, case)


def refuse(flow: Flow, outcome: Outcome, case: Case) -> Settlement:
    """What an outcome refuses, and why. Nothing was decided where other requests hold all there is."""
    if flow.action is None or outcome.refused is None:
        return Settlement((), (), None, None, None)
    claim = outcome.refused(case)
    return Settlement((claim,), (case.decide(flow.action, claim),), None, None, None)


def settle_claims(action: Action, claims: tuple[Claim, ...], chosen: Remedy | None, case: Case) -> Settlement:
    """`chosen` is the customer's choice of a remedy; None where there was none to make."""
    decisions = tuple(case.decide(action, claim) for claim in claims)
    remedy = chosen or _only_remedy(decisions)
    asked = _sum(decisions) if remedy in PAID else None
    return Settlement(
        claims,
        decisions,
        remedy,
        asked,
        refund=_left_of(asked, action, claims, case) if asked else None,
        pieces=_pieces(case, claims, remedy),
    )


def _left_of(asked: Refund, action: Action, claims: tuple[Claim, ...], case: Case) -> Refund:
    """Kept as a zero where nothing is left, so that the receipt can say so."""
    if not case.holdings:
        return asked
    order, nothing = case.remaining_order, Money.zero(case.order.currency)
    again = [decide(action, order, claim, case.policy, case.now) for claim in claims]
    refund = _sum(again) or Refund(nothing, nothing, nothing)
    paid = case.order.items_price
    return replace(refund, items=min(refund.items, paid - min(case.held_refund.items, paid)))


def _sum(decisions: Iterable[Decision]) -> Refund | None:
    refunds = [decision.refund for decision in decisions if decision.refund]
    return sum(refunds[1:], start=refunds[0]) if refunds else None


def _only_remedy(decisions: tuple[Decision, ...]) -> Remedy | None:
    offered = {remedy for decision in decisions for remedy in decision.remedies}
    return offered.pop() if len(offered) == 1 else None


def _pieces(case: Case, claims: tuple[Claim, ...], remedy: Remedy | None) -> dict[str, int]:
    """A parcel's are all that are in it; where its loss is paid for, all that the money is for."""
    pieces: dict[str, int] = {}
    for claim in claims:
        if claim.line_id and claim.quantity:
            pieces[claim.line_id] = claim.quantity
        elif claim.shipment_id:
            lines = _lost(case, claim.shipment_id, remedy)
            pieces.update({line.id: case.unclaimed(line) for line in lines if case.unclaimed(line)})
    return pieces


def _lost(case: Case, shipment_id: str, remedy: Remedy | None) -> tuple[Line, ...]:
    shipment = case.order.shipment(shipment_id)
    if remedy in PAID and covers_whole_order(case.terms):
        return case.order.lines
    if shipment is None:
        return ()
    return paid_for(case, shipment) if remedy in PAID else inside(case, shipment)
