"""The one door to every rule: what a customer wants, and what the policy answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order
from helpcenter.policy.arrived import decide_arrived
from helpcenter.policy.before_dispatch import decide_cancel, decide_change_items, decide_change_shipping
from helpcenter.policy.claimed import check_claim
from helpcenter.policy.confirmation import decide_resend
from helpcenter.policy.decision import Decision, Evidence, Reason
from helpcenter.policy.inquiry import Inquiry, evidence_in
from helpcenter.policy.lost_parcel import decide_lost_parcel
from helpcenter.policy.terms import Policy, TermsInForce

RULES: dict[Action, tuple[str, Callable[[Inquiry], Decision]]] = {
    Action.CANCEL_ORDER: ("cancellation", decide_cancel),
    Action.CHANGE_ITEMS: ("item_changes", decide_change_items),
    Action.CHANGE_SHIPPING: ("shipping_changes", decide_change_shipping),
    Action.RESEND_CONFIRMATION: ("confirmation", decide_resend),
    Action.REPORT_MISSING_ITEM: ("missing_item", decide_arrived),
    Action.REPORT_WRONG_ITEM: ("wrong_item", decide_arrived),
    Action.REPORT_DEFECTIVE_ITEM: ("defective_item", decide_arrived),
    Action.RETURN_ITEM: ("returns", decide_arrived),
    Action.REPORT_LOST_PARCEL: ("lost_parcel", decide_lost_parcel),
}


def decide(action: Action, order: Order, claim: Claim, policy: Policy, now: datetime) -> Decision:
    """What the claim leaves open in `condition`, `method` or `address` (None) is not judged yet.

    Raises InvalidInput where the claim names a line, a parcel or a quantity that the order does not have,
    whatever the policy says, and where a rule comes to one that the claim should name and does not.
    """
    if now.utcoffset() is None:
        raise ValueError(f"now ({now}) has no offset")
    check_claim(action, order, claim)
    topic, rule = RULES[action]
    offered = f"{topic}.offered"
    if not policy.speaks_of(topic):
        return Decision(action, False, Reason.NOT_OFFERED, offered)
    terms = policy.at(order.placed_at)
    if offered not in terms:
        return Decision(action, False, Reason.NO_TERMS, offered)
    if not terms.flag(offered):
        return Decision(action, False, Reason.NOT_OFFERED, offered)
    return rule(Inquiry(action, topic, order, claim, terms, now))


def wanted_evidence(action: Action, terms: TermsInForce) -> tuple[Evidence, ...]:
    """What every claim of that kind asks for that `decide` allows under these terms."""
    topic, _rule = RULES[action]
    return evidence_in(terms, topic)
