"""Decides a request again from the facts in its receipt: whoever doubts a decision can see it made."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helpcenter.adapters.decision_json import write_decision, write_refund
from helpcenter.adapters.order_json import read_claim, read_order
from helpcenter.flows.settlement import refund_of
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Remedy
from helpcenter.policy.terms import Policy

_ABSENT = "nothing"


@dataclass(frozen=True)
class Difference:
    """`field` is a dotted path into the receipt ("decisions.0.closes_at")."""

    field: str
    stored: str
    decided: str


@dataclass(frozen=True)
class Replay:
    """`policy_changed` says that the file is another one today; its dated terms may well decide the same."""

    decided_at: datetime
    decisions: int
    policy_changed: bool
    differences: tuple[Difference, ...]


def replay_receipt(receipt: Mapping[str, Any], policy: Policy) -> Replay:
    """Raises InvalidInput where the receipt does not hold an order or a claim that can be read."""
    action, decided_at = Action(receipt["action"]), datetime.fromisoformat(receipt["decided_at"])
    order = read_order(receipt["order"])
    claims = [read_claim(claim) for claim in receipt["claims"]]
    decisions = [decide(action, order, claim, policy, decided_at) for claim in claims]
    remedy = Remedy(receipt["remedy"]) if receipt["remedy"] else None
    refund = refund_of(decisions, remedy)
    again = {
        "decisions": [write_decision(decision) for decision in decisions],
        "refund": write_refund(refund) if refund else None,
    }
    stored = {name: receipt[name] for name in again}
    return Replay(
        decided_at=decided_at,
        decisions=len(decisions),
        policy_changed=receipt["policy_digest"] != policy.digest,
        differences=tuple(_differences("", stored, json.loads(json.dumps(again)))),
    )


def _differences(path: str, stored: Any, decided: Any) -> Iterator[Difference]:
    if isinstance(stored, list) and isinstance(decided, list):
        stored, decided = dict(enumerate(stored)), dict(enumerate(decided))
    if isinstance(stored, dict) and isinstance(decided, dict):
        for key in [*stored, *(key for key in decided if key not in stored)]:
            yield from _differences(
                f"{path}.{key}".lstrip("."), stored.get(key, _ABSENT), decided.get(key, _ABSENT)
            )
    elif stored != decided:
        yield Difference(path, _said(stored), _said(decided))


def _said(value: Any) -> str:
    if value in (None, _ABSENT):
        return _ABSENT
    return value if isinstance(value, str) else json.dumps(value)
