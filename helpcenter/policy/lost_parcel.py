"""A parcel that never came."""

from __future__ import annotations

from helpcenter.orders.order import Line, Order, OrderStatus, Shipment, total
from helpcenter.policy.claimed import claimed_shipment
from helpcenter.policy.decision import Decision, Reason, Refund, Remedy
from helpcenter.policy.inquiry import Inquiry
from helpcenter.policy.terms import TermsInForce
from helpcenter.policy.windows import is_after, opens_at

_SCOPE = "lost_parcel.refund_scope"
_WHOLE_ORDER = "order"


def decide_lost_parcel(inquiry: Inquiry) -> Decision:
    order = inquiry.order
    if order.status is OrderStatus.CANCELLED:
        return inquiry.refuse(Reason.ALREADY_CANCELLED, "offered")
    if not any(shipment.is_shipped for shipment in order.shipments):
        return inquiry.refuse(Reason.NOT_SHIPPED, "wait")
    shipment = claimed_shipment(inquiry.order, inquiry.claim)
    if not shipment.is_shipped:
        return inquiry.refuse(Reason.NOT_SHIPPED, "wait")
    if shipment.is_delivered:
        return inquiry.refuse(Reason.MARKED_DELIVERED, "wait")
    if shipment.estimated_delivery_at is None:
        return inquiry.refuse(Reason.NOT_OVERDUE, "wait")
    wait = inquiry.terms.values[inquiry.key("wait")]
    opening = opens_at(wait, shipment.estimated_delivery_at, inquiry.terms.zone)
    if is_after(opening, inquiry.now):
        return inquiry.refuse(Reason.NOT_OVERDUE, "wait", opens_at=opening)
    if inquiry.flag("complete_address") and not order.shipping.address.is_complete:
        return inquiry.refuse(Reason.ADDRESS_INCOMPLETE, "complete_address")
    return inquiry.allow(Reason.OVERDUE, "wait", refund=_refund(inquiry, shipment))


def covers_whole_order(terms: TermsInForce) -> bool:
    """Whether the loss of one parcel gives back the whole order."""
    return _WHOLE_ORDER in terms.codes(_SCOPE)


def lost_lines(order: Order, lost: Shipment) -> tuple[Line, ...]:
    """The parcel's lines, without those of which a parcel that has arrived carries a part.

    Nobody says how many pieces were in which. What did not come of such a line is reported as missing.
    """
    arrived = {line_id for other in _others_arrived(order, lost) for line_id in other.line_ids}
    return tuple(line for line in order.lines if line.id in lost.line_ids and line.id not in arrived)


def _others_arrived(order: Order, lost: Shipment) -> list[Shipment]:
    return [other for other in order.shipments if other.id != lost.id and other.is_delivered]


def _refund(inquiry: Inquiry, lost: Shipment) -> Refund | None:
    """The lost lines, and the order's shipping while no other parcel has arrived."""
    if Remedy.REFUND not in inquiry.codes("remedies"):
        return None
    order = inquiry.order
    if covers_whole_order(inquiry.terms):
        return Refund(items=order.items_price, shipping=order.shipping.price, fee=inquiry.nothing)
    items = total((line.price for line in lost_lines(order, lost)), order.currency)
    shipping = inquiry.nothing if _others_arrived(order, lost) else order.shipping.price
    return Refund(items=items, shipping=shipping, fee=inquiry.nothing)
