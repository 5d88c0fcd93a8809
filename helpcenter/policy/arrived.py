"""Claims about what has arrived: missing, wrong, defective, unwanted. All of them are about one line."""

from __future__ import annotations

from datetime import datetime

from helpcenter.orders.order import Line, OrderStatus
from helpcenter.policy.claimed import claimed_line, claimed_quantity
from helpcenter.policy.decision import Decision, Reason, Refund, Remedy
from helpcenter.policy.inquiry import Inquiry


def decide_arrived(inquiry: Inquiry) -> Decision:
    """One rule for all four: they differ only in their terms."""
    order = inquiry.order
    if order.status is OrderStatus.CANCELLED:
        return inquiry.refuse(Reason.ALREADY_CANCELLED, "offered")
    if not any(shipment.is_delivered for shipment in order.shipments):
        return inquiry.refuse(Reason.NOT_DELIVERED, _window_rule(inquiry))
    line = claimed_line(order, inquiry.claim)
    quantity = claimed_quantity(line, inquiry.claim)
    delivered_at = order.delivered_at(line.id)
    if delivered_at is None:
        return inquiry.refuse(Reason.SPLIT_SHIPMENT, _window_rule(inquiry))
    closes_at = inquiry.closes_at(delivered_at) if inquiry.has("window") else None
    if closes_at and inquiry.is_past(closes_at):
        return inquiry.refuse(Reason.WINDOW_CLOSED, "window", closes_at=closes_at)
    condition = inquiry.claim.condition
    if condition and inquiry.has("condition") and condition not in inquiry.codes("condition"):
        return inquiry.refuse(Reason.NOT_ORIGINAL_CONDITION, "condition", closes_at=closes_at)
    return _allow(inquiry, line, quantity, closes_at)


def _allow(inquiry: Inquiry, line: Line, quantity: int, closes_at: datetime | None) -> Decision:
    refund = None
    if Remedy.REFUND in inquiry.codes("remedies"):
        refund = Refund(items=line.unit_price * quantity, shipping=inquiry.nothing, fee=inquiry.nothing)
    reason = Reason.WITHIN_WINDOW if closes_at else Reason.NO_WINDOW
    return inquiry.allow(reason, _window_rule(inquiry), closes_at=closes_at, refund=refund)


def _window_rule(inquiry: Inquiry) -> str:
    return "window" if inquiry.has("window") else "offered"
