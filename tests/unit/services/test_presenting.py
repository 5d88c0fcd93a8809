"""Every page that a wizard can show has its words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.pictures import Unusable
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import refuse, settle
from helpcenter.orders.claim import Action
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.policy.decision import REFUSALS, Decision, Reason
from helpcenter.services.evidence.accepting import NotTaken
from helpcenter.services.presenting import present
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.receipts import write_receipt
from helpcenter.services.refusing import Refused, write_refusal
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.sayings import Sayings
from helpcenter.services.standing import Wizard
from helpcenter.services.store import Store, load_store
from helpcenter.services.views.wizard import Step as PageStep
from helpcenter.services.views.wizard import WizardView
from tests.builders import PLACED, REPOSITORY, a_shipment, an_order, at, studio
from tests.unit.flows.explore import FILES, Step, each_flow, explored, reached

# What is left of a sentence whose gaps were not filled.
GAP = re.compile(r"[{}]|\b(None|null)\b")


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC))


def varied(flow: Flow) -> list[Step]:
    """Of all positions one for each way there with each set of answers: words do not hang on the clock."""
    ways = {(step.node.key, step.rules, repr(step.sent)): step for step in explored(flow.slug)}
    return list(ways.values())


def sent(flow: Flow) -> list[Step]:
    return [s for s in varied(flow) if isinstance(s.node, Outcome) and s.node.ending is Ending.SUBMIT]


def shown(flow: Flow, step: Step, store: Store) -> WizardView:
    case = step.case.with_answers({})
    position = replay(flow, case, step.sent)
    asked = None if isinstance(position.node, Outcome) else position.node
    draft = Draft("d", "v", flow.slug, case.now, case.order.number)
    refused = Refused.at(flow, position, draft.id)
    refusal = write_refusal(refused, store.rules)[1] if refused else None
    kept_until = case.now + timedelta(hours=72)
    return present(
        Wizard(flow, store, case.now, draft, position, asked, refusal=refusal, kept_until=kept_until)
    )


def test_a_late_parcel_leads_to_its_report_apart_from_the_rest_unless_it_cannot_be_reported(
    store: Store,
) -> None:
    flow = store.rules.flows["find-my-order"]
    views = [shown(flow, step, store) for step in explored(flow.slug) if step.node.key == "overdue"]
    title, way = store.rules.wording.say(f"actions.{Action.REPORT_LOST_PARCEL}.title"), "/wizards/lost-parcel"
    assert {(view.advised.title, view.advised.href) for view in views} == {(title, way), ("", "")}
    assert way not in {possible.href for view in views for possible in view.possible}


def all_words(value: object) -> list[str]:
    """Every text of a view, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [word for item in value for word in all_words(item)]
    return (
        [word for item in vars(value).values() for word in all_words(item)]
        if hasattr(value, "__dict__")
        else []
    )


@each_flow
def test_every_step_has_a_title_and_no_gaps(flow: Flow, store: Store) -> None:
    for step in varied(flow):
        view = shown(flow, step, store)
        assert view.title, step.example
        assert view.step != PageStep.LOADING
        gaps = [words for words in all_words(replace(view, picker="")) if GAP.search(words)]
        assert not gaps, (step.example, gaps)


def test_where_files_are_added_the_browser_gets_all_words_with_gaps_that_it_can_fill(store: Store) -> None:
    flow = FLOWS["missing-item"]
    views = [shown(flow, step, store) for step in varied(flow)]
    pickers = {view.question: view.picker for view in views if view.picker}
    assert set(pickers) == {"photos", "parcel_declaration"}
    for question, picker in pickers.items():
        setup = json.loads(picker)
        assert setup["to"] == f"/evidence?wizard=missing-item&question={question}&draft=d"
        assert setup["files"] == list(FILES[question])
        assert set(setup["problems"]) >= {*Unusable, *NotTaken, "too_fast", "busy", "lost"}
        words = [*setup["words"].values(), *setup["problems"].values(), setup["name"], setup["limits"]]
        gaps = {gap for word in words for gap in re.findall(r"{.*?}", word)}
        assert gaps == {"{name}", "{number}", "{percent}"}


