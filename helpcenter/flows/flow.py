"""A wizard as data: questions, outcomes, and the rules that lead from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from helpcenter.flows.case import Case
from helpcenter.flows.fields import Field
from helpcenter.orders.claim import Action, Claim
from helpcenter.policy.decision import Decision

Predicate = Callable[[Case], bool]


@dataclass(frozen=True)
class Rule:
    """Leads to the node `to` where `when` holds; `label` names the edge in diagrams and reports."""

    to: str
    when: Predicate
    label: str


def otherwise(to: str, label: str = "otherwise") -> Rule:
    return Rule(to, lambda _case: True, label)


@dataclass(frozen=True)
class Question:
    key: str
    field: Field
    rules: tuple[Rule, ...]


class Ending(StrEnum):
    """What kind of last page an outcome is."""

    REFUSED = "refused"
    SUBMIT = "submit"
    STATUS = "status"


@dataclass(frozen=True)
class Outcome:
    """REFUSED: the policy says no, as `refusal` tells. SUBMIT: all is answered, the customer checks the
    answers and sends them. STATUS: nothing to send, the page shows where the order stands."""

    key: str
    ending: Ending
    refusal: Callable[[Case], Decision] | None = None


Node = Question | Outcome


@dataclass(frozen=True)
class Flow:
    """`claims` turns a fully answered case into what is asked of the policy, one claim a line.

    `action` is None for a flow that only shows. Nodes are found by key; keys are unique in a flow.
    """

    slug: str
    action: Action | None
    start: tuple[Rule, ...]
    nodes: tuple[Node, ...]
    claims: Callable[[Case], tuple[Claim, ...]] = lambda _case: ()

    @cached_property
    def by_key(self) -> Mapping[str, Node]:
        return {node.key: node for node in self.nodes}

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(node for node in self.nodes if isinstance(node, Question))
