"""Sending a wizard's answers: decided again, written and announced in one transaction, once."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters import drafts
from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.evidence import link_evidence
from helpcenter.adapters.receipt_json import write_receipt
from helpcenter.adapters.requests import add_request
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import Settlement, settle
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.reference import new_reference, order_key
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.policy.promises import answer_by
from helpcenter.services.cancelling import cancel_order
from helpcenter.services.context import Context
from helpcenter.services.evidence.answers import evidence_in
from helpcenter.services.limiter import Allowance
from helpcenter.services.mails.queueing import confirmation_resent, order_cancelled, request_received
from helpcenter.services.receipts import make_receipt
from helpcenter.services.request_access import open_sent_request
from helpcenter.services.sealing import seal_answers, seal_terms
from helpcenter.services.standing import Wizard, files_of, load_case, wizard_after_sending
from helpcenter.services.store import Rules
from helpcenter.services.wizards import open_wizard

# Enough for every honest matter of one order, and too few to fill a mailbox.
_MOST_OF_A_KIND = "6/day"


async def _nothing_more(_session: AsyncConnection, _order_number: str, _now: datetime) -> bool:
    """The mail is all there is to it."""
    return True


# Actions that take effect at once, because the policy alone decides them. All others wait for the staff.
IMMEDIATE: Mapping[Action, Callable[[AsyncConnection, str, datetime], Awaitable[bool]]] = {
    Action.CANCEL_ORDER: cancel_order,
    Action.RESEND_CONFIRMATION: _nothing_more,
}
# What tells about them; all others are confirmed as received.
_MAILS = {Action.CANCEL_ORDER: order_cancelled, Action.RESEND_CONFIRMATION: confirmation_resent}


class NotSent(StrEnum):
    """Why a press on the last page's button left no request; the policy's own refusals stand elsewhere."""

    NOTHING_TO_SEND = "nothing_to_send"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    CHANGED_SINCE = "changed_since"


async def submit(
    context: Context,
    flow: Flow,
    visitor: str,
    now: datetime,
    *,
    answers_seal: str = "",
    terms_seal: str = "",
) -> Wizard:
    """Leaves one request however often it is called; the wizard then shows it.

    The seals are those of the page that was checked (see sealing.py). Where another tab has changed an answer
    since, or something else comes of the same answers, nothing is sent: the page is shown anew, to be checked
    again. The visitor who sends it may see the request for a while.

    Where the policy has changed its mind since the last page (a window closed), nothing is written and the
    wizard stands at the refusal. Raises TooManyAttempts after too many requests of a kind for one order.
    """
    sent = await _submit_draft(context, flow, visitor, now, answers_seal, terms_seal)
    if isinstance(sent, Wizard):
        context.mail_queued.set()
        return sent
    wizard = await open_wizard(context, flow, visitor, now)
    goes_on = wizard.position is not None and wizard.refusal is None
    return replace(
        wizard,
        changed_elsewhere=sent is NotSent.CHANGED_ELSEWHERE,
        changed_since=sent is NotSent.CHANGED_SINCE and goes_on,
    )


async def _submit_draft(
    context: Context, flow: Flow, visitor: str, now: datetime, answers_seal: str, terms_seal: str
) -> Wizard | NotSent:
    async with context.database.reading() as connection:
        seen = await drafts.load_draft(connection, visitor, flow.slug)
    if seen is None or seen.order_number is None:
        return NotSent.NOTHING_TO_SEND
    async with (
        allowance_for_request(context, flow, seen.order_number) as allowance,
        context.database.writing() as connection,
    ):
        draft = await drafts.load_draft(connection, visitor, flow.slug, lock=True)
        if draft is None or draft.reference:
            return NotSent.NOTHING_TO_SEND
        if draft.id != seen.id or answers_seal not in ("", seal_answers(draft)):
            return NotSent.CHANGED_ELSEWHERE
        return await _submit(connection, context, flow, draft, now, allowance, terms_seal)


def allowance_for_request(
    context: Context, flow: Flow, number: str
) -> AbstractAsyncContextManager[Allowance]:
    """Of the requests of this kind that an order may have a day. To be opened before the transaction."""
    return context.limiter.allowance(_MOST_OF_A_KIND, "request", f"{flow.slug}:{order_key(number)}")


async def _submit(
    connection: AsyncConnection,
    context: Context,
    flow: Flow,
    draft: Draft,
    now: datetime,
    allowance: Allowance,
    terms_seal: str,
) -> Wizard | NotSent:
    """The wizard at its end, with the request."""
    store = context.store
    case = await load_case(
        connection, store, draft.order_number, now, draft_id=files_of(flow, draft), lock=True
    )
    if case is None or draft.updated_at <= now - context.draft_life:
        return NotSent.NOTHING_TO_SEND
    position = replay(flow, case, draft.answers)
    if not isinstance(position.node, Outcome) or position.node.ending is not Ending.SUBMIT:
        return NotSent.CHANGED_SINCE if terms_seal else NotSent.NOTHING_TO_SEND
    if terms_seal not in ("", seal_terms(position.case, settle(flow, position.case))):
        return NotSent.CHANGED_SINCE
    request = await leave_request(connection, context, flow, position.case, draft.id, allowance)
    draft = replace(draft, reference=request.reference, updated_at=now)
    await drafts.save_draft(connection, draft)
    await open_sent_request(connection, request.reference, draft.visitor_key, now)
    return await wizard_after_sending(connection, Wizard(flow, store, now, draft), request)


async def leave_request(
    connection: AsyncConnection,
    context: Context,
    flow: Flow,
    case: Case,
    submission_key: str,
    allowance: Allowance,
) -> Request:
    """For a case that stands at the end of its flow, with the order locked. Raises TooManyAttempts."""
    settlement = settle(flow, case)
    if not settlement.allowed:
        raise RuntimeError(f"{flow.slug} leads to its end although the policy refuses")
    allowance.use()
    request = _request(flow, case, settlement, context.store.rules)
    granted = await _carry_out(connection, request, settlement)
    await add_request(connection, request, submission_key=submission_key, granted=granted)
    await _hand_over_evidence(connection, request, draft_id=submission_key)
    await _MAILS.get(request.action, request_received)(connection, request, case.order.email, case.now)
    return request


async def _hand_over_evidence(connection: AsyncConnection, request: Request, draft_id: str) -> None:
    """The files that the answers name become the request's; those that were left out are tidied away."""
    file_ids = evidence_in(request)
    if not file_ids:
        return
    if await link_evidence(connection, draft_id, file_ids, request.reference) != len(file_ids):
        raise RuntimeError("a file was taken away although the draft was locked")


