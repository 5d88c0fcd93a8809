"""Every page that a wizard can show has its words."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from helpcenter.adapters.pictures import Unusable
from helpcenter.flows.case import Case
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Ending, Flow, Question
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import refuse
from helpcenter.orders.claim import Action
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import REFUSALS, Decision, Reason
from helpcenter.services.evidence.accepting import NotTaken
from helpcenter.services.presenting_requests import present_refusal
from helpcenter.services.refusing import Refused, write_refusal
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store, load_store
from helpcenter.services.views.wizard import Step as PageStep
from tests.builders import (
    PLACED,
    REPOSITORY,
    a_holding,
    a_line,
    a_shipment,
    an_order,
    at,
    studio,
    studio_with,
)
from tests.unit.flows.explore import FILES, Step, each_flow, each_sending_flow, explored, reached
from tests.unit.services.shown_pages import GAP, all_words, sent, shown, varied

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", NOON)


def test_a_late_parcel_leads_to_its_report_apart_from_the_rest_unless_it_cannot_be_reported(
    store: Store,
) -> None:
    flow = store.rules.flows["find-my-order"]
    views = [shown(flow, step, store) for step in explored(flow.slug) if step.node.key == "overdue"]
    title, way = store.rules.wording.say(f"actions.{Action.REPORT_LOST_PARCEL}.title"), "/wizards/lost-parcel"
    assert {(view.advised.title, view.advised.href) for view in views} == {(title, way), ("", "")}
    assert way not in {possible.href for view in views for possible in view.possible}


def test_a_parcel_that_was_found_is_not_offered_to_be_reported(store: Store) -> None:
    flow = FLOWS["lost-parcel"]
    views = [shown(flow, step, store) for step in explored(flow.slug) if step.node.key == "found"]
    assert views
    assert "/wizards/lost-parcel" not in {possible.href for view in views for possible in view.possible}


def test_the_page_before_sending_names_the_parcel_where_there_are_several(store: Store) -> None:
    flow, label = FLOWS["lost-parcel"], store.rules.wording.say("answers.parcel")
    for step in explored(flow.slug):
        if step.node.key == "submit":
            rows = {row.label: row.value for row in shown(flow, step, store).rows}
            shipments = step.case.order.shipments
            number = [shipment.id for shipment in shipments].index(step.case.text("parcel") or "a") + 1
            named = rows.get(label, "").startswith(f"Parcel {number} of {len(shipments)}: ")
            assert named is (len(shipments) > 1), step.example


def test_a_late_parcel_that_was_reported_leads_to_the_report(store: Store) -> None:
    parcel = a_shipment(shipped="2026-03-03T10:00:00-05:00", expected="2026-03-06T18:00:00-05:00")
    order = an_order(status=OrderStatus.SHIPPED, shipments=[parcel])
    report = a_holding({"1": 1}, action=Action.REPORT_LOST_PARCEL, status=RequestStatus.COMPLETED)
    flow, late = FLOWS["find-my-order"], at("2026-03-20T12:00:00-04:00")
    for holdings, key in (((report,), "reported"), ((), "overdue")):
        case = Case(order, {}, studio(), late, holdings)
        view = shown(flow, Step("", case, {}, flow.by_key[key], ()), store)
        assert view.title == store.rules.wording.say(f"flows.find-my-order.{key}.title")
        assert [link.reference for link in view.requests] == [held.reference for held in holdings]
        assert bool(view.checks) is not bool(holdings)


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
        sent = {"lines": {"1": 1}, "defect": "flaw", "product_code": "ABC-1"}
        case = Case(order, {}, studio(), at(now))
        view = shown(flow, Step("", case, sent, flow.by_key["photos"], ()), store)
        assert (view.question, until in view.note) == ("photos", True), view.note


@each_sending_flow
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


@each_sending_flow
def test_every_refusal_can_be_read_again_under_its_reference(flow: Flow, store: Store) -> None:
    for _, step in reached(flow, Ending.REFUSED):
        refused = Refused.at(flow, replay(flow, step.case, step.sent), "d")
        assert refused, step.example
        view = present_refusal(write_refusal(refused, store.rules), store)
        assert view.status_title == shown(flow, step, store).title, step.example
        assert view.status_text, step.example
        assert view.again, step.example
        assert not [words for words in all_words(view) if GAP.search(words)], step.example


@pytest.mark.parametrize("slug", ["cancel-order", "change-order"])
def test_who_is_too_late_to_cancel_or_change_hears_of_returns_where_there_are_any(
    slug: str, store: Store
) -> None:
    flow, sentence = FLOWS[slug], store.rules.wording.say("reasons.return_later")
    order = an_order(lines=[a_line(made_to_order=True)])
    for terms, told in (({}, True), ({"returns.offered": {"flag": False}}, False)):
        case = Case(order, {}, studio_with(terms), at(PLACED) + timedelta(hours=30))
        view = shown(flow, Step("", case, {}, flow.by_key["refused"], ()), store)
        assert view.text.endswith(sentence) is told, view.text
    arrived = replace(order, shipments=(a_shipment(delivered="2026-03-05T20:15:00-05:00"),))
    case = Case(arrived, {}, studio(), at("2026-03-06T12:00:00-05:00"))
    view = shown(flow, Step("", case, {}, flow.by_key["refused"], ()), store)
    assert sentence not in view.text
    assert "/wizards/return-item" in [possible.href for possible in view.possible]


@each_sending_flow
def test_every_answer_is_shown_before_it_is_sent(flow: Flow, store: Store) -> None:
    for step in sent(flow):
        view = shown(flow, step, store)
        assert [row.question for row in view.rows if row.question] == [*step.case.answers]
        assert all(row.value for row in view.rows), step.example


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


def test_a_product_code_that_is_too_short_is_told_how_long_it_has_to_be(store: Store) -> None:
    say = Sayings(store, next(iter(explored("defective-item"))).case)
    question = FLOWS["defective-item"].by_key["product_code"]
    assert isinstance(question, Question)
    said = say.problem(Problem.TOO_SHORT_LINE, question, "MU")
    assert said == "That is too short: enter at least 3 characters"


def test_the_studio_is_what_the_explorer_walks(store: Store) -> None:
    assert store.rules.policy.digest == studio().digest


def test_the_condition_of_what_goes_back_is_quoted(store: Store) -> None:
    flow = FLOWS["return-item"]
    asked = next(step for step in varied(flow) if step.node.key == "condition")
    assert shown(flow, asked, store).text == "We can only take back items that are unused and unopened."
