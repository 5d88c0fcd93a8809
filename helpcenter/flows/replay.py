"""Where a customer stands: found anew each time by walking the graph through the answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from helpcenter.flows.case import Answer, Case
from helpcenter.flows.fields import Problem
from helpcenter.flows.flow import Flow, Node, Question, Rule


@dataclass(frozen=True)
class Position:
    """`case` holds only the answers on the path; `path` names those questions in order.

    `problem` says why the answer that was given to `node` no longer stands (an option that has gone).
    """

    node: Node
    path: tuple[str, ...]
    case: Case
    problem: Problem | None = None


def replay(flow: Flow, case: Case, raw_answers: Mapping[str, Any]) -> Position:
    """`raw_answers` may hold anything: what the rules do not lead to is not read."""
    answers: dict[str, Answer] = {}
    here = case.with_answers(answers)
    node = _follow(flow, flow.start, here)
    while isinstance(node, Question):
        if node.key not in raw_answers:
            return Position(node, tuple(answers), here)
        answer = node.field.read(raw_answers[node.key], here)
        if isinstance(answer, Problem):
            return Position(node, tuple(answers), here, answer)
        answers = {**answers, node.key: answer}
        here = case.with_answers(answers)
        node = _follow(flow, node.rules, here)
    return Position(node, tuple(answers), here)


def _follow(flow: Flow, rules: tuple[Rule, ...], case: Case) -> Node:
    node = next(flow.by_key[rule.to] for rule in rules if rule.when(case))
    if isinstance(node, Question) and not flow.asks(node, case.terms):
        return _follow(flow, node.rules, case)
    return node
