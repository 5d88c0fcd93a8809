"""Each claim asks for the evidence that the policy wants with it, and for no other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

import pytest

from helpcenter.flows.evidence import MOST_FILES, EvidenceFiles
from helpcenter.flows.flow import Flow, Question
from helpcenter.flows.registry import FLOWS, offered_flows
from helpcenter.flows.settlement import settle
from helpcenter.policy.decide import RULES
from helpcenter.policy.decision import Evidence
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import Policy
from helpcenter.services.presenting import steps_ahead
from helpcenter.services.receipts import make_receipt
from helpcenter.services.store import Rules, load_rules
from tests.builders import REPOSITORY
from tests.example_stores import OFFERED
from tests.unit.flows.explore import Step, claimable, each_of, walk, wanting, wants_evidence

CLAIMS = [flow for flow in FLOWS.values() if wants_evidence(flow)]
DESCRIPTION, PHOTOS, DECLARATION, CODE = (
    Evidence.DESCRIPTION,
    Evidence.PHOTOS,
    Evidence.PARCEL_DECLARATION,
    Evidence.PRODUCT_CODE,
)
WANTED_BY_STORE: Mapping[str, Mapping[str, list[Evidence]]] = {
    "content": {
        "missing-item": [DESCRIPTION, PHOTOS, DECLARATION],
        "wrong-item": [DESCRIPTION, PHOTOS],
        "defective-item": [CODE, PHOTOS],
        "return-item": [],
        "lost-parcel": [],
    },
    "seven-smile-studio": {"lost-parcel": []},
    "phone-case-shop": {"wrong-item": [DESCRIPTION, PHOTOS], "lost-parcel": []},
    "charm-jewelry": {"return-item": []},
    "jewelry-outlet": {
        "missing-item": [DESCRIPTION, PHOTOS, DECLARATION],
        "defective-item": [CODE, PHOTOS],
        "return-item": [],
        "lost-parcel": [],
    },
}
each_claim = each_of(CLAIMS)
each_wish = pytest.mark.parametrize(
    "wanted",
    [chosen for count in range(len(Evidence) + 1) for chosen in combinations(Evidence, count)],
    ids=lambda wanted: " ".join(wanted) or "nothing",
)
STORES = {"content": REPOSITORY / "content"} | {
    name: REPOSITORY / "examples" / "stores" / name for name in OFFERED
}


@pytest.fixture(scope="module")
def studio_rules() -> Rules:
    return load_rules(STORES["content"])


def sent_in(flow: Flow, policy: Policy) -> Step:
    """The shortest way to the page before sending."""
    steps = walk(flow, claimable(flow, policy))
    return next(step for step in steps if step.node.key == "submit")


def asked_for(flow: Flow, step: Step) -> list[Evidence]:
    questions = [flow.by_key[key] for key in step.case.answers]
    return [asked.evidence for asked in questions if isinstance(asked, Question) and asked.evidence]


def test_every_claim_that_may_need_evidence_can_ask_for_it() -> None:
    topics = {topic for topic, forms in SCHEMA.items() if "evidence" in forms}
    assert {RULES[flow.action][0] for flow in CLAIMS if flow.action} == topics


@each_claim
@each_wish
def test_what_is_asked_for_is_what_the_decision_and_its_receipt_want(
    flow: Flow, wanted: tuple[Evidence, ...], studio_rules: Rules
) -> None:
    assert flow.action
    policy = wanting(wanted)
    step = sent_in(flow, policy)
    settlement = settle(flow, step.case)
    receipt = make_receipt(step.case, flow.action, settlement, replace(studio_rules, policy=policy))
    assert set(asked_for(flow, step)) == set(wanted)
    assert {decision.evidence for decision in settlement.decisions} == {wanted}
    assert receipt.decisions
    assert all(decision.evidence == tuple(wanted) for decision in receipt.decisions)


@each_claim
@each_wish
def test_the_steps_that_are_counted_are_those_that_come(flow: Flow, wanted: tuple[Evidence, ...]) -> None:
    policy = wanting(wanted)
    step = sent_in(flow, policy)
    first = flow.by_key[next(iter(step.case.answers))]
    assert steps_ahead(flow, first, step.case.terms) == len(step.case.answers)


@each_claim
@each_wish
def test_all_files_of_a_report_together_stay_within_the_limit(
    flow: Flow, wanted: tuple[Evidence, ...]
) -> None:
    case = sent_in(flow, wanting(wanted)).case
    asked = [question.field for question in flow.questions if question.key in case.answers]
    most = [field.most(case) for field in asked if isinstance(field, EvidenceFiles)]
    assert sum(most) <= MOST_FILES
    assert Evidence.PHOTOS not in wanted or sum(most) == MOST_FILES


@pytest.mark.parametrize("name", STORES)
def test_each_store_asks_for_what_it_wants(name: str) -> None:
    policy = load_rules(STORES[name]).policy
    asked = {
        flow.slug: asked_for(flow, sent_in(flow, policy))
        for flow in offered_flows(policy)
        if wants_evidence(flow)
    }
    assert asked == WANTED_BY_STORE[name]
