"""Refusals leave a receipt, as requests do: the same "no" is one record, however often it is looked at."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters import refusals
from helpcenter.adapters.receipt_json import write_receipt
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.possible import closest
from helpcenter.flows.receipt import Receipt
from helpcenter.flows.replay import Position
from helpcenter.flows.settlement import refuse
from helpcenter.orders.claim import Claim
from helpcenter.orders.reference import new_reference
from helpcenter.orders.refusal import Refusal
from helpcenter.services.receipts import make_receipt
from helpcenter.services.store import Rules

# More than anybody meets who wants something, and too few to fill the table by going back and forth.
MOST_OF_AN_ORDER = 40


@dataclass(frozen=True)
class Refused:
    """Where a wizard has said no. `asked_by` is the draft, or whoever else asks without one."""

    flow: Flow
    outcome: Outcome
    case: Case
    asked_by: str

    @classmethod
    def at(cls, flow: Flow, position: Position, asked_by: str) -> Refused | None:
        """None where the wizard does not stand at a refusal."""
        node = position.node
        if isinstance(node, Outcome) and node.ending is Ending.REFUSED:
            return cls(flow, node, position.case, asked_by)
        return None


def refusal_key(refused: Refused, rules: Rules) -> str:
    """The same for the same asker, facts, policy and decision, at whatever time."""
    written = write_receipt(_receipt(refused, rules))
    lasting = {name: value for name, value in written.items() if name != "decided_at"}
    known_by = [refused.asked_by, refused.flow.slug, refused.outcome.key, refused.case.answers, lasting]
    return hashlib.sha256(json.dumps(known_by, sort_keys=True).encode()).hexdigest()


def write_refusal(refused: Refused, rules: Rules) -> Refusal:
    case, receipt = refused.case, _receipt(refused, rules)
    nearest = closest(case, receipt.action, receipt.claims[0] if receipt.claims else Claim())
    return Refusal(
        reference=new_reference(),
        order_number=case.order.number,
        flow=refused.flow.slug,
        outcome=refused.outcome.key,
        answers=case.answers,
        receipt=write_receipt(replace(receipt, closest=nearest)),
        created_at=case.now,
    )


async def find_refusal(connection: AsyncConnection, refused: Refused, rules: Rules) -> Refusal | None:
    return await refusals.find_refusal(connection, refusal_key(refused, rules))


async def keep_refusal(connection: AsyncConnection, refused: Refused, rules: Rules) -> Refusal:
    """In the transaction of the step that led here. Of an order the newest are kept."""
    key = refusal_key(refused, rules)
    if before := await refusals.find_refusal(connection, key):
        return before
    refusal = await refusals.keep_refusal(connection, write_refusal(refused, rules), key)
    await refusals.drop_oldest_refusals(connection, refusal.order_number, keep=MOST_OF_AN_ORDER)
    return refusal


def _receipt(refused: Refused, rules: Rules) -> Receipt:
    flow, case = refused.flow, refused.case
    if flow.action is None:
        raise TypeError(f"{flow.slug} refuses nothing at {refused.outcome.key}")
    return make_receipt(case, flow.action, refuse(flow, refused.outcome, case), rules)
