"""Every wizard, once. The order is the one in which they are shown."""

from collections.abc import Mapping

from helpcenter.flows.cancel_order import CANCEL_ORDER
from helpcenter.flows.change_order import CHANGE_ORDER
from helpcenter.flows.change_shipping import CHANGE_SHIPPING
from helpcenter.flows.defective_item import DEFECTIVE_ITEM
from helpcenter.flows.find_my_order import FIND_MY_ORDER
from helpcenter.flows.flow import Flow
from helpcenter.flows.lost_parcel import LOST_PARCEL
from helpcenter.flows.missing_item import MISSING_ITEM
from helpcenter.flows.resend_confirmation import RESEND_CONFIRMATION
from helpcenter.flows.return_item import RETURN_ITEM
from helpcenter.flows.wrong_item import WRONG_ITEM
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import RULES
from helpcenter.policy.terms import Policy

FLOWS: Mapping[str, Flow] = {
    flow.slug: flow
    for flow in (
        FIND_MY_ORDER,
        CANCEL_ORDER,
        CHANGE_ORDER,
        CHANGE_SHIPPING,
        MISSING_ITEM,
        WRONG_ITEM,
        DEFECTIVE_ITEM,
        RETURN_ITEM,
        LOST_PARCEL,
        RESEND_CONFIRMATION,
    )
}
FLOW_FOR_ACTION: Mapping[Action, Flow] = {flow.action: flow for flow in FLOWS.values() if flow.action}


def offered_flows(policy: Policy) -> tuple[Flow, ...]:
    """The wizards that make sense in this store: those whose action it offers, and those that only show."""
    return tuple(
        flow for flow in FLOWS.values() if flow.action is None or policy.speaks_of(RULES[flow.action][0])
    )
