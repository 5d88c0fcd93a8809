"""The receipt of a decision, as it is made at the moment of deciding."""

from __future__ import annotations

from helpcenter.flows.case import Case
from helpcenter.flows.receipt import CitedRule, Receipt
from helpcenter.flows.settlement import Settlement
from helpcenter.orders.claim import Action
from helpcenter.policy.decision import Decision
from helpcenter.services.store import Rules


def make_receipt(case: Case, action: Action, settlement: Settlement, rules: Rules) -> Receipt:
    """Without what is closest to a refusal, which takes longest to find out."""
    decisions = settlement.decisions
    return Receipt(
        decided_at=case.now,
        action=action,
        order=case.order,
        others=case.holdings,
        claims=settlement.claims,
        decisions=decisions,
        rule=cite_rule(decisions[0], case, rules) if decisions else CitedRule(),
        remedy=settlement.remedy,
        asked=settlement.asked,
        refund=settlement.refund,
        articles=(rules.wording.say(f"actions.{action}.article"),),
        policy_digest=case.policy.digest,
        fees=settlement.fees,
    )


def cite_rule(decision: Decision, case: Case, rules: Rules) -> CitedRule:
    """The term that settled it, as it holds for this order: what it is for, its value, source and date."""
    term = case.policy.terms.get(decision.rule)
    terms = case.policy.at(case.order.placed_at)
    if term is None or decision.rule not in terms:
        return CitedRule(decision.rule)
    return CitedRule(
        key=decision.rule,
        description=term.description,
        value=rules.facts_for(case.order.placed_at)[decision.rule],
        source=term.source,
        since=terms.values[decision.rule].since,
    )
