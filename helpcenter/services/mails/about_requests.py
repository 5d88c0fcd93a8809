"""What the mails about a request say: its receipt as it was stored, whatever has changed since."""

from __future__ import annotations

from dataclasses import replace

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.flows.case import LINES, REMEDY, Case
from helpcenter.flows.fields import LineQuantities
from helpcenter.flows.flow import Question
from helpcenter.flows.receipt import Receipt
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.request import HOLDING, Request, RequestStatus
from helpcenter.services.mails.content import Content
from helpcenter.services.mails.mail import Mail
from helpcenter.services.presenting_answers import say_answer
from helpcenter.services.presenting_receipts import present_citation, say_refund
from helpcenter.services.presenting_requests import (
    present_money_of,
    say_next_steps,
    say_title,
    say_what_ended,
)
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store
from helpcenter.services.views.wizard import Link, Row


def order_cancelled(request: Request, store: Store) -> Content:
    content = _content(Mail.ORDER_CANCELLED, request, store, RequestStatus.COMPLETED)
    return replace(content, steps=say_what_ended(request, store))


def request_received(request: Request, store: Store) -> Content:
    content = _content(Mail.REQUEST_RECEIVED, request, store, RequestStatus.SUBMITTED)
    return replace(content, steps=say_next_steps(request, store))


def request_withdrawn(request: Request, store: Store) -> Content:
    return _content(Mail.REQUEST_WITHDRAWN, request, store, RequestStatus.WITHDRAWN)


def request_updated(request: Request, store: Store, *, event: int) -> Content:
    """The state that it came to with that event, even if it has moved on since."""
    told = request.events[event]
    return _content(Mail.REQUEST_UPDATED, request, store, told.kind, note=told.note)


def _content(mail: Mail, request: Request, store: Store, status: RequestStatus, *, note: str = "") -> Content:
    receipt = read_receipt(request.receipt)
    case = receipt.case(store.rules.policy, request.answers)
    say = Sayings(store, case)
    state = say.words(f"requests.status.{status}.title")
    names = {
        "title": say_title(request, store),
        "reference": request.reference,
        "number": request.order_number,
        "state": state,
        "total": say_refund(receipt, store.rules),
        "day": store.rules.speech.day(request.created_at),
    }
    own = f"mails.{mail}.{status}"
    return Content(
        key=mail,
        subject=say.words(f"mails.{mail}.subject", **names),
        title=say.words_if_any(f"{own}.title", f"mails.{mail}.title", **names),
        badge=state,
        text=say.words_if_any(f"{own}.{request.action}", f"{own}.text", f"mails.{mail}.text", **names),
        facts=_facts(request, say),
        items=[Row(item, "") for item in _items(request, case, say)],
        money=present_money_of(request, store, status) if status in HOLDING else [],
        rule=present_citation(receipt, store),
        link=Link(say.words("mails.links.request"), f"/requests/{request.reference}"),
        note=note,
        told=_told(request, receipt, say),
    )


def _items(request: Request, case: Case, say: Sayings) -> list[str]:
    """The pieces that were chosen, or that the request holds; else it is about the whole order."""
    chosen = case.quantities(LINES) or request.quantities
    lines = [line for line in case.order.lines if not chosen or line.id in chosen]
    return [say.line(line, chosen.get(line.id)) for line in lines]


def _facts(request: Request, say: Sayings) -> list[Row]:
    rows = {
        "reference": request.reference,
        "order": request.order_number,
        "sent": say.instant(request.created_at),
    }
    return [Row(say.words(f"mails.labels.{name}"), value) for name, value in rows.items()]


def _told(request: Request, receipt: Receipt, say: Sayings) -> list[Row]:
    """The customer's answers; the items stand on the receipt already, and the remedy is the receipt's."""
    flow = FLOWS[request.flow]
    told = []
    for key, answered in request.answers.items():
        question = flow.by_key.get(key)
        if key == REMEDY:
            remedy = say.words(f"remedies.{receipt.remedy}.title")
            told.append(Row(say.words("mails.labels.remedy"), remedy))
        elif answered and isinstance(question, Question) and not isinstance(question.field, LineQuantities):
            told.append(Row(say.words(f"answers.{key}"), say_answer(question, flow, say.case, say)))
    return told
