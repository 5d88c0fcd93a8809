"""Requests with the receipts that the policy really writes."""

from __future__ import annotations

from helpcenter.adapters.receipt_json import write_receipt
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Flow
from helpcenter.flows.settlement import settle
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.policy.promises import answer_by
from helpcenter.services.receipts import make_receipt
from helpcenter.services.store import Rules


def a_receipted_request(
    flow: Flow, case: Case, rules: Rules, reference: str = "R-7K4M-2XQP", note: str = ""
) -> Request:
    """As if sent at the case's moment; it has been through every state, each with that note."""
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
        receipt=write_receipt(make_receipt(case, flow.action, settlement, rules)),
        quantities=settlement.pieces,
        created_at=case.now,
        answer_by=answer_by(case.terms, case.now),
        events=tuple(RequestEvent(case.now, Actor.STAFF, status, note) for status in RequestStatus),
    )
