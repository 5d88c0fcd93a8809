"""Requests with the receipts that the policy really writes."""

from __future__ import annotations

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Flow
from helpcenter.flows.settlement import settle
from helpcenter.orders.request import Request, RequestEvent, RequestStatus
from helpcenter.services.receipts import write_receipt
from helpcenter.services.store import Rules


def a_receipted_request(flow: Flow, case: Case, rules: Rules, reference: str = "R-7K4M-2XQP") -> Request:
    """As if sent at the case's moment; it has been through every state."""
    assert flow.action is not None
    settlement = settle(flow, case)
    assert settlement.allowed
    return Request(
        reference=reference,
        order_number=case.order.number,
        flow=flow.slug,
        action=flow.action,
        status=RequestStatus.SUBMITTED,
        answers=case.answers,
        receipt=write_receipt(case, settlement, rules),
        quantities={c.line_id: c.quantity for c in settlement.claims if c.line_id and c.quantity},
        created_at=case.now,
        events=tuple(RequestEvent(case.now, "staff", status) for status in RequestStatus),
    )
