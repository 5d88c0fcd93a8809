"""What can be told of a parcel beyond the policy."""

from helpcenter.flows.case import Case
from helpcenter.orders.order import Shipment


def is_overdue(case: Case, shipment: Shipment) -> bool:
    """On its way, and the day it was expected on is over in the store's time zone."""
    expected = shipment.estimated_delivery_at
    if not shipment.is_shipped or shipment.is_delivered or expected is None:
        return False
    zone = case.policy.zone
    return case.now.astimezone(zone).date() > expected.astimezone(zone).date()


def is_claimed_already(case: Case, shipment: Shipment) -> bool:
    """Whether every piece in it is part of another request."""
    lines = [line for line in case.order.lines if line.id in shipment.line_ids]
    return bool(lines) and not any(case.unclaimed(line) for line in lines)
