"""A wizard as data: questions, outcomes, and the rules that lead from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from helpcenter.flows.case import Case
from helpcenter.flows.fields import Field
from helpcenter.orders.claim import Action, Claim
from helpcenter.policy.decide import wanted_evidence
from helpcenter.policy.decision import Evidence
from helpcenter.policy.terms import TermsInForce

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
    """One about `evidence` is passed over, by its own rules, where the policy does not want that."""

    key: str
    field: Field
    rules: tuple[Rule, ...]
    evidence: Evidence | None = None


class Ending(StrEnum):
    """What kind of last page an outcome is."""

    REFUSED = "refused"
    SUBMIT = "submit"
    STATUS = "status"


@dataclass(frozen=True)
class Outcome:
    """REFUSED: the policy says no to the claim `refused`; without one, there is nothing left to claim.
    `reconsider` is a choice on the way there: with another answer to it the rest may be possible.
    SUBMIT: all is answered, the customer checks the answers and sends them. STATUS: nothing to send, the
    page shows where the order stands, and `advises` what most who see it came for."""

    key: str
    ending: Ending
    refused: Callable[[Case], Claim] | None = None
    advises: Action | None = None
    reconsider: str = ""


Node = Question | Outcome


@dataclass(frozen=True)
class Flow:
    """`claims` turns a fully answered case into what is asked of the policy, one claim a line.

    `action` is None for a flow that only shows. Nodes are found by key; keys are unique in a flow. A
    `discreet` one says nothing about an order before the visitor has shown in another one that it is theirs:
    it asks no questions, and its answer goes out by mail.
    """

    slug: str
    action: Action | None
    start: tuple[Rule, ...]
    nodes: tuple[Node, ...]
    claims: Callable[[Case], tuple[Claim, ...]] = lambda _case: ()
    discreet: bool = False

    @cached_property
    def by_key(self) -> Mapping[str, Node]:
        return {node.key: node for node in self.nodes}

    @property
    def questions(self) -> tuple[Question, ...]:
        return tuple(node for node in self.nodes if isinstance(node, Question))

    def asks(self, question: Question, terms: TermsInForce) -> bool:
        """Whether a customer who comes to the question is asked it under these terms."""
        if question.evidence is None or self.action is None:
            return True
        return question.evidence in wanted_evidence(self.action, terms)
