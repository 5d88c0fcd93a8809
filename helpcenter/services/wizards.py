"""A wizard under way: open it, answer, go back, start over. Each use case is one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters import drafts
from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.orders import load_order
from helpcenter.adapters.requests import claimed_quantities, load_request
from helpcenter.flows.case import Case
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.replay import Position, replay
from helpcenter.orders.request import Request
from helpcenter.services.context import Context
from helpcenter.services.drafting import current_draft, new_draft
from helpcenter.services.identifying import identify
from helpcenter.services.store import Store


@dataclass(frozen=True)
class Wizard:
    """Where a visitor stands in a flow.

    `position` is None until an order was identified. `asked` is the question to show: the one the rules lead
    to, or an earlier one that the visitor went back to. `request` is there once it was sent.
    `changed_elsewhere` says that nothing was done, because another tab had gone on meanwhile.
    """

    flow: Flow
    store: Store
    now: datetime
    draft: Draft
    position: Position | None = None
    asked: Question | None = None
    problem: Problem | None = None
    request: Request | None = None
    changed_elsewhere: bool = False


async def open_wizard(
    context: Context, flow: Flow, visitor: str, now: datetime, *, question: str = ""
) -> Wizard:
    """Where the visitor left off; an order that was identified in another wizard is carried over.

    `question` names an answered question to go back to; one that is not on the path is ignored.
    """
    async with context.database.reading() as session:
        draft = await current_draft(session, context, flow, visitor, now)
        if not (draft.is_new and draft.order_number):
            return await _stand(session, context, flow, draft, now, question)
    async with context.database.writing() as session:
        await drafts.delete_drafts_before(session, now - context.draft_life)
        draft = await drafts.begin_draft(session, draft)
        return await _stand(session, context, flow, draft, now, question)


async def identify_order(
    context: Context, flow: Flow, visitor: str, now: datetime, *, number: str, email: str, address: str
) -> Wizard | None:
    """None where number and email do not belong together. Raises TooManyAttempts."""
    found = await identify(context, number=number, email=email, address=address)
    if found is None:
        return None
    draft = replace(new_draft(flow, visitor, now), order_number=found, identified_at=now)
    async with context.database.writing() as session:
        await drafts.delete_drafts_before(session, now - context.draft_life)
        await drafts.save_draft(session, draft)
        return await _stand(session, context, flow, draft, now)


async def answer(
    context: Context, flow: Flow, visitor: str, now: datetime, *, question: str, raw: Any, draft_id: str = ""
) -> Wizard:
    """Keeps the answer and leads on; an answer that cannot be taken changes nothing, and `problem` says why.

    `draft_id` is that of the page it was given on: it may be another one by now, about another order.

    Later answers stay where they are: they count again as soon as the path leads through them.
    """
    async with context.database.writing() as session:
        draft = await current_draft(session, context, flow, visitor, now, lock=True)
        wizard = await _stand(session, context, flow, draft, now, question)
        asked = wizard.asked
        if (
            wizard.position is None
            or asked is None
            or asked.key != question
            or draft_id not in ("", draft.id)
        ):
            return replace(wizard, changed_elsewhere=True)
        read = asked.field.read(raw, _before(wizard.position, asked.key))
        if isinstance(read, Problem):
            return replace(wizard, problem=read)
        kept = read if isinstance(read, str) else dict(read)
        draft = replace(draft, answers={**draft.answers, question: kept}, updated_at=now)
        await drafts.save_draft(session, draft)
        return await _stand(session, context, flow, draft, now)


async def start_over(context: Context, flow: Flow, visitor: str, now: datetime) -> Wizard:
    """Forgets the order and the answers; what was sent stays sent."""
    async with context.database.writing() as session:
        await drafts.delete_visitor_drafts(session, visitor)
        return await _stand(session, context, flow, new_draft(flow, visitor, now), now)


async def ask_again(context: Context, flow: Flow, visitor: str, now: datetime) -> Wizard:
    """A new round for the same order, after the last one was sent; one that is under way goes on."""
    async with context.database.writing() as session:
        before = await current_draft(session, context, flow, visitor, now, lock=True)
        if before.reference is None:
            return await _stand(session, context, flow, before, now)
        draft = replace(
            new_draft(flow, visitor, now),
            order_number=before.order_number,
            identified_at=before.identified_at,
        )
        await drafts.save_draft(session, draft)
        return await _stand(session, context, flow, draft, now)


async def load_case(
    session: AsyncSession, store: Store, order_number: str, now: datetime, *, lock: bool = False
) -> Case | None:
    """The order with all that bears on it, under the policy of this moment."""
    order = await load_order(session, order_number, lock=lock)
    if order is None:
        return None
    claimed = await claimed_quantities(session, order_number)
    return Case(order=order, answers={}, policy=store.rules.policy, now=now, claimed=claimed)


async def _stand(
    session: AsyncSession, context: Context, flow: Flow, draft: Draft, now: datetime, question: str = ""
) -> Wizard:
    store = context.store
    if draft.reference:
        request = await load_request(session, draft.reference)
        return Wizard(flow, store, now, draft, request=request)
    case = await load_case(session, store, draft.order_number, now) if draft.order_number else None
    if case is None:
        return Wizard(flow, store, now, draft)
    position = replay(flow, case, draft.answers)
    asked = position.node if isinstance(position.node, Question) else None
    if question in position.path:
        earlier = flow.by_key[question]
        asked = earlier if isinstance(earlier, Question) else asked
    return Wizard(flow, store, now, draft, position, asked, position.problem)


def _before(position: Position, question: str) -> Case:
    """The case as it stood when that question came up: with the answers before it only."""
    earlier: dict[str, Any] = {}
    for key in position.path:
        if key == question:
            break
        earlier[key] = position.case.answers[key]
    return position.case.with_answers(earlier)
