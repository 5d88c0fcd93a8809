"""The receipt of a decision: which facts met which rule, under which policy, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from helpcenter.adapters.decision_json import write_decision, write_refund
from helpcenter.adapters.order_json import write_claim, write_order
from helpcenter.flows.case import Case
from helpcenter.flows.settlement import Settlement
from helpcenter.policy.decision import Decision
from helpcenter.services.store import Rules


def write_receipt(case: Case, settlement: Settlement, rules: Rules) -> dict[str, Any]:
    """Plain JSON. All that is needed to decide again stands under "order", "claims" and "decided_at"."""
    first = settlement.decisions[0]
    return {
        "decided_at": case.now.isoformat(),
        "action": first.action,
        "order": write_order(case.order),
        "claims": [write_claim(claim) for claim in settlement.claims],
        "decisions": [write_decision(decision) for decision in settlement.decisions],
        "rule": cite_rule(first, case, rules),
        "remedy": settlement.remedy,
        "refund": write_refund(settlement.refund) if settlement.refund else None,
        "policy_digest": case.policy.digest,
    }


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
