"""Where every wizard can end: a refusal says why and what else there is, and what can be sent is allowed."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta

import pytest

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.possible import possibilities
from helpcenter.flows.reconsidering import still_possible
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import refuse, settle
from helpcenter.orders.claim import ABOUT_LINES
from helpcenter.policy.decision import REFUSALS
from tests.builders import a_line, an_order, studio
from tests.unit.flows.explore import Step, each_of, each_sending_flow, reached


def outcomes(flow: Flow) -> list[Outcome]:
    return [node for node in flow.nodes if isinstance(node, Outcome)]


def _one_for_each_refusal(flow: Flow, steps: list[tuple[Outcome, Step]]) -> list[Step]:
    """One for each order and reason: neither the answers nor the second change what else is possible."""

    def reason(outcome: Outcome, step: Step) -> str:
        decisions = refuse(flow, outcome, step.case).decisions
        return decisions[0].reason if decisions else outcome.key

    return list({(step.case.order, reason(outcome, step)): step for outcome, step in steps}.values())


@each_sending_flow
def test_every_refusal_names_a_reason_and_a_rule_of_the_policy(flow: Flow) -> None:
    for outcome, step in reached(flow, Ending.REFUSED):
        for decision in refuse(flow, outcome, step.case).decisions:
            assert not decision.allowed, step.example
            assert decision.reason in REFUSALS
            assert decision.rule in studio().terms, step.example


@each_sending_flow
def test_every_refusal_can_say_what_is_possible_instead(flow: Flow) -> None:
    for step in _one_for_each_refusal(flow, reached(flow, Ending.REFUSED)):
        assert all(decision.allowed for decision in possibilities(step.case).now), step.example


@each_of(flow for flow in FLOWS.values() if any(outcome.reconsider for outcome in outcomes(flow)))
def test_what_a_refusal_offers_of_the_rest_can_be_sent(flow: Flow) -> None:
    offers = [
        (step, {**step.case.answers, outcome.reconsider: option})
        for outcome, step in reached(flow, Ending.REFUSED)
        for option in still_possible(flow, outcome, step.case)
    ]
    assert offers
    for step, answers in offers:
        again = replay(flow, step.case, answers)
        assert again.node.key == "submit", step.example
        assert settle(flow, again.case).allowed, step.example


@pytest.mark.parametrize(
    ("what", "to", "tags", "rest"),
    [
        pytest.param("both", "P.O. Box 7", [], ("address", "method"), id="either, but not express to a box"),
        pytest.param("both", "7 Oak Ave", ["lighter"], ("address",), id="no express with a lighter"),
        pytest.param("method", "", ["lighter"], (), id="nothing else was asked for"),
    ],
)
def test_express_that_is_refused_leaves_the_rest_of_the_change(
    what: str, to: str, tags: list[str], rest: tuple[str, ...]
) -> None:
    flow, order = FLOWS["change-shipping"], an_order(lines=[a_line(tags=tags)])
    address = {**asdict(order.shipping.address), "line1": to}
    answers = {"what": what, "address": address, "method": "express"}
    case = Case(order, {}, studio(), order.placed_at + timedelta(minutes=30))
    position = replay(flow, case, answers)
    assert isinstance(position.node, Outcome)
    assert position.node.ending is Ending.REFUSED
    assert still_possible(flow, position.node, position.case) == rest


@each_sending_flow
def test_whatever_can_be_sent_is_allowed_by_the_policy(flow: Flow) -> None:
    ways = reached(flow, Ending.SUBMIT)
    for step in {(step.example, flow.claims(step.case)): step for _, step in ways}.values():
        settlement = settle(flow, step.case)
        assert settlement.allowed, step.example
        assert settlement.claims == flow.claims(step.case)


@each_of(flow for flow in FLOWS.values() if flow.action in ABOUT_LINES)
def test_no_piece_can_be_claimed_twice(flow: Flow) -> None:
    for _, step in reached(flow, Ending.SUBMIT):
        for claim in flow.claims(step.case):
            line = step.case.order.line(claim.line_id or "")
            assert line, step.example
            assert 1 <= (claim.quantity or 0) <= step.case.unclaimed(line), step.example
