"""Turns where a visitor stands in a wizard into the page that is shown."""

from __future__ import annotations

from dataclasses import replace

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.flows.case import Case
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.flow import Ending, Flow, Node, Outcome, Question
from helpcenter.flows.possible import can_be_returned_later
from helpcenter.flows.reconsidering import still_possible
from helpcenter.flows.replay import Position
from helpcenter.flows.settlement import refuse, settle
from helpcenter.orders.claim import Action
from helpcenter.policy.decision import Decision, Reason
from helpcenter.policy.terms import TermsInForce
from helpcenter.services.linking_requests import cancellation, link_requests
from helpcenter.services.presenting_answers import answer_rows
from helpcenter.services.presenting_notes import say_slow_region, say_who_pays
from helpcenter.services.presenting_orders import present_possibilities, present_status
from helpcenter.services.presenting_questions import present_problem, present_question
from helpcenter.services.presenting_receipts import present_citation, present_money
from helpcenter.services.presenting_requests import present_done
from helpcenter.services.receipts import make_receipt
from helpcenter.services.sayings import Sayings
from helpcenter.services.sealing import seal_answers, seal_terms
from helpcenter.services.standing import Wizard
from helpcenter.services.submitting import IMMEDIATE
from helpcenter.services.views.wizard import Option, Step, WizardView

# No question has this key, so that going back to it leads to the first page.
_TO_IDENTIFY = "identify"
_BEFORE_DISPATCH = frozenset({Action.CANCEL_ORDER, Action.CHANGE_ITEMS})
_TOO_LATE = frozenset({Reason.ALREADY_SHIPPED, Reason.STATUS_LOCKED, Reason.WINDOW_CLOSED})
# Step 1 is to name the order.
_FIRST_QUESTION = 2


def present(wizard: Wizard) -> WizardView:
    words = wizard.store.rules.wording
    view = WizardView(flow=wizard.flow.slug, flow_title=words.say(f"flows.{wizard.flow.slug}.title"))
    if wizard.request is not None:
        again = words.say_first(f"flows.{wizard.flow.slug}.again") if wizard.again else ""
        return present_done(replace(view, again=again), wizard.request, wizard.others, wizard.store)
    if wizard.replied:
        return _reply(view, wizard)
    if wizard.position is None:
        return replace(
            view,
            step=Step.IDENTIFY,
            title=words.say("identify.title"),
            text=words.say_first(f"flows.{wizard.flow.slug}.identify.text", "identify.text"),
            number=1,
            count=1 + _questions_ahead(wizard.flow, wizard.store.rules.policy.at(wizard.now)),
            at=1,
        )
    say = Sayings(wizard.store, wizard.position.case)
    view = replace(
        view,
        order=wizard.position.case.order.number,
        draft=wizard.draft.id,
        trail=[*wizard.position.path, wizard.position.node.key],
        at=len(wizard.position.path) + _FIRST_QUESTION,
    )
    if wizard.asked is not None:
        return _ask(view, wizard, wizard.asked, wizard.position, say)
    outcome = wizard.position.node
    if not isinstance(outcome, Outcome):
        raise TypeError(f"{outcome.key} is neither asked nor an outcome")
    match outcome.ending:
        case Ending.SUBMIT:
            return _check(view, wizard, wizard.position, say)
        case Ending.REFUSED:
            return _refuse(view, wizard, outcome, wizard.position, say)
        case Ending.STATUS:
            back = wizard.position.path[-1] if wizard.position.path else ""
            return present_status(replace(view, back=back), wizard.flow, outcome, wizard.position.case, say)


def _ask(view: WizardView, wizard: Wizard, asked: Question, position: Position, say: Sayings) -> WizardView:
    if isinstance(asked.field, EvidenceFiles) and not asked.field.optional:
        view = replace(view, note=_come_back(wizard, position.case, say))
    number = position.path.index(asked.key) if asked.key in position.path else len(position.path)
    ahead = steps_ahead(wizard.flow, asked, position.case.terms)
    view = present_problem(view, wizard, asked, say)
    return present_question(
        replace(
            view,
            question=asked.key,
            back=position.path[number - 1] if number else "",
            number=number + _FIRST_QUESTION,
            count=number + _FIRST_QUESTION + ahead,
            at=number + _FIRST_QUESTION,
        ),
        asked,
        wizard.flow,
        position,
        say,
    )


def _come_back(wizard: Wizard, case: Case, say: Sayings) -> str:
    """Customers without a camera at hand may go on until the draft is forgotten, or the window closes."""
    closing = (decision.closes_at for decision in settle(wizard.flow, case).decisions)
    ends = [end for end in (wizard.kept_until, *closing) if end]
    return say.words("evidence.later", until=say.instant(min(ends)))


