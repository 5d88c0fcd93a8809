"""Where a visitor stands in a wizard, found by replaying the answers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.evidence import arrived_evidence
from helpcenter.adapters.orders import load_order
from helpcenter.adapters.requests import load_holdings, load_request
from helpcenter.flows.case import Case
from helpcenter.flows.evidence import asks_for_files
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.holding import Holding
from helpcenter.flows.possible import is_possible
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
    those for the same order that are open, too; `again` says that the order has more to ask the same for.
    `refusal` is there where the wizard has said no.
    `replied` says that a discreet flow has answered, by mail if at all.
    `problem` is what keeps the answer to `asked` from being taken, and `sent` that answer, as it was sent.
    `changed_elsewhere` says that nothing was done, because another tab had gone on meanwhile, `changed_since`
    the same because the order, or what the policy says to it, is no longer what the page showed.
    `kept_until` is when a draft under way is forgotten, unless the visitor goes on with it.
    """

    flow: Flow
    store: Store
    now: datetime
    draft: Draft
    position: Position | None = None
    asked: Question | None = None
    problem: Problem | None = None
    sent: Any = None
    request: Request | None = None
    refusal: Refusal | None = None
    replied: bool = False
    others: tuple[Holding, ...] = ()
    again: bool = False
    changed_elsewhere: bool = False
    changed_since: bool = False
    kept_until: datetime | None = None


async def load_case(
    connection: AsyncConnection,
    store: Store,
    order_number: str | None,
    now: datetime,
    *,
    draft_id: str = "",
    lock: bool = False,
) -> Case | None:
    """The order with all that bears on it, under the policy of this moment, and the files of that draft."""
    order = await load_order(connection, order_number, lock=lock) if order_number else None
    if order is None:
        return None
    return Case(
        order=order,
        answers={},
        policy=store.rules.policy,
        now=now,
        holdings=await load_holdings(connection, order.number),
        evidence=await arrived_evidence(connection, draft_id) if draft_id else {},
    )


def files_of(flow: Flow, draft: Draft) -> str:
    """The draft whose files bear on the case: "" in a wizard that asks for none."""
    return draft.id if asks_for_files(flow) else ""


async def load_wizard(
    connection: AsyncConnection, context: Context, flow: Flow, draft: Draft, now: datetime, question: str = ""
) -> Wizard:
    store = context.store
    if draft.reference:
        request = await load_request(connection, draft.reference)
        return await wizard_after_sending(connection, Wizard(flow, store, now, draft), request)
    case = await load_case(connection, store, draft.order_number, now, draft_id=files_of(flow, draft))
    if case is None:
        return Wizard(flow, store, now, draft)
    return wizard_for_case(case, context, flow, draft, question)


def wizard_for_case(case: Case, context: Context, flow: Flow, draft: Draft, question: str = "") -> Wizard:
    """With a case that was loaded before; the draft's answers count, and not those of the case."""
    position = replay(flow, case, draft.answers)
    asked = position.node if isinstance(position.node, Question) else None
    if question in position.path:
        earlier = flow.by_key[question]
        asked = earlier if isinstance(earlier, Question) else asked
    return Wizard(
        flow,
        context.store,
        case.now,
        draft,
        position,
        asked,
        problem=position.problem if asked is position.node else None,
        sent=draft.answers.get(asked.key) if asked else None,
        kept_until=draft.updated_at + context.draft_life,
    )


async def load_wizard_keeping_refusal(
    connection: AsyncConnection, context: Context, flow: Flow, draft: Draft, now: datetime, question: str = ""
) -> Wizard:
    """While writing: where the wizard says no, the refusal is kept."""
    return await with_refusal_kept(
        connection, await load_wizard(connection, context, flow, draft, now, question)
    )


async def with_refusal_kept(connection: AsyncConnection, wizard: Wizard) -> Wizard:
    refused = refused_at(wizard)
    if refused is None:
        return wizard
    return replace(wizard, refusal=await keep_refusal(connection, refused, wizard.store.rules))


def refused_at(wizard: Wizard) -> Refused | None:
    if wizard.position is None or wizard.asked is not None:
        return None
    return Refused.at(wizard.flow, wizard.position, wizard.draft.id)


async def wizard_after_sending(
    connection: AsyncConnection, wizard: Wizard, request: Request | None
) -> Wizard:
    """At the end of its flow, with the request that the draft became, and what the order is like since."""
    case = await load_case(connection, wizard.store, wizard.draft.order_number, wizard.now)
    holdings = case.holdings if case else ()
    sent = wizard.draft.reference
    others = tuple(other for other in holdings if other.status in OPEN and other.reference != sent)
    action = wizard.flow.action
    again = case is not None and action is not None and is_possible(case, action)
    return replace(wizard, request=request, others=others, again=again)
