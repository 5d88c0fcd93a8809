"""Every page that a wizard can show has its words."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpcenter.adapters.pictures import Unusable
from helpcenter.flows.case import Case
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Ending, Flow, Question
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import refuse, settle
from helpcenter.orders.claim import Action
from helpcenter.orders.order import OrderStatus
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.policy.decision import REFUSALS, Decision, Reason
from helpcenter.services.evidence.accepting import NotTaken
from helpcenter.services.presenting_answers import answer_rows
from helpcenter.services.presenting_notes import say_slow_region
from helpcenter.services.presenting_requests import present_refusal, present_request
from helpcenter.services.receipts import write_receipt
from helpcenter.services.refusing import Refused, write_refusal
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store, load_store
from helpcenter.services.views.wizard import Step as PageStep
from helpcenter.services.views.wizard import WizardView
from tests.builders import (
    PLACED,
    REPOSITORY,
    Written,
    a_holding,
    a_line,
    a_shipment,
    an_address,
    an_order,
    at,
    studio,
    studio_with,
)
from tests.unit.flows.explore import FILES, Step, each_flow, explored, reached, walk
from tests.unit.services.shown_pages import GAP, all_words, last_page, sent, shown, varied

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", NOON)


def a_store_saying(folder: Path, words: str) -> Store:
    """The studio, with words of its own."""
    store = folder / "store"
    shutil.copytree(REPOSITORY / "content", store)
    (store / "wording.toml").write_text(words, "utf-8")
    return load_store(store, NOON)


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


@each_flow
def test_every_answer_is_shown_before_it_is_sent(flow: Flow, store: Store) -> None:
    for step in sent(flow):
        view = shown(flow, step, store)
        assert [row.question for row in view.rows if row.question] == [*step.case.answers]
        assert all(row.value for row in view.rows), step.example


def the_request(flow: Flow, step: Step, store: Store) -> Request:
    assert flow.action is not None
    settlement = settle(flow, step.case)
    return Request(
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


@pytest.mark.parametrize("name", ["content", "examples/stores/charm-jewelry"])
@pytest.mark.parametrize("slug", ["change-order", "change-shipping", "return-item"])
def test_money_is_told_after_sending_as_it_was_before_it(slug: str, name: str) -> None:
    store = load_store(REPOSITORY / name, at(PLACED))
    flow, parcel = FLOWS[slug], a_shipment(delivered="2026-03-05T20:15:00-05:00")
    order = an_order(status=OrderStatus.PROCESSING, lines=[a_line("1", "39.00", made_to_order=True)])
    if slug == "return-item":
        order = replace(order, status=OrderStatus.DELIVERED, shipments=(parcel,))
    now = max([at(PLACED), *(shipment.delivered_at or at(PLACED) for shipment in order.shipments)])
    ways = walk(flow, Case(order, {}, store.rules.policy, now))
    step = next(step for step in ways if step.node.key == "submit")
    before, request = shown(flow, step, store), the_request(flow, step, store)
    assert before.money
    assert last_page(request, store).money == before.money
    assert present_request(RequestRecord(request), store, now).money == before.money
    if (slug, name) == ("change-order", "examples/stores/charm-jewelry"):
        assert [(row.value, row.strong) for row in before.money] == [("$19.50", True)]


def test_what_was_taken_back_costs_nothing(store: Store) -> None:
    request = the_request(FLOWS["change-order"], sent(FLOWS["change-order"])[0], store)
    assert last_page(replace(request, status=RequestStatus.WITHDRAWN), store).money == []


@each_flow
def test_every_request_can_be_shown_once_it_was_sent(flow: Flow, store: Store) -> None:
    for step in sent(flow):
        request = the_request(flow, step, store)
        done = last_page(request, store)
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


def test_a_product_code_that_is_too_short_is_told_how_long_it_has_to_be(store: Store) -> None:
    say = Sayings(store, next(iter(explored("defective-item"))).case)
    question = FLOWS["defective-item"].by_key["product_code"]
    assert isinstance(question, Question)
    said = say.problem(Problem.TOO_SHORT_LINE, question, "MU")
    assert said == "That is too short: enter at least 3 characters"


def test_the_studio_is_what_the_explorer_walks(store: Store) -> None:
    assert store.rules.policy.digest == studio().digest


def test_a_shipping_method_without_words_is_shown_as_the_shop_calls_it(store: Store) -> None:
    flow, answers = FLOWS["change-shipping"], {"what": "method", "method": "express"}
    case = Case(an_order(method="Courier, 2 days"), answers, studio(), at(PLACED) + timedelta(minutes=30))
    rows = answer_rows(flow, replay(flow, case, answers), Sayings(store, case))
    assert "Courier, 2 days" in [row.value for row in rows]


def test_what_a_shop_quotes_in_lists_and_titles_is_filled_in(tmp_path: Path) -> None:
    store = a_store_saying(
        tmp_path,
        '[flows.lost-parcel]\ntitle = "Lost at {{ store.name }}"\n'
        'checked.checks = [{ title = "Us", text = "Write to {{ store.email }}." }]\n'
        '[flows.find-my-order.overdue]\nchecks = [{ title = "{{ store.name }}", text = "Write." }]\n'
        '[evidence.picker]\ndrop = "or send them to {{ store.email }}"\n',
    )
    name, email = store.facts["store.name"], store.facts["store.email"]
    flow = store.rules.flows["lost-parcel"]
    step = next(step for step in explored(flow.slug) if step.node.key == "checked")
    view = shown(flow, step, store)
    assert view.flow_title == f"Lost at {name}"
    assert [(check.title, check.text) for check in view.checks] == [("Us", f"Write to {email}.")]
    flow = store.rules.flows["find-my-order"]
    late = next(step for step in explored(flow.slug) if step.node.key == "overdue")
    assert [check.title for check in shown(flow, late, store).checks] == [name]
    flow = store.rules.flows["wrong-item"]
    photos = next(step for step in explored(flow.slug) if step.node.key == "photos")
    assert json.loads(shown(flow, photos, store).picker)["words"]["drop"] == f"or send them to {email}"


def with_codes_of_its_own(store: Store) -> Store:
    """A region and a method for which the package has no words."""
    policy = studio_with(
        {
            "shipping_changes.slow_regions": {"codes": ["GU", "AK"]},
            "shipping_changes.methods": {"codes": ["standard", "store_pickup"]},
        }
    )
    rules = replace(store.rules, policy=policy)
    return replace(store, rules=rules.quoting(rules.facts_on(store.day)))


@each_flow
def test_codes_without_words_keep_no_page_from_opening(flow: Flow, store: Store) -> None:
    special = with_codes_of_its_own(store)
    for step in varied(flow):
        case = replace(step.case, policy=special.rules.policy)
        view = shown(flow, replace(step, case=case), special)
        assert view.title
        assert not view.note or flow.slug == "change-shipping" or view.step == PageStep.EVIDENCE


@pytest.mark.parametrize(
    ("parts", "slow"),
    [
        ({"region": ""}, False),
        ({"region": "", "country": ""}, False),
        ({"region": "gu"}, True),
        ({"region": "", "country": "GU"}, True),
        ({"region": "Alaska"}, True),
        ({"region": "NY"}, False),
    ],
)
def test_only_an_address_in_a_slow_region_is_told_to_be_one(
    parts: dict[str, str], slow: bool, store: Store
) -> None:
    special, flow = with_codes_of_its_own(store), FLOWS["change-shipping"]
    answers = {"what": "address", "address": {**vars(an_address(line1="7 Oak Ave")), **parts}}
    case = Case(an_order(), answers, special.rules.policy, at(PLACED))
    note = say_slow_region(flow, case, Sayings(special, case))
    assert note == ("Parcels to GU or Alaska take longer than others." if slow else "")


def test_a_method_of_the_shops_own_is_offered_as_the_shop_calls_it(store: Store) -> None:
    special, flow = with_codes_of_its_own(store), FLOWS["change-shipping"]
    case = Case(an_order(), {}, special.rules.policy, at(PLACED))
    view = shown(flow, Step("", case, {"what": "method"}, flow.by_key["method"], ()), special)
    assert [(option.value, option.title) for option in view.options] == [("store_pickup", "Store pickup")]


def before_sending(slug: str, terms: Mapping[str, Written | None], store: Store) -> WizardView:
    """The last page, of a shop that has these terms besides the studio's; None takes one away."""
    policy = studio_with({key: written for key, written in terms.items() if written is not None})
    gone = {key for key, written in terms.items() if written is None}
    policy = replace(policy, terms={key: term for key, term in policy.terms.items() if key not in gone})
    special = replace(store, rules=replace(store.rules, policy=policy))
    step = sent(FLOWS[slug])[0]
    return shown(FLOWS[slug], replace(step, case=replace(step.case, policy=policy)), special)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"flag": True}, "You pay for sending the items back, customs included."),
        ({"flag": False}, "We pay for sending the items back."),
        (None, "is not part of the refund."),
    ],
)
def test_who_pays_for_a_return_is_what_the_policy_says(
    written: Written | None, told: str, store: Store
) -> None:
    view = before_sending("return-item", {"returns.customer_pays_shipping": written}, store)
    assert view.text.endswith(told)


@pytest.mark.parametrize(("amount", "row"), [("0.00", "Free"), ("4.90", "$4.90")])
def test_the_price_of_a_change_is_said_once(amount: str, row: str, store: Store) -> None:
    view = before_sending("change-shipping", {"shipping_changes.fee": {"amount": amount}}, store)
    assert [line.value for line in view.money] == [row]
    assert "fee" not in view.text


def test_the_condition_of_what_goes_back_is_quoted(store: Store) -> None:
    flow = FLOWS["return-item"]
    asked = next(step for step in varied(flow) if step.node.key == "condition")
    assert shown(flow, asked, store).text == "We can only take back items that are unused and unopened."
