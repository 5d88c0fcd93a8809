"""Decides again from the facts in a receipt: whoever doubts a request or a refusal can see it decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from helpcenter.adapters.decision_json import read_holding, write_decision, write_refund
from helpcenter.adapters.order_json import read_claim, read_order
from helpcenter.flows.case import Case
from helpcenter.flows.holding import Holding
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import settle_claims
from helpcenter.orders.claim import Action
from helpcenter.orders.refusal import Refusal
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
    case = Case(read_order(receipt["order"]), {}, policy, decided_at, _others(receipt))
    claims = tuple(read_claim(claim) for claim in receipt["claims"])
    remedy = Remedy(receipt["remedy"]) if receipt["remedy"] else None
    settlement = settle_claims(action, claims, remedy, case)
    again = {
        "decisions": [write_decision(decision) for decision in settlement.decisions],
        "asked": write_refund(settlement.asked) if settlement.asked else None,
        "refund": write_refund(settlement.refund) if settlement.refund else None,
    }
    stored = {name: receipt[name] for name in again}
    return Replay(
        decided_at=decided_at,
        decisions=len(claims),
        policy_changed=receipt["policy_digest"] != policy.digest,
        differences=tuple(_differences("", stored, json.loads(json.dumps(again)))),
    )


def replay_refusal(refusal: Refusal, policy: Policy) -> Replay:
    """The wizard, too, has to lead to the same page again. Raises as `replay_receipt`."""
    replayed = replay_receipt(refusal.receipt, policy)
    case = Case(
        order=read_order(refusal.receipt["order"]),
        answers={},
        policy=policy,
        now=replayed.decided_at,
        holdings=_others(refusal.receipt),
    )
    outcome = replay(FLOWS[refusal.flow], case, refusal.answers).node.key
    if outcome == refusal.outcome:
        return replayed
    moved = Difference("outcome", refusal.outcome, outcome)
    return replace(replayed, differences=(*replayed.differences, moved))


def _others(receipt: Mapping[str, Any]) -> tuple[Holding, ...]:
    return tuple(read_holding(other) for other in receipt["others"])


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
