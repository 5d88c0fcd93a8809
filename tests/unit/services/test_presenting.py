"""Every page that a wizard can show has its words."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest

from helpcenter.adapters.drafts import Draft
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import settle
from helpcenter.orders.claim import Action
from helpcenter.orders.request import Request, RequestEvent, RequestStatus
from helpcenter.policy.decision import REFUSALS, Decision, Reason
from helpcenter.services.presenting import present
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.receipts import write_receipt
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store, load_store
from helpcenter.services.views.wizard import Step as PageStep
from helpcenter.services.views.wizard import WizardView
from helpcenter.services.wizards import Wizard
from tests.builders import PLACED, REPOSITORY, at, studio
from tests.unit.flows.explore import Step, each_flow, explored, reached

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
    return present(Wizard(flow, store, case.now, draft, position, asked))


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
        gaps = [words for words in all_words(view) if GAP.search(words)]
        assert not gaps, (step.example, gaps)


@each_flow
def test_every_refusal_says_why_and_by_which_rule(flow: Flow, store: Store) -> None:
    for outcome, step in reached(flow, Ending.REFUSED):
        view = shown(flow, step, store)
        assert view.text, step.example
        if outcome.refusal and outcome.refusal(step.case).reason is not Reason.NO_TERMS:
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
            write_receipt(step.case, settlement, store.rules),
            {
                claim.line_id: claim.quantity
                for claim in settlement.claims
                if claim.line_id and claim.quantity
            },
            step.case.now,
            tuple(RequestEvent(step.case.now, "customer", status) for status in RequestStatus),
        )
        draft = Draft("d", "v", flow.slug, step.case.now, reference=request.reference)
        done = present(Wizard(flow, store, step.case.now, draft, request=request))
        for view in (done, present_request(request, store)):
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