def _request(flow: Flow, case: Case, settlement: Settlement, rules: Rules) -> Request:
    if flow.action is None:
        raise TypeError(f"{flow.slug} only shows: there is nothing to send")
    immediate = flow.action in IMMEDIATE
    events = [RequestEvent(case.now, Actor.CUSTOMER, RequestStatus.SUBMITTED)]
    if immediate:
        events.append(RequestEvent(case.now, Actor.POLICY, RequestStatus.COMPLETED))
    return Request(
        reference=new_reference(),
        order_number=case.order.number,
        flow=flow.slug,
        action=flow.action,
        status=RequestStatus.COMPLETED if immediate else RequestStatus.SUBMITTED,
        answers=_as_stored(case.answers),
        receipt=_as_stored(write_receipt(make_receipt(case, flow.action, settlement, rules))),
        quantities=settlement.pieces,
        created_at=case.now,
        answer_by=None if immediate else answer_by(case.terms, case.now),
        events=tuple(events),
    )


def _as_stored(written: Mapping[str, Any]) -> dict[str, Any]:
    """What is shown now is what is loaded later, to the last type."""
    stored: dict[str, Any] = json.loads(json.dumps(written))
    return stored


async def _carry_out(connection: AsyncConnection, request: Request, settlement: Settlement) -> Money | None:
    """Does what takes effect at once, and says which refund that grants."""
    effect = IMMEDIATE.get(request.action)
    if effect is None:
        return None
    if not await effect(connection, request.order_number, request.created_at):
        raise RuntimeError("the order changed although it was locked")
    return settlement.refund.total if settlement.refund else None
