"""Sending the order confirmation again."""

from __future__ import annotations

from helpcenter.policy.decision import Decision, Reason
from helpcenter.policy.inquiry import Inquiry
from helpcenter.policy.windows import is_after, opens_at


def decide_resend(inquiry: Inquiry) -> Decision:
    if not inquiry.has("wait"):
        return inquiry.allow(Reason.NO_WINDOW, "offered")
    wait = inquiry.terms.values[inquiry.key("wait")]
    opening = opens_at(wait, inquiry.order.placed_at, inquiry.terms.zone)
    if is_after(opening, inquiry.now):
        return inquiry.refuse(Reason.NOT_YET_OPEN, "wait", opens_at=opening)
    return inquiry.allow(Reason.NO_WINDOW, "wait")
