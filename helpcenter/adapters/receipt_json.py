"""Receipts as JSON, in the form in which they are stored."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from helpcenter.adapters.decision_json import (
    read_decision,
    read_holding,
    read_refund,
    write_decision,
    write_holding,
    write_refund,
)
from helpcenter.adapters.order_json import read_claim, read_order, write_claim, write_order
from helpcenter.flows.receipt import CitedRule, Receipt
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.policy.decision import Decision, Remedy


def write_receipt(receipt: Receipt) -> dict[str, Any]:
    written = {
        "decided_at": receipt.decided_at.isoformat(),
        "action": receipt.action,
        "order": write_order(receipt.order),
        "others": [write_holding(holding) for holding in receipt.others],
        "claims": [write_claim(claim) for claim in receipt.claims],
        "decisions": [write_decision(decision) for decision in receipt.decisions],
        "rule": _write_rule(receipt.rule),
        "remedy": receipt.remedy,
        "asked": write_refund(receipt.asked),
        "refund": write_refund(receipt.refund),
        "fees": {line_id: str(fee) for line_id, fee in receipt.fees.items()},
        "articles": list(receipt.articles),
        "policy_digest": receipt.policy_digest,
    }
    if receipt.closest is not None:
        written["closest"] = {"action": receipt.closest.action, **write_decision(receipt.closest)}
    return written


def read_receipt(written: Mapping[str, Any]) -> Receipt:
    """What `write_receipt` wrote, now or before there were "fees".

    Raises InvalidInput where the order or a claim cannot be read.
    """
    action, order = Action(written["action"]), read_order(written["order"])
    currency, closest = order.currency, written.get("closest")
    return Receipt(
        decided_at=datetime.fromisoformat(written["decided_at"]),
        action=action,
        order=order,
        others=tuple(read_holding(other) for other in written["others"]),
        claims=tuple(read_claim(claim) for claim in written["claims"]),
        decisions=tuple(read_decision(action, decision, currency) for decision in written["decisions"]),
        rule=_read_rule(written["rule"]),
        remedy=Remedy(written["remedy"]) if written["remedy"] else None,
        asked=read_refund(written["asked"]),
        refund=read_refund(written["refund"]),
        articles=tuple(written["articles"]),
        policy_digest=written["policy_digest"],
        fees={line_id: Money(Decimal(fee), currency) for line_id, fee in written.get("fees", {}).items()},
        closest=_read_closest(closest, currency) if closest else None,
    )


def _read_closest(written: Mapping[str, Any], currency: str) -> Decision:
    return read_decision(Action(written["action"]), written, currency)


def _write_rule(rule: CitedRule) -> dict[str, str]:
    if not rule.key:
        return {}
    if rule.since is None:
        return {"key": rule.key}
    return {**vars(rule), "since": rule.since.isoformat()}


def _read_rule(written: Mapping[str, str]) -> CitedRule:
    if "since" not in written:
        return CitedRule(written.get("key", ""))
    words = {name: written[name] for name in ("key", "description", "value", "source")}
    return CitedRule(**words, since=date.fromisoformat(written["since"]))
