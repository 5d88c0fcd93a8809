"""Every wizard, once. The order is the one in which they are shown."""

from collections.abc import Mapping

from helpcenter.flows.cancel_order import CANCEL_ORDER
from helpcenter.flows.find_my_order import FIND_MY_ORDER
from helpcenter.flows.flow import Flow
from helpcenter.flows.missing_item import MISSING_ITEM
from helpcenter.flows.return_item import RETURN_ITEM
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import RULES
from helpcenter.policy.terms import Policy

FLOWS: Mapping[str, Flow] = {
    flow.slug: flow for flow in (FIND_MY_ORDER, CANCEL_ORDER, MISSING_ITEM, RETURN_ITEM)
}
FLOW_FOR_ACTION: Mapping[Action, Flow] = {flow.action: flow for flow in FLOWS.values() if flow.action}


def offered_flows(policy: Policy) -> tuple[Flow, ...]:
    """The wizards that make sense in this store: those whose action it offers, and those that only show."""
    return tuple(
        flow for flow in FLOWS.values() if flow.action is None or policy.speaks_of(RULES[flow.action][0])
    )
