"""A request after it was sent: the wizard's last page, and the page that shows where it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from helpcenter.adapters.order_json import read_order
from helpcenter.flows.case import Case
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import Position
from helpcenter.orders.request import Request
from helpcenter.services.presenting_answers import answer_rows
from helpcenter.services.presenting_receipts import present_citation, present_money, say_total
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store
from helpcenter.services.views.request import HistoryEntry, RequestView
from helpcenter.services.views.wizard import Row, Step, WizardView
from helpcenter.services.withdrawing import can_withdraw


def present_done(view: WizardView, request: Request, store: Store) -> WizardView:
    return replace(
        view,
        step=Step.DONE,
        title=store.rules.wording.say(f"flows.{request.flow}.done.title", _facts(request, store)),
        order=request.order_number,
        reference=request.reference,
        next_steps=list(say_next_steps(request, store)),
        money=_money(request, store),
        citation=present_citation(request.receipt["rule"], store.rules),
    )


def say_next_steps(request: Request, store: Store) -> tuple[str, ...]:
    """What happens after sending, in the words of the wizard's last page."""
    words = store.rules.wording
    return words.say_all(
        f"flows.{request.flow}.done.next",
        _facts(request, store),
        reference=request.reference,
        total=say_refund(request, store),
        what=words.say_first(f"codes.{request.receipt.get('remedy')}"),
    )


def say_refund(request: Request, store: Store) -> str:
    """The money that comes back, "" where none does."""
    refund = request.receipt["refund"]
    return say_total(refund, store.rules) if refund else ""


def present_request(request: Request, store: Store) -> RequestView:
    """Facts are those of the order's own terms, as everywhere on a receipt."""
    rules, facts = store.rules, _facts(request, store)
    status = f"requests.status.{request.status}"
    return RequestView(
        reference=request.reference,
        title=rules.wording.say(f"actions.{request.action}.title"),
        order=request.order_number,
        status=request.status,
        status_title=rules.wording.say(f"{status}.title"),
        status_text=rules.wording.say(f"{status}.text", facts),
        rows=_answers(request, store),
        money=_money(request, store),
        citation=present_citation(request.receipt["rule"], store.rules),
        can_withdraw=can_withdraw(request),
        history=[
            HistoryEntry(
                title=rules.wording.say(f"requests.status.{event.kind}.title"),
                when=rules.speech.instant(event.at),
            )
            for event in request.events
        ],
    )


def _facts(request: Request, store: Store) -> Mapping[str, str]:
    return store.rules.facts_for(datetime.fromisoformat(request.receipt["order"]["placed_at"]))


def _answers(request: Request, store: Store) -> list[Row]:
    """What the customer asked for, in the words of the page that was checked before sending."""
    flow = FLOWS[request.flow]
    case = Case(
        order=read_order(request.receipt["order"]),
        answers=request.answers,
        policy=store.rules.policy,
        now=datetime.fromisoformat(request.receipt["decided_at"]),
    )
    given = Position(flow.by_key["submit"], tuple(request.answers), case)
    return [replace(row, question="") for row in answer_rows(flow, given, Sayings(store, case))]


def _money(request: Request, store: Store) -> list[Row]:
    return present_money(request.receipt["refund"], request.receipt["remedy"], store.rules)
