"""A decision and what bears on it as JSON, in the form of `helpcenter decide` and of stored receipts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import Decision, Evidence, Reason, Refund, Remedy

_EDGES = ("opens_at", "closes_at")


def write_decision(decision: Decision) -> dict[str, Any]:
    """Instants carry the store's offset. `fee` is there only for changes, which alone have a price."""
    written: dict[str, Any] = {
        "allowed": decision.allowed,
        "reason": decision.reason,
        "rule": decision.rule,
        "opens_at": _instant(decision.opens_at),
        "closes_at": _instant(decision.closes_at),
        "refund": write_refund(decision.refund),
        "remedies": list(decision.remedies),
        "gift": decision.gift,
        "evidence": list(decision.evidence),
    }
    if decision.fee is not None:
        written["fee"] = str(decision.fee)
    return written


def read_decision(action: Action, written: Mapping[str, Any], currency: str) -> Decision:
    """What `write_decision` wrote, which leaves out the fees of single lines."""
    opens_at, closes_at = (written[edge] and datetime.fromisoformat(written[edge]) for edge in _EDGES)
    return Decision(
        action=action,
        allowed=written["allowed"],
        reason=Reason(written["reason"]),
        rule=written["rule"],
        opens_at=opens_at,
        closes_at=closes_at,
        refund=read_refund(written["refund"]),
        remedies=tuple(Remedy(remedy) for remedy in written["remedies"]),
        gift=written["gift"],
        evidence=tuple(Evidence(code) for code in written["evidence"]),
        fee=Money(Decimal(written["fee"]), currency) if "fee" in written else None,
    )


def write_refund(refund: Refund | None) -> dict[str, str] | None:
    if refund is None:
        return None
    return {
        "items": str(refund.items),
        "shipping": str(refund.shipping),
        "fee": str(refund.fee),
        "total": str(refund.total),
        "currency": refund.items.currency,
    }


def read_refund(written: Mapping[str, str] | None) -> Refund | None:
    """What `write_refund` wrote."""
    if written is None:
        return None
    items, shipping, fee = (
        Money(Decimal(written[part]), written["currency"]) for part in ("items", "shipping", "fee")
    )
    return Refund(items, shipping, fee)


def write_holding(holding: Holding) -> dict[str, Any]:
    return {
        "reference": holding.reference,
        "action": holding.action,
        "status": holding.status,
        "quantities": dict(holding.quantities),
        "refund": write_refund(holding.refund),
    }


def read_holding(written: Mapping[str, Any]) -> Holding:
    """What `write_holding` wrote."""
    return Holding(
        reference=written["reference"],
        action=Action(written["action"]),
        status=RequestStatus(written["status"]),
        quantities=written["quantities"],
        refund=read_refund(written["refund"]),
    )


def _instant(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
