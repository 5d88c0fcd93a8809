"""Every "no" that a wizard of any store can say leaves a receipt that decides the same again."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache

import pytest

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import refuse
from helpcenter.orders.refusal import Refusal
from helpcenter.services.presenting_receipts import present_citation
from helpcenter.services.refusing import Refused, refusal_key, write_refusal
from helpcenter.services.replaying import replay_refusal
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, a_holding, an_order, at
from tests.example_stores import OFFERED, SEVEN_SMILE, the_store
from tests.receipts import a_receipted_request
from tests.unit.flows.explore import examples, walk

STORES = ("content", *OFFERED)
# Facts, rule, deadline, money, articles, hash and time: of what was refused and of what was allowed alike.
PARTS = {
    *("decided_at", "action", "order", "others", "claims", "decisions", "asked"),
    *("rule", "remedy", "refund", "fees", "articles", "policy_digest"),
}
# A second after two hours.
LATE = Case(an_order(), {}, the_store(SEVEN_SMILE).rules.policy, at("2026-03-02T12:00:01-05:00"))


@cache
def store_named(name: str) -> Store:
    if name in OFFERED:
        return the_store(name)
    return load_store(REPOSITORY / name, datetime(2026, 3, 2, 12, tzinfo=UTC))


@cache
def refusals_of(name: str) -> tuple[Refusal, ...]:
    """One for each wizard, page, reason and kind of order in the store, as they come out of the database."""
    rules = store_named(name).rules
    found = {}
    for flow in rules.flows.values():
        for example, case in examples(flow, rules.policy):
            for step in walk(flow, case, example):
                if isinstance(step.node, Outcome) and step.node.ending is Ending.REFUSED:
                    decisions = refuse(flow, step.node, step.case).decisions
                    kind = (flow.slug, step.node.key, case.order.status, *(d.reason for d in decisions))
                    found[kind] = Refused(flow, step.node, step.case, "a draft")
    written = [write_refusal(refused, rules) for refused in found.values()]
    return tuple(replace(it, receipt=json.loads(json.dumps(it.receipt))) for it in written)


def refused(flow: str = "cancel-order", case: Case = LATE, asked_by: str = "a draft") -> Refused:
    found = Refused.at(FLOWS[flow], replay(FLOWS[flow], case, {}), asked_by)
    assert found
    return found


def written(what: Refused | None = None) -> Refusal:
    return write_refusal(what or refused(), the_store(SEVEN_SMILE).rules)


def key(what: Refused) -> str:
    return refusal_key(what, the_store(SEVEN_SMILE).rules)


@pytest.mark.parametrize("name", STORES)
def test_every_refusal_of_every_store_is_decided_the_same_again(name: str) -> None:
    policy = store_named(name).rules.policy
    assert refusals_of(name)
    for refusal in refusals_of(name):
        replayed = replay_refusal(refusal, policy)
        assert not replayed.differences, (refusal.flow, refusal.outcome, replayed.differences)
        assert not replayed.policy_changed


@pytest.mark.parametrize("name", STORES)
def test_every_receipt_of_a_refusal_is_whole_and_can_be_read(name: str) -> None:
    store = store_named(name)
    said = store.rules.wording.say
    for refusal in refusals_of(name):
        assert set(refusal.receipt) - {"closest"} == PARTS
        told = present_citation(read_receipt(refusal.receipt), store)
        labels = [row.label for row in told.facts]
        assert {said("receipt.facts.decided"), said("receipt.facts.policy")} <= set(labels)
        assert bool(told.sentence) == ("value" in refusal.receipt["rule"])
        for decision in refusal.receipt["decisions"]:
            assert not decision["allowed"]
            assert (said("receipt.facts.deadline") in labels) == bool(decision["closes_at"])
            assert (said("receipt.facts.opens") in labels) == bool(decision["opens_at"])


def test_a_receipt_of_what_was_allowed_has_the_same_parts() -> None:
    in_time = replace(LATE, now=LATE.now - timedelta(seconds=1))
    request = a_receipted_request(FLOWS["cancel-order"], in_time, the_store(SEVEN_SMILE).rules)
    assert set(request.receipt) == PARTS


def test_the_closest_that_was_possible_is_named_with_its_end() -> None:
    closest = written().receipt["closest"]
    assert (closest["action"], closest["closes_at"]) == ("change_items", "2026-03-02T19:00:00-08:00")


def test_nothing_is_refused_where_something_is_asked() -> None:
    in_time = replace(LATE, now=LATE.now - timedelta(seconds=1))
    flow: Flow = FLOWS["cancel-order"]
    assert Refused.at(flow, replay(flow, in_time, {}), "a draft") is None


def test_time_that_passes_makes_no_other_refusal() -> None:
    assert key(refused()) == key(refused(case=replace(LATE, now=LATE.now + timedelta(days=30))))


def test_another_asker_wizard_fact_or_policy_makes_another_refusal() -> None:
    others = [
        refused(),
        refused(asked_by="another draft"),
        refused("change-order", replace(LATE, now=LATE.now + timedelta(hours=12))),
        refused(case=replace(LATE, order=replace(LATE.order, email="grace@example.com"))),
        refused(case=replace(LATE, holdings=(a_holding({"1": 1}),))),
        refused(case=replace(LATE, policy=replace(LATE.policy, digest="another file"))),
    ]
    assert len({key(other) for other in others}) == len(others)


def test_a_decision_that_comes_out_otherwise_is_noticed() -> None:
    receipt = json.loads(json.dumps(written().receipt))
    receipt["decisions"][0]["closes_at"] = "2026-03-02T10:00:00-08:00"
    replayed = replay_refusal(replace(written(), receipt=receipt), LATE.policy)
    assert [difference.field for difference in replayed.differences] == ["decisions.0.closes_at"]


def test_a_wizard_that_leads_elsewhere_today_is_noticed() -> None:
    replayed = replay_refusal(replace(written(), outcome="refused_parcel"), LATE.policy)
    assert [(it.field, it.stored, it.decided) for it in replayed.differences] == [
        ("outcome", "refused_parcel", "refused")
    ]
