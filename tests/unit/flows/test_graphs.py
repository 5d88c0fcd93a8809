"""What holds for every wizard as a graph. A new one is covered as soon as it is registered."""

from __future__ import annotations

from typing import cast

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule
from helpcenter.flows.registry import FLOW_FOR_ACTION, FLOWS, offered_flows
from helpcenter.policy.decide import RULES
from tests.builders import a_policy, studio
from tests.unit.flows.explore import each_flow, explored

NOBODY = cast(Case, None)


def _rule_lists(flow: Flow) -> list[tuple[Rule, ...]]:
    return [flow.start, *(question.rules for question in flow.questions)]


@each_flow
def test_no_two_nodes_share_a_key(flow: Flow) -> None:
    assert len(flow.by_key) == len(flow.nodes)


@each_flow
def test_every_rule_leads_to_a_node_and_says_when(flow: Flow) -> None:
    for rule in (rule for rules in _rule_lists(flow) for rule in rules):
        assert rule.to in flow.by_key
        assert rule.label


@each_flow
def test_the_last_rule_holds_without_a_look_at_the_case(flow: Flow) -> None:
    for rules in _rule_lists(flow):
        assert rules[-1].when(NOBODY)


@each_flow
def test_no_way_leads_back(flow: Flow) -> None:
    def go(key: str, way: tuple[str, ...]) -> None:
        assert key not in way, f"{' > '.join(way)} > {key}"
        node = flow.by_key[key]
        if isinstance(node, Question):
            for rule in node.rules:
                go(rule.to, (*way, key))

    for rule in flow.start:
        go(rule.to, ())


@each_flow
def test_every_node_is_reached_by_some_example(flow: Flow) -> None:
    assert {step.node.key for step in explored(flow.slug)} == flow.by_key.keys()


@each_flow
def test_every_rule_is_taken_by_some_example(flow: Flow) -> None:
    taken = {rule for step in explored(flow.slug) for rule in step.rules}
    written = [rule for rules in _rule_lists(flow) for rule in rules]
    assert [rule.label for rule in written if rule not in taken] == []


@each_flow
def test_a_wizard_that_sends_something_has_an_action_and_one_that_shows_has_none(flow: Flow) -> None:
    endings = {node.ending for node in flow.nodes if isinstance(node, Outcome)}
    assert (Ending.SUBMIT in endings) is (flow.action is not None)
    assert flow.action is not None or endings == {Ending.STATUS}


def test_each_wizard_is_found_by_its_slug_and_by_its_action() -> None:
    assert all(slug == flow.slug for slug, flow in FLOWS.items())
    with_action = [flow for flow in FLOWS.values() if flow.action]
    assert list(FLOW_FOR_ACTION.values()) == with_action, "no action has two wizards"


def test_a_store_shows_the_wizards_that_it_has_terms_for() -> None:
    assert offered_flows(studio()) == tuple(FLOWS.values())
    nothing_but_status = tuple(flow for flow in FLOWS.values() if flow.action is None)
    assert offered_flows(a_policy({})) == nothing_but_status
    for flow in FLOW_FOR_ACTION.values():
        assert flow.action
        topic, _ = RULES[flow.action]
        assert flow in offered_flows(a_policy({f"{topic}.offered": {"flag": True}}))
        assert flow not in offered_flows(a_policy({f"{topic}.offered": {"flag": False}}))
