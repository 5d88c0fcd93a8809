"""A decision as JSON, in the form of `helpcenter decide` and of stored receipts."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from helpcenter.policy.decision import Decision, Refund


def write_decision(decision: Decision) -> dict[str, Any]:
    """Instants carry the store's offset. `fee` is there only for changes, which alone have a price."""
    written: dict[str, Any] = {
        "allowed": decision.allowed,
        "reason": decision.reason,
        "rule": decision.rule,
        "opens_at": _instant(decision.opens_at),
        "closes_at": _instant(decision.closes_at),
        "refund": write_refund(decision.refund) if decision.refund else None,
        "remedies": list(decision.remedies),
        "gift": decision.gift,
        "evidence": list(decision.evidence),
    }
    if decision.fee is not None:
        written["fee"] = str(decision.fee)
    return written


def write_refund(refund: Refund) -> dict[str, str]:
    return {
        "items": str(refund.items),
        "shipping": str(refund.shipping),
        "fee": str(refund.fee),
        "total": str(refund.total),
        "currency": refund.items.currency,
    }


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
