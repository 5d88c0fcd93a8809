"""Decides again from the facts in a receipt: whoever doubts a request or a refusal can see it decided."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.decision_json import write_decision, write_refund
from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.adapters.refusals import load_refusal
from helpcenter.adapters.requests import load_request
from helpcenter.errors import InvalidInput
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import settle_claims
from helpcenter.orders.refusal import Refusal
from helpcenter.orders.request import Request
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


async def find_decided(connection: AsyncConnection, reference: str) -> Request | Refusal:
    """Raises InvalidInput where there is neither."""
    found = await load_request(connection, reference) or await load_refusal(connection, reference)
    if found is None:
        raise InvalidInput("reference", f"there is no request and no refusal {reference}")
    return found


def replay_receipt(written: Mapping[str, Any], policy: Policy) -> Replay:
    """Raises InvalidInput where the receipt does not hold an order or a claim that can be read."""
    receipt = read_receipt(written)
    settlement = settle_claims(receipt.action, receipt.claims, receipt.remedy, receipt.case(policy))
    again = {
        "decisions": [write_decision(decision) for decision in settlement.decisions],
        "asked": write_refund(settlement.asked),
        "refund": write_refund(settlement.refund),
        "fees": {line_id: str(fee) for line_id, fee in settlement.fees.items()},
    }
    # Older receipts have no fees of single lines.
    stored = {"fees": again["fees"], **{name: written[name] for name in again if name in written}}
    return Replay(
        decided_at=receipt.decided_at,
        decisions=len(receipt.claims),
        policy_changed=receipt.policy_digest != policy.digest,
        differences=tuple(_differences("", stored, json.loads(json.dumps(again)))),
    )


def replay_refusal(refusal: Refusal, policy: Policy) -> Replay:
    """The wizard, too, has to lead to the same page again. Raises as `replay_receipt`."""
    replayed = replay_receipt(refusal.receipt, policy)
    case = read_receipt(refusal.receipt).case(policy)
    outcome = replay(FLOWS[refusal.flow], case, refusal.answers).node.key
    if outcome == refusal.outcome:
        return replayed
    moved = Difference("outcome", refusal.outcome, outcome)
    return replace(replayed, differences=(*replayed.differences, moved))


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