def _check(view: WizardView, wizard: Wizard, position: Position, say: Sayings) -> WizardView:
    flow, case, slug = wizard.flow, position.case, wizard.flow.slug
    if flow.action is None:
        raise TypeError(f"{slug} only shows: there is nothing to check")
    settlement = settle(flow, case)
    receipt = make_receipt(case, flow.action, settlement, say.rules)
    deadlines = [decision.closes_at for decision in settlement.decisions if decision.closes_at]
    until = min(deadlines, default=None)
    return replace(
        view,
        step=Step.CHECK,
        answers_seal=seal_answers(wizard.draft),
        terms_seal=seal_terms(case, settlement),
        title=say.words(f"flows.{slug}.submit.title"),
        text=f"{say.words(f'flows.{slug}.submit.text')} {say_who_pays(flow, case, say)}".rstrip(),
        send=say.words(f"flows.{slug}.send"),
        back=position.path[-1] if position.path else "",
        number=view.at,
        count=view.at,
        rows=answer_rows(flow, position, say),
        money=present_money(receipt, say.rules, decided=flow.action in IMMEDIATE),
        note=say_slow_region(flow, case, say),
        until_iso=until.isoformat() if until else "",
        until=say.words("possible.until", closes_at=say.instant(until)) if until else "",
    )


def _refuse(
    view: WizardView, wizard: Wizard, outcome: Outcome, position: Position, say: Sayings
) -> WizardView:
    """With the way back to the answer that led here: another parcel, another condition may be fine."""
    flow, refusal = wizard.flow, wizard.refusal
    if refusal is None:
        raise TypeError(f"{flow.slug} refuses without a receipt")
    view = replace(
        view,
        step=Step.REFUSED,
        title=say.words(f"flows.{flow.slug}.{outcome.key}.title"),
        back=position.path[-1] if position.path else "",
        reference=refusal.reference,
        citation=present_citation(read_receipt(refusal.receipt), wizard.store),
    )
    decisions = refuse(flow, outcome, position.case).decisions
    if not decisions:
        holding = [other for other in position.case.holdings if other.quantities]
        return replace(
            view,
            text=say.words(f"flows.{flow.slug}.{outcome.key}.text"),
            requests=link_requests(holding, say.rules),
        )
    decision = decisions[0]
    text = f"{say.reason(decision)} {_way_back(decision, position.case, say)}".rstrip()
    view = replace(view, text=text, article=say.article_about(decision.action))
    if decision.reason is Reason.ALREADY_CANCELLED:
        return _show_cancelled(view, position.case, say)
    view = _offer_the_rest(view, flow, outcome, position.case, say)
    return present_possibilities(view, position.case, say, without=flow.action)


def _offer_the_rest(view: WizardView, flow: Flow, outcome: Outcome, case: Case, say: Sayings) -> WizardView:
    """What is possible of all that was asked for: each is another answer to one question on the way."""
    key = f"flows.{flow.slug}.{outcome.key}.rest"
    rest = [Option(answer, say.words(f"{key}.{answer}")) for answer in still_possible(flow, outcome, case)]
    if not rest:
        return view
    return replace(view, question=outcome.reconsider, options=rest, note=say.words(f"{key}.text"))


def _way_back(decision: Decision, case: Case, say: Sayings) -> str:
    """What is left to who comes too late to cancel or change."""
    if decision.action not in _BEFORE_DISPATCH or decision.reason not in _TOO_LATE:
        return ""
    return say.words("reasons.return_later") if can_be_returned_later(case) else ""


def _show_cancelled(view: WizardView, case: Case, say: Sayings) -> WizardView:
    """No refusal in the eyes of who cancelled it: with that request, and its reference to name."""
    view = replace(view, title=say.words("refused.already_cancelled"))
    request = cancellation(case)
    if request is None:
        return view
    return replace(view, reference=request.reference, requests=link_requests([request], say.rules))


def _reply(view: WizardView, wizard: Wizard) -> WizardView:
    """The same for every order, there or not: it is made of nothing but the store's own words."""
    key, store = f"flows.{wizard.flow.slug}.replied", wizard.store
    return replace(
        view,
        step=Step.REPLIED,
        title=store.rules.wording.say(f"{key}.title"),
        next_steps=list(store.rules.wording.say_all(f"{key}.next")),
        back=_TO_IDENTIFY,
    )


def _questions_ahead(flow: Flow, terms: TermsInForce) -> int:
    """Pages after identifying for a customer who is not refused: what the last rules lead to."""
    return steps_ahead(flow, flow.by_key[flow.start[-1].to], terms) + 1


def steps_ahead(flow: Flow, node: Node, terms: TermsInForce) -> int:
    """Pages from here to the end, along the last rule of each question that these terms ask."""
    steps = 0
    while isinstance(node, Question):
        node = flow.by_key[node.rules[-1].to]
        steps += isinstance(node, Outcome) or flow.asks(node, terms)
    return steps