def test_who_has_no_camera_at_hand_is_told_how_long_the_answers_wait(store: Store) -> None:
    """Until the draft is forgotten, or the window closes, whichever is first."""
    flow = FLOWS["defective-item"]
    parcel = a_shipment(delivered="2026-03-05T20:15:00-05:00")
    order = an_order(status=OrderStatus.DELIVERED, shipments=[parcel])
    for now, until in (("2026-03-06T12:00:00-05:00", "March 9"), ("2026-03-12T12:00:00-04:00", "March 12")):
        sent = {"lines": {"1": 1}, "product_code": "ABC-1", "defect": "flaw", "description": "A deep scratch"}
        case = Case(order, {}, studio(), at(now))
        view = shown(flow, Step("", case, sent, flow.by_key["photos"], ()), store)
        assert (view.question, until in view.note) == ("photos", True), view.note


@each_flow
def test_every_refusal_says_why_and_by_which_rule(flow: Flow, store: Store) -> None:
    for outcome, step in reached(flow, Ending.REFUSED):
        view = shown(flow, step, store)
        assert view.text, step.example
        assert view.citation.facts, step.example
        decisions = refuse(flow, outcome, step.case).decisions
        if decisions and decisions[0].reason is not Reason.NO_TERMS:
            assert view.citation.sentence, step.example
            assert view.citation.source, step.example
            assert view.article.href.startswith("/articles/"), step.example


@each_flow
def test_every_answer_is_shown_before_it_is_sent(flow: Flow, store: Store) -> None:
    for step in sent(flow):
        view = shown(flow, step, store)
        assert [row.question for row in view.rows if row.question] == [*step.case.answers]
        assert all(row.value for row in view.rows), step.example


@each_flow
def test_every_request_can_be_shown_once_it_was_sent(flow: Flow, store: Store) -> None:
    for step in sent(flow):
        assert flow.action is not None
        settlement = settle(flow, step.case)
        request = Request(
            "R-0000-0001",
            step.case.order.number,
            flow.slug,
            flow.action,
            RequestStatus.SUBMITTED,
            step.case.answers,
            write_receipt(step.case, flow.action, settlement, store.rules),
            settlement.pieces,
            step.case.now,
            step.case.now,
            tuple(RequestEvent(step.case.now, Actor.STAFF, status) for status in RequestStatus),
        )
        draft = Draft("d", "v", flow.slug, step.case.now, reference=request.reference)
        done = present(Wizard(flow, store, step.case.now, draft, request=request))
        for view in (done, present_request(RequestRecord(request), store, step.case.now)):
            assert not [words for words in all_words(view) if GAP.search(words)], step.example
        assert done.next_steps


@pytest.mark.parametrize("reason", sorted(REFUSALS))
@pytest.mark.parametrize("action", Action)
def test_every_reason_has_a_sentence_for_every_action(action: Action, reason: str, store: Store) -> None:
    case = next(iter(explored("cancel-order"))).case
    say = Sayings(store, case)
    decision = Decision(action, False, reason, "cancellation.window", at(PLACED), at(PLACED))  # type: ignore[arg-type]
    assert len(say.reason(decision).split()) > 4
    assert not GAP.search(say.reason(decision))


@pytest.mark.parametrize("action", Action)
def test_every_action_leads_somewhere(action: Action, store: Store) -> None:
    say = Sayings(store, next(iter(explored("cancel-order"))).case)
    assert say.way_to(action).startswith(("/wizards/", "/articles/"))
    assert say.words(f"actions.{action}.title")


def test_the_studio_is_what_the_explorer_walks(store: Store) -> None:
    assert store.rules.policy.digest == studio().digest
