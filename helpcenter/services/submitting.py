"""Sending a wizard's answers: decided again, written and announced in one transaction, once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from helpcenter.adapters import drafts
from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.evidence import link_evidence
from helpcenter.adapters.requests import add_request
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import Settlement, settle
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.reference import new_reference
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.policy.promises import answer_by
from helpcenter.services.cancelling import cancel_order
from helpcenter.services.context import Context
from helpcenter.services.drafting import seal
from helpcenter.services.evidence.answers import evidence_in
from helpcenter.services.mails.queueing import confirmation_resent, order_cancelled, request_received
from helpcenter.services.receipts import write_receipt
from helpcenter.services.standing import Wizard, files_of, load_case
from helpcenter.services.store import Rules
from helpcenter.services.wizards import open_wizard

# Enough for every honest matter of one order, and too few to fill a mailbox.
_MOST_OF_A_KIND = "6/day"


async def _nothing_more(_session: AsyncSession, _order_number: str, _now: datetime) -> bool:
    """The mail is all there is to it."""
    return True


# Actions that take effect at once, because the policy alone decides them. All others wait for the staff.
IMMEDIATE: Mapping[Action, Callable[[AsyncSession, str, datetime], Awaitable[bool]]] = {
    Action.CANCEL_ORDER: cancel_order,
    Action.RESEND_CONFIRMATION: _nothing_more,
}
# What tells about them; all others are confirmed as received.
_MAILS = {Action.CANCEL_ORDER: order_cancelled, Action.RESEND_CONFIRMATION: confirmation_resent}


async def submit(context: Context, flow: Flow, visitor: str, now: datetime, *, sealed: str = "") -> Wizard:
    """Leaves one request however often it is called; the wizard then shows it.

    `sealed` is the seal of the page that was checked (see drafting.py). Where another tab has changed an
    answer or the order since, nothing is sent.

    Where the policy has changed its mind since the last page (a window closed), nothing is written and the
    wizard stands at the refusal. Raises TooManyAttempts after too many requests of a kind for one order.
    """
    async with context.database.writing() as session:
        draft = await drafts.load_draft(session, visitor, flow.slug, lock=True)
        changed = draft is not None and not draft.reference and sealed not in ("", seal(draft))
        if draft and not changed:
            await _submit(session, context, flow, draft, now)
    context.mail_queued.set()
    return replace(await open_wizard(context, flow, visitor, now), changed_elsewhere=changed)


async def _submit(session: AsyncSession, context: Context, flow: Flow, draft: Draft, now: datetime) -> None:
    store = context.store
    if draft.order_number is None or draft.reference:
        return
    case = await load_case(session, store, draft.order_number, now, draft_id=files_of(flow, draft), lock=True)
    if case is None or draft.updated_at <= now - context.draft_life:
        return
    position = replay(flow, case, draft.answers)
    if not isinstance(position.node, Outcome) or position.node.ending is not Ending.SUBMIT:
        return
    request = await leave_request(session, context, flow, position.case, draft.id)
    await drafts.save_draft(session, replace(draft, reference=request.reference, updated_at=now))


async def leave_request(
    session: AsyncSession, context: Context, flow: Flow, case: Case, submission_key: str
) -> Request:
    """For a case that stands at the end of its flow, with the order locked. Raises TooManyAttempts."""
    settlement = settle(flow, case)
    if not settlement.allowed:
        raise RuntimeError(f"{flow.slug} leads to its end although the policy refuses")
    about = f"{flow.slug}:{case.order.number}"
    await context.limiter.check(_MOST_OF_A_KIND, "request", about)
    request = _request(flow, case, settlement, context.store.rules)
    granted = await _carry_out(session, request, settlement)
    await add_request(session, request, submission_key=submission_key, granted=granted)
    await _hand_over_evidence(session, request, draft_id=submission_key)
    await _MAILS.get(request.action, request_received)(session, request, case.order.email, case.now)
    await context.limiter.count(_MOST_OF_A_KIND, "request", about)
    return request


async def _hand_over_evidence(session: AsyncSession, request: Request, draft_id: str) -> None:
    """The files that the answers name become the request's; those that were left out are tidied away."""
    file_ids = evidence_in(request)
    if not file_ids:
        return
    if await link_evidence(session, draft_id, file_ids, request.reference) != len(file_ids):
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
        answers=case.answers,
        receipt=write_receipt(case, flow.action, settlement, rules),
        quantities=settlement.pieces,
        created_at=case.now,
        answer_by=None if immediate else answer_by(case.terms, case.now),
        events=tuple(events),
    )


async def _carry_out(session: AsyncSession, request: Request, settlement: Settlement) -> Money | None:
    """Does what takes effect at once, and says which refund that grants."""
    effect = IMMEDIATE.get(request.action)
    if effect is None:
        return None
    if not await effect(session, request.order_number, request.created_at):
        raise RuntimeError("the order changed although it was locked")
    return settlement.refund.total if settlement.refund else None
