"""Cancelling and changing: what is possible until the parcel leaves."""

from __future__ import annotations

from datetime import datetime

from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, OrderStatus, code_key, total
from helpcenter.policy.decision import Decision, LineFee, Reason, Refund
from helpcenter.policy.inquiry import Inquiry

EXPRESS = "express"


def decide_cancel(inquiry: Inquiry) -> Decision:
    order, fees = inquiry.order, _production_fees(inquiry)
    kept = _sum(fees, inquiry)
    shipping = order.shipping.price if inquiry.flag("refunds_shipping") else inquiry.nothing
    refund = Refund(items=order.items_price - kept, shipping=shipping, fee=kept)
    return _refuse_too_late(inquiry) or _allow(inquiry, refund=refund, line_fees=fees)


def decide_change_items(inquiry: Inquiry) -> Decision:
    fees = _production_fees(inquiry)
    return _refuse_too_late(inquiry) or _allow(inquiry, fee=_sum(fees, inquiry), line_fees=fees)


def decide_change_shipping(inquiry: Inquiry) -> Decision:
    fee = Money(inquiry.decimal("fee"), inquiry.order.currency) if inquiry.has("fee") else None
    return _refuse_too_late(inquiry) or _refuse_method(inquiry) or _allow(inquiry, fee=fee)


def _refuse_too_late(inquiry: Inquiry) -> Decision | None:
    order = inquiry.order
    if order.status is OrderStatus.CANCELLED:
        return inquiry.refuse(Reason.ALREADY_CANCELLED, "offered")
    if order.is_shipped:
        return inquiry.refuse(Reason.ALREADY_SHIPPED, _status_rule(inquiry))
    if inquiry.has("statuses") and order.status not in inquiry.codes("statuses"):
        return inquiry.refuse(Reason.STATUS_LOCKED, "statuses")
    closes_at = _closes_at(inquiry)
    if closes_at and inquiry.is_past(closes_at):
        return inquiry.refuse(Reason.WINDOW_CLOSED, "window", closes_at=closes_at)
    return None


def _refuse_method(inquiry: Inquiry) -> Decision | None:
    """Express that no carrier would take, or a method that the shop does not have."""
    claim, shipping = inquiry.claim, inquiry.order.shipping
    if claim.method is None and claim.address is None:
        return None
    closes_at = _closes_at(inquiry)
    new_method = code_key(claim.method or "")
    if inquiry.has("methods") and new_method and new_method not in _keys(inquiry, "methods"):
        return inquiry.refuse(Reason.EXPRESS_UNAVAILABLE, "methods", closes_at=closes_at)
    if (new_method or code_key(shipping.method)) != EXPRESS:
        return None
    # A form that was left empty names no other address than the order's own.
    address = claim.address if claim.address and not claim.address.is_blank else shipping.address
    if address.is_po_box and "po_box" in inquiry.codes("no_express_to"):
        return inquiry.refuse(Reason.EXPRESS_UNAVAILABLE, "no_express_to", closes_at=closes_at)
    tags = {code_key(tag) for line in inquiry.order.lines for tag in line.tags}
    if tags & _keys(inquiry, "no_express_with"):
        return inquiry.refuse(Reason.EXPRESS_UNAVAILABLE, "no_express_with", closes_at=closes_at)
    return None


def _keys(inquiry: Inquiry, name: str) -> set[str]:
    return {code_key(code) for code in inquiry.codes(name)}


def _allow(
    inquiry: Inquiry,
    *,
    refund: Refund | None = None,
    fee: Money | None = None,
    line_fees: tuple[LineFee, ...] = (),
) -> Decision:
    closes_at = _closes_at(inquiry)
    if closes_at:
        reason, rule = Reason.WITHIN_WINDOW, "window"
    elif inquiry.has("production_fee") and not inquiry.order.is_in_production:
        reason, rule = Reason.BEFORE_PRODUCTION, "production_fee"
    else:
        reason, rule = Reason.BEFORE_DISPATCH, _status_rule(inquiry)
    return inquiry.allow(reason, rule, closes_at=closes_at, refund=refund, fee=fee, line_fees=line_fees)


def _closes_at(inquiry: Inquiry) -> datetime | None:
    return inquiry.closes_at(inquiry.order.placed_at) if inquiry.has("window") else None


def _status_rule(inquiry: Inquiry) -> str:
    return "statuses" if inquiry.has("statuses") else "offered"


def _sum(fees: tuple[LineFee, ...], inquiry: Inquiry) -> Money:
    return total((fee.amount for fee in fees), inquiry.order.currency)


def _production_fees(inquiry: Inquiry) -> tuple[LineFee, ...]:
    """Of the lines that have one."""
    fees = (LineFee(line.id, _production_fee(inquiry, line)) for line in inquiry.order.lines)
    return tuple(fee for fee in fees if fee.amount)


def _production_fee(inquiry: Inquiry, line: Line) -> Money:
    """What is kept of a line's price. What comes back is rounded, half up; the fee is the rest."""
    if line.kind is not LineKind.MADE_TO_ORDER or not inquiry.order.is_in_production:
        return inquiry.nothing
    return line.price - line.price.percent(100 - inquiry.decimal("production_fee"))
