"""A wizard under way: open it, answer, go back, start over. Each use case is one transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from helpcenter.adapters import drafts
from helpcenter.adapters.grants import revoke_grants
from helpcenter.flows.case import Answer, Case
from helpcenter.flows.fields import LineQuantities, Problem
from helpcenter.flows.flow import Flow
from helpcenter.flows.replay import Position
from helpcenter.services.context import Context
from helpcenter.services.drafting import current_draft, new_draft
from helpcenter.services.identifying import identify
from helpcenter.services.refusing import find_refusal
from helpcenter.services.standing import (
    Wizard,
    load_wizard,
    load_wizard_keeping_refusal,
    refused_at,
    with_refusal_kept,
    wizard_for_case,
)


async def open_wizard(
    context: Context, flow: Flow, visitor: str, now: datetime, *, question: str = ""
) -> Wizard:
    """Where the visitor left off; an order that was identified in another wizard is carried over.

    `question` names an answered question to go back to; one that is not on the path is ignored.
    """
    async with context.database.reading() as connection:
        draft = await current_draft(connection, context, flow, visitor, now)
        if not (draft.is_new and draft.order_number):
            wizard = await load_wizard(connection, context, flow, draft, now, question)
            refused = refused_at(wizard)
            refusal = await find_refusal(connection, refused, wizard.store.rules) if refused else None
            if refusal or not refused:
                return replace(wizard, refusal=refusal)
    async with context.database.writing() as connection:
        draft = await current_draft(connection, context, flow, visitor, now, lock=True)
        if draft.is_new and draft.order_number:
            draft = await drafts.begin_draft(connection, draft, expired_at=now - context.draft_life)
        return await load_wizard_keeping_refusal(connection, context, flow, draft, now, question)


async def identify_order(
    context: Context, flow: Flow, visitor: str, now: datetime, *, number: str, email: str, address: str
) -> Wizard | None:
    """None where number and email do not belong together. Raises TooManyAttempts."""
    found = await identify(context, number=number, email=email, address=address)
    if found is None:
        return None
    draft = replace(new_draft(flow, visitor, now), order_number=found, identified_at=now)
    async with context.database.writing() as connection:
        await drafts.save_draft(connection, draft)
        return await load_wizard_keeping_refusal(connection, context, flow, draft, now)


async def answer(
    context: Context, flow: Flow, visitor: str, now: datetime, *, question: str, raw: Any, draft_id: str = ""
) -> Wizard:
    """Keeps the answer and leads on; an answer that cannot be taken changes nothing, and `problem` says why.

    `draft_id` is that of the page it was given on: it may be another one by now, about another order; and a
    line that it had may be one of which nothing can be chosen any more. Where
    the policy has come to refuse since that page (a window closed), the wizard stands at the refusal.

    Later answers stay where they are: they count again as soon as the path leads through them.
    """
    async with context.database.writing() as connection:
        draft = await current_draft(connection, context, flow, visitor, now, lock=True)
        wizard = await load_wizard(connection, context, flow, draft, now, question)
        asked = wizard.asked
        if (
            wizard.position is None
            or asked is None
            or asked.key != question
            or draft_id not in ("", draft.id)
        ):
            wizard = await with_refusal_kept(connection, wizard)
            return replace(wizard, changed_elsewhere=wizard.refusal is None)
        case = _before(wizard.position, asked.key)
        if isinstance(asked.field, LineQuantities) and not asked.field.offers(raw, case):
            return replace(wizard, changed_since=True)
        read = asked.field.read(raw, case)
        if isinstance(read, Problem):
            return replace(wizard, problem=read, sent=raw)
        draft = replace(draft, answers={**draft.answers, question: _as_json(read)}, updated_at=now)
        await drafts.save_draft(connection, draft)
        return await with_refusal_kept(
            connection, wizard_for_case(wizard.position.case, context, flow, draft)
        )


async def start_over(context: Context, flow: Flow, visitor: str, now: datetime) -> Wizard:
    """Forgets the order and the answers; what was sent stays sent."""
    async with context.database.writing() as connection:
        await drafts.delete_visitor_drafts(connection, visitor)
        await revoke_grants(connection, visitor)
        return await load_wizard(connection, context, flow, new_draft(flow, visitor, now), now)


async def ask_again(context: Context, flow: Flow, visitor: str, now: datetime) -> Wizard:
    """A new round for the same order, after the last one was sent; one that is under way goes on."""
    async with context.database.writing() as connection:
        before = await current_draft(connection, context, flow, visitor, now, lock=True)
        if before.reference is None:
            return await load_wizard_keeping_refusal(connection, context, flow, before, now)
        draft = replace(
            new_draft(flow, visitor, now),
            order_number=before.order_number,
            identified_at=before.identified_at,
        )
        await drafts.save_draft(connection, draft)
        return await load_wizard_keeping_refusal(connection, context, flow, draft, now)


def _as_json(answer: Answer) -> Any:
    if isinstance(answer, str):
        return answer
    return dict(answer) if isinstance(answer, Mapping) else list(answer)


def _before(position: Position, question: str) -> Case:
    """The case as it stood when that question came up: with the answers before it only."""
    earlier: dict[str, Any] = {}
    for key in position.path:
        if key == question:
            break
        earlier[key] = position.case.answers[key]
    return position.case.with_answers(earlier)
