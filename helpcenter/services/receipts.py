"""The receipt of a decision: which facts met which rule, under which policy, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpcenter.adapters.decision_json import write_decision, write_holding, write_refund
from helpcenter.adapters.order_json import write_claim, write_order
from helpcenter.flows.case import Case
from helpcenter.flows.possible import closest
from helpcenter.flows.settlement import Settlement
from helpcenter.orders.claim import Action, Claim
from helpcenter.policy.decision import Decision
from helpcenter.services.store import Rules


def write_receipt(case: Case, action: Action, settlement: Settlement, rules: Rules) -> dict[str, Any]:
    """Plain JSON. What is needed to decide again stands under "order", "others", "claims" and "decided_at".

    "rule" is empty where nothing was decided: everything was in other requests ("others") already. "asked" is
    the money by the rules alone, "refund" what the other requests for the order leave of it.
    """
    decisions = settlement.decisions
    return {
        "decided_at": case.now.isoformat(),
        "action": action,
        "order": write_order(case.order),
        "others": [write_holding(holding) for holding in case.holdings],
        "claims": [write_claim(claim) for claim in settlement.claims],
        "decisions": [write_decision(decision) for decision in decisions],
        "rule": cite_rule(decisions[0], case, rules) if decisions else {},
        "remedy": settlement.remedy,
        "asked": write_refund(settlement.asked) if settlement.asked else None,
        "refund": write_refund(settlement.refund) if settlement.refund else None,
        "articles": [rules.wording.say(f"actions.{action}.article")],
        "policy_digest": case.policy.digest,
    }


def write_closest(case: Case, action: Action, claim: Claim) -> dict[str, Any] | None:
    """For a receipt that refuses the action for that claim: the nearest that is possible, or will be."""
    decision = closest(case, action, claim)
    return {"action": decision.action, **write_decision(decision)} if decision else None


def cite_rule(decision: Decision, case: Case, rules: Rules) -> Mapping[str, str]:
    """The term that settled it, as it holds for this order: what it is for, its value, source and date."""
    term = case.policy.terms.get(decision.rule)
    terms = case.policy.at(case.order.placed_at)
    if term is None or decision.rule not in terms:
        return {"key": decision.rule}
    return {
        "key": decision.rule,
        "description": term.description,
        "value": rules.facts_for(case.order.placed_at)[decision.rule],
        "source": term.source,
        "since": terms.values[decision.rule].since.isoformat(),
    }
