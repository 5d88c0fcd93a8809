"""Where a customer stands follows from the rules and the answers alone, whatever is sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from helpcenter.flows.case import Answer, Case
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Ending, Flow, Node, Outcome, Question, Rule
from helpcenter.flows.possible import possibilities
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import Position, replay
from helpcenter.flows.settlement import refuse, settle
from tests.builders import a_holding, studio
from tests.strategies import instants, json_values, orders, unhurried
from tests.unit.flows.explore import Step, each_flow, each_sending_flow, explored, reached, samples

NEVER_READ = object()


def _one_for_each_way(steps: Iterable[Step]) -> list[Step]:
    return list({(step.rules, step.node.key): step for step in steps}.values())


def _unanswered(step: Step) -> Case:
    return step.case.with_answers({})


@each_flow
def test_replay_finds_what_a_walk_finds(flow: Flow) -> None:
    for step in _one_for_each_way(explored(flow.slug)):
        position = replay(flow, _unanswered(step), step.sent)
        assert (position.node, position.case, position.problem) == (step.node, step.case, None)
        assert position.path == tuple(step.sent)


@each_flow
def test_answers_off_the_path_are_never_read(flow: Flow) -> None:
    for step in _one_for_each_way(explored(flow.slug)):
        elsewhere = flow.by_key.keys() - step.sent.keys() - {step.node.key}
        more = dict.fromkeys([*elsewhere, "", "no such question"], NEVER_READ)
        assert replay(flow, _unanswered(step), {**more, **step.sent}) == replay(
            flow, _unanswered(step), step.sent
        )


@each_sending_flow
def test_after_an_earlier_answer_changes_the_later_ones_stand_while_they_are_valid(flow: Flow) -> None:
    finished = [step for _, step in reached(flow, Ending.SUBMIT)]
    for step in finished[:: len(finished) // 40 + 1]:
        for number, key in enumerate(step.sent):
            question = flow.by_key[key]
            assert isinstance(question, Question)
            before = step.case.with_answers(_first(step.case.answers, number))
            for other in samples(question.field, before):
                changed = {**step.sent, key: other}
                position = replay(flow, _unanswered(step), changed)
                kept = {name: step.case.answers[name] for name in position.path if name != key}
                assert {**position.case.answers, key: None} == {**kept, key: None}
                asked_again = isinstance(position.node, Question) and position.node.key in changed
                assert asked_again is (position.problem is not None)


def _first(answers: Mapping[str, Answer], count: int) -> dict[str, Answer]:
    return dict(list(answers.items())[:count])


def _answers_to(flow: Flow) -> st.SearchStrategy[dict[str, Any]]:
    """To most questions what an example answers, to some anything at all; and answers to no question."""
    seen: dict[str, list[Any]] = {question.key: [] for question in flow.questions}
    for step in _one_for_each_way(explored(flow.slug)):
        for key, sent in step.sent.items():
            if sent not in seen[key]:
                seen[key].append(sent)
    fitting = st.fixed_dictionaries({}, optional={key: st.sampled_from(sent) for key, sent in seen.items()})
    anything = st.dictionaries(st.sampled_from([*seen, "no such question"]), json_values(), max_size=2)
    return st.builds(lambda some, most: {**most, **some}, anything, fitting)


def _cases_of(flow: Flow) -> st.SearchStrategy[Case]:
    """The examples, and orders that no shop would be proud of."""
    claimed = st.dictionaries(st.sampled_from(["1", "2", "ghost"]), st.integers(0, 5), max_size=2)
    held = st.tuples(claimed.map(a_holding))
    odd = st.builds(Case, orders(), st.just({}), st.just(studio()), instants(), held)
    return st.sampled_from(_one_for_each_way(explored(flow.slug))).map(_unanswered) | odd


CASES = {slug: _cases_of(flow) for slug, flow in FLOWS.items()}
ANSWERS = {slug: _answers_to(flow) for slug, flow in FLOWS.items()}


@each_flow
@unhurried
@given(st.data())
def test_nobody_stands_where_the_rules_do_not_lead(flow: Flow, data: st.DataObject) -> None:
    case, sent = data.draw(CASES[flow.slug]), data.draw(ANSWERS[flow.slug])
    position = replay(flow, case, sent)
    _follows_the_rules(flow, case, sent, position)
    _can_be_shown(flow, position)


def _follows_the_rules(flow: Flow, case: Case, sent: Mapping[str, Any], position: Position) -> None:
    rules, answers = flow.start, dict[str, Answer]()
    for key in position.path:
        here = case.with_answers(dict(answers))
        question = _led_to(flow, rules, here)
        assert isinstance(question, Question)
        assert question.key == key
        answers[key] = position.case.answers[key]
        assert question.field.read(sent[key], here) == answers[key]
        rules = question.rules
    assert position.case == case.with_answers(answers)
    assert _led_to(flow, rules, position.case) is position.node
    if isinstance(position.node, Question) and position.node.key in sent:
        assert position.node.field.read(sent[position.node.key], position.case) is position.problem
    else:
        assert position.problem is None
    assert position.problem is None or isinstance(position.problem, Problem)


def _led_to(flow: Flow, rules: tuple[Rule, ...], case: Case) -> Node:
    """Past the questions for what the policy does not want."""
    node = flow.by_key[next(rule.to for rule in rules if rule.when(case))]
    while isinstance(node, Question) and not flow.asks(node, case.terms):
        node = flow.by_key[next(rule.to for rule in node.rules if rule.when(case))]
    return node


def _can_be_shown(flow: Flow, position: Position) -> None:
    possibilities(position.case)
    match position.node:
        case Question(field=field):
            assert samples(field, position.case), "a question that nobody can answer is a dead end"
        case Outcome(ending=Ending.REFUSED) as outcome:
            assert not any(decision.allowed for decision in refuse(flow, outcome, position.case).decisions)
        case Outcome(ending=Ending.SUBMIT):
            assert settle(flow, position.case).allowed
