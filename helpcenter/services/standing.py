"""Where a visitor stands in a wizard, found by replaying the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.evidence import arrived_evidence
from helpcenter.adapters.orders import load_order
from helpcenter.adapters.requests import load_holdings, load_request
from helpcenter.flows.case import Case
from helpcenter.flows.evidence import asks_for_files
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.holding import Holding
from helpcenter.flows.replay import Position, replay
from helpcenter.orders.refusal import Refusal
from helpcenter.orders.request import Request
from helpcenter.orders.request_moves import OPEN
from helpcenter.services.context import Context
from helpcenter.services.refusing import Refused, keep_refusal
from helpcenter.services.store import Store


@dataclass(frozen=True)
class Wizard:
    """Where a visitor stands in a flow.

    `position` is None until an order was identified. `asked` is the question to show: the one the rules lead
    to, or an earlier one that the visitor went back to. `request` is there once it was sent, and `others` are
    those for the same order that are open, too. `refusal` is there where the wizard has said no.
    `replied` says that a discreet flow has answered, by mail if at all.
    `changed_elsewhere` says that nothing was done, because another tab had gone on meanwhile.
    `kept_until` is when a draft under way is forgotten, unless it is gone on with.
    """

    flow: Flow
    store: Store
    now: datetime
    draft: Draft
    position: Position | None = None
    asked: Question | None = None
    problem: Problem | None = None
    request: Request | None = None
    refusal: Refusal | None = None
    replied: bool = False
    others: tuple[Holding, ...] = ()
    changed_elsewhere: bool = False
    kept_until: datetime | None = None


async def load_case(
    session: AsyncSession,
    store: Store,
    order_number: str | None,
    now: datetime,
    *,
    draft_id: str = "",
    lock: bool = False,
) -> Case | None:
    """The order with all that bears on it, under the policy of this moment, and the files of that draft."""
    order = await load_order(session, order_number, lock=lock) if order_number else None
    if order is None:
        return None
    return Case(
        order=order,
        answers={},
        policy=store.rules.policy,
        now=now,
        holdings=await load_holdings(session, order.number),
        evidence=await arrived_evidence(session, draft_id) if draft_id else {},
    )


def files_of(flow: Flow, draft: Draft) -> str:
    """The draft whose files bear on the case: "" in a wizard that asks for none."""
    return draft.id if asks_for_files(flow) else ""


async def stand(
    session: AsyncSession, context: Context, flow: Flow, draft: Draft, now: datetime, question: str = ""
) -> Wizard:
    store = context.store
    if draft.reference:
        request = await load_request(session, draft.reference)
        return Wizard(
            flow, store, now, draft, request=request, others=await _others(session, draft, draft.reference)
        )
    case = await load_case(session, store, draft.order_number, now, draft_id=files_of(flow, draft))
    if case is None:
        return Wizard(flow, store, now, draft)
    return stand_with(case, context, flow, draft, question)


def stand_with(case: Case, context: Context, flow: Flow, draft: Draft, question: str = "") -> Wizard:
    """With a case that was loaded before; the draft's answers count, and not those of the case."""
    position = replay(flow, case, draft.answers)
    asked = position.node if isinstance(position.node, Question) else None
    if question in position.path:
        earlier = flow.by_key[question]
        asked = earlier if isinstance(earlier, Question) else asked
    kept_until = draft.updated_at + context.draft_life
    return Wizard(
        flow, context.store, case.now, draft, position, asked, position.problem, kept_until=kept_until
    )


async def stand_for_good(
    session: AsyncSession, context: Context, flow: Flow, draft: Draft, now: datetime, question: str = ""
) -> Wizard:
    """In a writing session: where the wizard says no, the refusal is kept."""
    return await with_refusal_kept(session, await stand(session, context, flow, draft, now, question))


async def with_refusal_kept(session: AsyncSession, wizard: Wizard) -> Wizard:
    refused = refused_at(wizard)
    if refused is None:
        return wizard
    return replace(wizard, refusal=await keep_refusal(session, refused, wizard.store.rules))


def refused_at(wizard: Wizard) -> Refused | None:
    if wizard.position is None or wizard.asked is not None:
        return None
    return Refused.at(wizard.flow, wizard.position, wizard.draft.id)


async def _others(session: AsyncSession, draft: Draft, reference: str) -> tuple[Holding, ...]:
    holdings = await load_holdings(session, draft.order_number or "")
    return tuple(other for other in holdings if other.status in OPEN and other.reference != reference)
