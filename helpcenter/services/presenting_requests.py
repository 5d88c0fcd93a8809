"""A request after it was sent: the wizard's last page, and the page that shows where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.flows.flow import Ending
from helpcenter.flows.holding import Holding
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import Position
from helpcenter.orders.claim import Action
from helpcenter.orders.refusal import Refusal
from helpcenter.orders.request import HOLDING, Actor, Request, RequestStatus
from helpcenter.orders.request_moves import UNANSWERED, is_overdue
from helpcenter.services.cancelling import ends_with_the_order
from helpcenter.services.linking_requests import link_requests
from helpcenter.services.presenting_answers import answer_rows
from helpcenter.services.presenting_progress import (
    present_mails,
    present_way,
    say_granted,
    say_promise,
    say_status,
    say_turn,
)
from helpcenter.services.presenting_receipts import present_citation, present_money, say_refund
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store
from helpcenter.services.submitting import IMMEDIATE
from helpcenter.services.views.request import RequestView
from helpcenter.services.views.wizard import Row, Step, WizardView
from helpcenter.services.withdrawing import can_withdraw


def present_done(view: WizardView, request: Request, others: tuple[Holding, ...], store: Store) -> WizardView:
    return replace(
        view,
        step=Step.DONE,
        title=store.rules.wording.say(f"flows.{request.flow}.done.title", _facts(request, store)),
        order=request.order_number,
        reference=request.reference,
        requests=link_requests(others, store.rules),
        next_steps=list(_say_what_is_next(request, store)),
        money=present_money_of(request, store, request.status) if request.status in HOLDING else [],
        citation=present_citation(read_receipt(request.receipt), store),
    )


def say_next_steps(request: Request, store: Store) -> tuple[str, ...]:
    """What happens after sending, in the words of the wizard's last page."""
    rules, answer_by, receipt = store.rules, request.answer_by, read_receipt(request.receipt)
    words, facts = f"flows.{request.flow}.done", _facts(request, store)
    values = {
        "reference": request.reference,
        "total": say_refund(receipt, rules),
        "day": rules.speech.day(request.created_at),
        "what": rules.wording.say_first(f"codes.{receipt.remedy}"),
        "answer_by": rules.speech.instant(answer_by) if answer_by else "",
    }
    steps = rules.wording.say_all(f"{words}.next", facts, **values)
    last = rules.wording.say_first(
        f"{words}.last.{receipt.remedy}", f"{words}.last.text", facts=facts, **values
    )
    return (*steps, *([last] if last else []), *say_what_ended(request, store))


def say_what_ended(request: Request, store: Store) -> tuple[str, ...]:
    """The changes that were under way and ended when the order was cancelled, a sentence for each."""
    if request.action is not Action.CANCEL_ORDER:
        return ()
    say = store.rules.wording.say
    return tuple(
        say(
            "requests.ended_with_order",
            title=say(f"actions.{other.action}.title"),
            reference=other.reference,
        )
        for other in read_receipt(request.receipt).others
        if ends_with_the_order(other)
    )


def say_title(request: Request, store: Store) -> str:
    return store.rules.wording.say(f"actions.{request.action}.title")


def present_money_of(request: Request, store: Store, status: RequestStatus) -> list[Row]:
    """What comes back, asked for or granted as the request stands in that state, and what a change costs."""
    return present_money(read_receipt(request.receipt), store.rules, decided=status not in UNANSWERED)


def present_request(record: RequestRecord, store: Store, now: datetime) -> RequestView:
    """Facts are those of the order's own terms, as everywhere on a receipt."""
    request, rules, facts = record.request, store.rules, _facts(record.request, store)
    return RequestView(
        reference=request.reference,
        title=say_title(request, store),
        order=request.order_number,
        status=request.status,
        status_title=rules.wording.say(f"requests.status.{request.status}.title"),
        status_text=say_status(request, rules, facts),
        turn=say_turn(request, rules),
        promise=say_promise(request, rules, now),
        is_late=is_overdue(request, now),
        note=request.events[-1].note,
        way=present_way(request, rules),
        granted=say_granted(record, rules, facts),
        rows=_answers(request, store),
        money=present_money_of(request, store, request.status) if request.status in HOLDING else [],
        citation=present_citation(read_receipt(request.receipt), store),
        can_withdraw=can_withdraw(request),
        mails=present_mails(record, rules),
    )


def present_refusal(refusal: Refusal, store: Store) -> RequestView:
    """What the wizard said then, for who comes back with its reference."""
    receipt = read_receipt(refusal.receipt)
    say, key = Sayings(store, receipt.case(store.rules.policy)), f"flows.{refusal.flow}.{refusal.outcome}"
    decision = next(iter(receipt.decisions), None)
    return RequestView(
        reference=refusal.reference,
        title=say.words(f"flows.{refusal.flow}.title"),
        order=refusal.order_number,
        status=Ending.REFUSED,
        turn=say.words("requests.refused.turn"),
        status_title=say.words_if_any(f"refused.{decision.reason if decision else ''}", f"{key}.title"),
        status_text=say.reason(decision) if decision else say.words(f"{key}.text"),
        promise=say.words("requests.refused.day", instant=say.instant(refusal.created_at)),
        again=say.way_to(receipt.action),
        citation=present_citation(receipt, store),
    )


def _say_what_is_next(request: Request, store: Store) -> tuple[str, ...]:
    """Also for a visitor who comes back to the page when the request has moved on."""
    if request.events[-1].actor is Actor.STAFF or request.status is RequestStatus.WITHDRAWN:
        return (say_status(request, store.rules, _facts(request, store)),)
    steps = say_next_steps(request, store)
    if request.action in IMMEDIATE:
        return steps
    return (store.rules.wording.say("requests.emailed"), *steps)


def _facts(request: Request, store: Store) -> Mapping[str, str]:
    return store.rules.facts_for(read_receipt(request.receipt).order.placed_at)


def _answers(request: Request, store: Store) -> list[Row]:
    """What the customer asked for, in the words of the page that was checked before sending."""
    flow = FLOWS[request.flow]
    case = read_receipt(request.receipt).case(store.rules.policy, request.answers)
    given = Position(flow.by_key["submit"], tuple(request.answers), case)
    return [replace(row, question="") for row in answer_rows(flow, given, Sayings(store, case))]
