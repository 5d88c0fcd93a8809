"""What a claim names, found in the order."""

from __future__ import annotations

from helpcenter.errors import InvalidInput
from helpcenter.orders.claim import ABOUT_LINES, Action, Claim
from helpcenter.orders.order import Line, Order, Shipment


def check_claim(action: Action, order: Order, claim: Claim) -> None:
    """Raises InvalidInput where it names a line, a parcel or a quantity that the order does not have.

    Only what the action reads is looked at, and what is not said yet is not missed here. An order without any
    parcel has not shipped, whichever parcel is asked for.
    """
    if action in ABOUT_LINES and claim.line_id is not None:
        line = claimed_line(order, claim)
        if claim.quantity is not None:
            claimed_quantity(line, claim)
    if action is Action.REPORT_LOST_PARCEL and order.shipments and claim.shipment_id is not None:
        claimed_shipment(order, claim)


def claimed_line(order: Order, claim: Claim) -> Line:
    line = order.line(claim.line_id) if claim.line_id is not None else None
    if line is None:
        raise InvalidInput("claim.line_id", "one of the order's line ids")
    return line


def claimed_quantity(line: Line, claim: Claim) -> int:
    quantity = claim.quantity
    if quantity is None or not 1 <= quantity <= line.quantity:
        raise InvalidInput("claim.quantity", f"a whole number from 1 to {line.quantity}")
    return quantity


def claimed_shipment(order: Order, claim: Claim) -> Shipment:
    shipment = order.shipment(claim.shipment_id) if claim.shipment_id is not None else None
    if shipment is None:
        raise InvalidInput("claim.shipment_id", "one of the order's shipment ids")
    return shipment
