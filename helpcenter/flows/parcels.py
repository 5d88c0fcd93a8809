"""What can be told of a parcel beyond the policy."""

from helpcenter.flows.case import Case
from helpcenter.orders.order import Line, Shipment
from helpcenter.policy.lost_parcel import lost_lines


def is_overdue(case: Case, shipment: Shipment) -> bool:
    """On its way, and the day it was expected on is over in the store's time zone."""
    expected = shipment.estimated_delivery_at
    if not shipment.is_shipped or shipment.is_delivered or expected is None:
        return False
    zone = case.policy.zone
    return case.now.astimezone(zone).date() > expected.astimezone(zone).date()


def is_claimed_already(case: Case, shipment: Shipment) -> bool:
    """Whether every piece that its loss is about is part of another request."""
    lines = paid_for(case, shipment)
    return bool(lines) and not any(case.unclaimed(line) for line in lines)


def paid_for(case: Case, shipment: Shipment) -> tuple[Line, ...]:
    """The lines that money for its loss is about: all in it where a part of each has arrived elsewhere."""
    return lost_lines(case.order, shipment) or inside(case, shipment)


def inside(case: Case, shipment: Shipment) -> tuple[Line, ...]:
    return tuple(line for line in case.order.lines if line.id in shipment.line_ids)
