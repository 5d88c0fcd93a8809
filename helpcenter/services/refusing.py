"""Refusals leave a receipt, as requests do: the same "no" is one record, however often it is looked at."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters import refusals
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.replay import Position
from helpcenter.flows.settlement import refuse
from helpcenter.orders.reference import new_reference
from helpcenter.orders.refusal import Refusal
from helpcenter.services.context import Context
from helpcenter.services.receipts import write_closest, write_receipt
from helpcenter.services.store import Rules

# More than anybody meets who wants something, and too few to fill the table by going back and forth.
MOST_OF_AN_ORDER = 40
# What passes without making it another refusal.
_PASSING = {"decided_at", "closest"}


@dataclass(frozen=True)
class Refused:
    """Where a wizard has said no. `asked_by` is the draft, or whoever else asks without one."""

    flow: Flow
    position: Position
    asked_by: str

    @classmethod
    def at(cls, flow: Flow, position: Position, asked_by: str) -> Refused | None:
        """None where the wizard does not stand at a refusal."""
        node = position.node
        is_refused = isinstance(node, Outcome) and node.ending is Ending.REFUSED
        return cls(flow, position, asked_by) if is_refused else None


def write_refusal(refused: Refused, rules: Rules) -> tuple[str, Refusal]:
    """With the key that is the same for the same asker, facts, policy and decision."""
    flow, outcome, case = refused.flow, refused.position.node, refused.position.case
    if flow.action is None or not isinstance(outcome, Outcome):
        raise TypeError(f"{flow.slug} refuses nothing at {outcome.key}")
    receipt = write_receipt(case, flow.action, refuse(flow, outcome, case), rules)
    receipt["closest"] = write_closest(case, flow.action)
    lasting = {name: value for name, value in receipt.items() if name not in _PASSING}
    known_by = json.dumps([refused.asked_by, flow.slug, outcome.key, case.answers, lasting], sort_keys=True)
    refusal = Refusal(
        reference=new_reference(),
        order_number=case.order.number,
        flow=flow.slug,
        outcome=outcome.key,
        answers=case.answers,
        receipt=receipt,
        created_at=case.now,
    )
    return hashlib.sha256(known_by.encode()).hexdigest(), refusal


async def find_refusal(session: AsyncSession, refused: Refused, rules: Rules) -> Refusal | None:
    key, _refusal = write_refusal(refused, rules)
    return await refusals.find_refusal(session, key)


async def keep_refusal(session: AsyncSession, refused: Refused, rules: Rules) -> Refusal:
    """In the transaction of the step that led here. Of an order the newest are kept."""
    key, refusal = write_refusal(refused, rules)
    kept = await refusals.keep_refusal(session, refusal, key)
    await refusals.drop_oldest_refusals(session, refusal.order_number, keep=MOST_OF_AN_ORDER)
    return kept


async def forget_old_refusals(session: AsyncSession, context: Context, now: datetime) -> None:
    await refusals.delete_refusals_before(session, now - context.refusal_life)
