"""Where an order stands, and what can be done about it now."""

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome, Rule, otherwise
from helpcenter.flows.parcels import is_claimed_already, is_overdue
from helpcenter.orders.claim import Action
from helpcenter.orders.order import OrderStatus


def _is_late(case: Case) -> bool:
    return any(is_overdue(case, shipment) for shipment in case.order.shipments)


def _is_reported(case: Case) -> bool:
    """Whether each parcel that is late is in a request already, and none is left to look for."""
    late = [shipment for shipment in case.order.shipments if is_overdue(case, shipment)]
    return bool(late) and all(is_claimed_already(case, shipment) for shipment in late)


def _all_delivered(case: Case) -> bool:
    if case.order.status is OrderStatus.DELIVERED:
        return True
    arrived = {line_id for s in case.order.shipments if s.is_delivered for line_id in s.line_ids}
    awaited = any(not shipment.is_delivered for shipment in case.order.shipments)
    return not awaited and all(line.id in arrived for line in case.order.lines)


def _partly_delivered(case: Case) -> bool:
    return any(shipment.is_delivered for shipment in case.order.shipments)


FIND_MY_ORDER = Flow(
    slug="find-my-order",
    action=None,
    start=(
        Rule("cancelled", lambda case: case.order.status is OrderStatus.CANCELLED, "it was cancelled"),
        Rule("reported", _is_reported, "what is late has been reported"),
        Rule("overdue", _is_late, "a parcel is late"),
        Rule("delivered", _all_delivered, "everything has arrived"),
        Rule("partly_delivered", _partly_delivered, "a part has arrived"),
        Rule("on_its_way", lambda case: case.order.is_shipped, "something was sent"),
        otherwise("in_production", "nothing was sent yet"),
    ),
    nodes=(
        Outcome("cancelled", Ending.STATUS),
        Outcome("reported", Ending.STATUS),
        Outcome("overdue", Ending.STATUS, advises=Action.REPORT_LOST_PARCEL),
        Outcome("delivered", Ending.STATUS),
        Outcome("partly_delivered", Ending.STATUS),
        Outcome("on_its_way", Ending.STATUS),
        Outcome("in_production", Ending.STATUS),
    ),
)
