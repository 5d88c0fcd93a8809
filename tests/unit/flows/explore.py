"""Examples drawn from the policy, and a walk through a flow by every answer that its questions take.

Nothing here knows one flow from another: a new flow is explored as soon as it is registered. A new kind of
field needs an entry in `samples`.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import product
from typing import Any

import pytest

from helpcenter.flows.case import Case, Quantities
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.fields import Choice, Field, LineQuantities, PostalAddress, Problem, Text
from helpcenter.flows.flow import Ending, Flow, Node, Outcome, Question, Rule
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus, Shipment
from helpcenter.policy.decide import RULES
from helpcenter.policy.decision import Evidence
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import Clock, Policy
from helpcenter.policy.windows import closes_at, opens_at
from tests.builders import a_holding, a_line, a_shipment, an_address, an_order, studio, studio_with


def each_of(flows: Iterable[Flow]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("flow", list(flows), ids=lambda flow: flow.slug)


each_flow = each_of(FLOWS.values())
each_sending_flow = each_of(flow for flow in FLOWS.values() if flow.action)

A_SECOND = timedelta(seconds=1)
SHIPPED = "2026-03-03T10:00:00-05:00"
EXPECTED = "2026-03-06T18:00:00-05:00"
ARRIVED = "2026-03-05T20:15:00-05:00"
ARRIVED_LATER = "2026-03-09T12:00:00-04:00"
LINES = (a_line("1", "39.00"), a_line("2", "12.50", 3, made_to_order=True))

SHIPMENTS: Mapping[str, tuple[Shipment, ...]] = {
    "no parcel": (),
    "not sent": (a_shipment("a", ["1", "2"]),),
    "on its way": (a_shipment("a", ["1", "2"], shipped=SHIPPED, expected=EXPECTED),),
    "on its way, undated": (a_shipment("a", ["1", "2"], shipped=SHIPPED),),
    "delivered": (a_shipment("a", ["1", "2"], shipped=SHIPPED, expected=EXPECTED, delivered=ARRIVED),),
    "split, one came": (
        a_shipment("a", ["1"], shipped=SHIPPED, expected=EXPECTED, delivered=ARRIVED),
        a_shipment("b", ["2"], shipped=SHIPPED, expected=EXPECTED),
    ),
    "split, both came": (
        a_shipment("a", ["1"], delivered=ARRIVED),
        a_shipment("b", ["2"], delivered=ARRIVED_LATER),
    ),
    "two on their way, one late": (
        a_shipment("a", ["1"], shipped=SHIPPED, expected=EXPECTED),
        a_shipment("b", ["2"], shipped=SHIPPED, expected=ARRIVED_LATER),
    ),
    "a line in no parcel": (a_shipment("a", ["1"], delivered=ARRIVED),),
    "a parcel with nothing of it": (a_shipment("a", ["1", "2"], delivered=ARRIVED), a_shipment("b", ["9"])),
}
FILES: Mapping[str, tuple[str, ...]] = {"photos": ("a.jpg", "b.jpg"), "parcel_declaration": ("c.pdf",)}
CLAIMED: tuple[Quantities, ...] = ({}, {"1": 1, "2": 1}, {"1": 1, "2": 3})


@dataclass(frozen=True)
class Step:
    """Where a customer stands who sent `sent`, and by which rules. `case` holds the answers as understood."""

    example: str
    case: Case
    sent: Mapping[str, Any]
    node: Node
    rules: tuple[Rule, ...]


@cache
def explored(slug: str) -> tuple[Step, ...]:
    """Every position that the examples lead to in one flow."""
    flow = FLOWS[slug]
    stores = (studio(), with_one_remedy())
    cases = [example for policy in stores for example in examples(flow, policy)]
    if wants_evidence(flow):
        cases.append(("with all evidence", claimable(flow, wanting(tuple(Evidence)))))
    return tuple(step for name, case in cases for step in walk(flow, case, name))


def claimable(flow: Flow, policy: Policy) -> Case:
    """The first example in which the wizard asks something."""
    cases = (case for _name, case in examples(flow, policy))
    return next(case for case in cases if isinstance(next(walk(flow, case)).node, Question))


def with_one_remedy() -> Policy:
    """The studio, where there is nothing to choose at the end, and no other way to send an order."""
    remedies = {key: {"codes": ["refund"]} for key in studio().terms if key.endswith(".remedies")}
    return studio_with({**remedies, "shipping_changes.methods": {"codes": ["standard"]}})


def wanting(evidence: Sequence[Evidence]) -> Policy:
    """The studio, where each claim needs just this evidence."""
    topics = [topic for topic, forms in SCHEMA.items() if "evidence" in forms]
    policy = studio_with({f"{topic}.evidence": {"codes": list(evidence) or ["photos"]} for topic in topics})
    if evidence:
        return policy
    return replace(policy, terms={key: policy.terms[key] for key in policy.terms if "evidence" not in key})


def wants_evidence(flow: Flow) -> bool:
    return any(question.evidence for question in flow.questions)


def reached(flow: Flow, ending: Ending) -> list[tuple[Outcome, Step]]:
    """Every way that ends in an outcome of that kind; there is one at the least."""
    ways = [
        (step.node, step)
        for step in explored(flow.slug)
        if isinstance(step.node, Outcome) and step.node.ending is ending
    ]
    assert ways, f"no example of {flow.slug} ends as {ending}"
    return ways


def walk(flow: Flow, case: Case, example: str = "") -> Iterator[Step]:
    """Breadth first, through all combinations of the sample answers."""
    waiting = deque([_step(flow, flow.start, case, {}, example, ())])
    while waiting:
        here = waiting.popleft()
        yield here
        if not isinstance(here.node, Question):
            continue
        for sent in samples(here.node.field, here.case):
            answer = here.node.field.read(sent, here.case)
            assert not isinstance(answer, Problem), f"{flow.slug}.{here.node.key} refuses {sent!r}: {answer}"
            after = here.case.with_answers({**here.case.answers, here.node.key: answer})
            everything = {**here.sent, here.node.key: sent}
            waiting.append(_step(flow, here.node.rules, after, everything, example, here.rules))


def _step(
    flow: Flow,
    rules: tuple[Rule, ...],
    case: Case,
    sent: Mapping[str, Any],
    example: str,
    taken: tuple[Rule, ...],
) -> Step:
    rule = next(rule for rule in rules if rule.when(case))
    node, taken = flow.by_key[rule.to], (*taken, rule)
    if isinstance(node, Question) and not flow.asks(node, case.terms):
        return _step(flow, node.rules, case, sent, example, taken)
    return Step(example, case, sent, node, taken)


def samples(field: Field, case: Case) -> list[Any]:
    """Answers that a field must take: each option, the shortest text, one piece and all pieces."""
    match field:
        case Choice(options=options, optional=optional):
            return [*options(case), *([""] if optional else [])]
        case Text(shortest=shortest):
            return ["x" * shortest]
        case LineQuantities(available=available):
            whole = dict(available(case))
            return [*({line_id: 1} for line_id in whole), whole]
        case EvidenceFiles(kind=kind, optional=True):
            return [list(case.evidence.get(kind, ()))]
        case EvidenceFiles(kind=kind):
            return [list(FILES[kind])]
        case PostalAddress():
            return [dict(asdict(an_address()), line1=line1) for line1 in ("7 Oak Ave", "P.O. Box 77")]
    raise TypeError(f"say in {__name__}.samples how {type(field).__name__} is answered")


def examples(flow: Flow, policy: Policy) -> Iterator[tuple[str, Case]]:
    for (name, order), claimed in product(_orders(policy), CLAIMED):
        if claimed and order.status not in (OrderStatus.SHIPPED, OrderStatus.DELIVERED):
            continue
        for moment in moments(flow, order, policy):
            taken = f", {sum(claimed.values())} pieces claimed" if claimed else ""
            yield (
                f"{name} at {moment.isoformat()}{taken}",
                Case(order, {}, policy, moment, (a_holding(claimed),) if claimed else (), FILES),
            )


def moments(flow: Flow, order: Order, policy: Policy) -> list[datetime]:
    """Around each instant at which the flow's own terms change their mind; else when the order is placed."""
    topic = f"{RULES[flow.action][0]}." if flow.action else ""
    terms = policy.at(order.placed_at)
    found = set[datetime]()
    for key, value in terms.values.items():
        if key.startswith(topic) and (clock := policy.terms[key].clock):
            for start in _starts(order, clock):
                turn = (closes_at if key.endswith(".window") else opens_at)(value, start, policy.zone)
                found |= {turn - A_SECOND, turn, turn + A_SECOND}
    return sorted(found) or [order.placed_at]


def _starts(order: Order, clock: Clock) -> list[datetime]:
    if clock is Clock.PLACED_AT:
        return [order.placed_at]
    instants = [getattr(shipment, clock) for shipment in order.shipments]
    return [instant for instant in instants if instant]


def _orders(policy: Policy) -> Iterator[tuple[str, Order]]:
    for status, (parcels, shipments) in product(OrderStatus, SHIPMENTS.items()):
        yield f"{status}, {parcels}", an_order(status=status, lines=LINES, shipments=shipments)
    first_day = min(term.values[0].since for term in policy.terms.values())
    first_second = datetime(first_day.year, first_day.month, first_day.day, tzinfo=policy.zone)
    yield "before all terms", an_order(lines=LINES, placed=first_second - A_SECOND)
    nowhere = an_order(lines=LINES, shipments=SHIPMENTS["on its way"], address=an_address(line1=""))
    yield "to half an address", replace(nowhere, status=OrderStatus.SHIPPED)
    express = an_order(lines=LINES, method="express")
    yield "by express", express
    yield "to a box", an_order(lines=LINES, address=an_address(line1="P.O. Box 12"))
    yield "with a lighter", an_order(lines=[a_line(tags=["lighter"])])
