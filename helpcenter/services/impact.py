"""What a new policy would change: every order decided twice, under the policy in force and the new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import product

from helpcenter.flows.possible import ABOUT_LINES
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.order import Order
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision
from helpcenter.policy.terms import Policy

_EXAMPLES = 5


class Change(StrEnum):
    """How two answers differ; the first that applies."""

    ALLOWED = "newly allowed"
    REFUSED = "newly refused"
    REASON = "another reason"
    MONEY = "other money"
    CHOICES = "other choices"
    DEADLINE = "another deadline"


@dataclass
class Affected:
    """How many orders a change meets, and the numbers of the first few."""

    orders: int = 0
    examples: list[str] = field(default_factory=list)

    def add(self, number: str) -> None:
        self.orders += 1
        if len(self.examples) < _EXAMPLES:
            self.examples.append(number)


@dataclass
class Impact:
    """`affected` counts each order once for each action and change, however many of its lines it is about."""

    orders: int = 0
    changed: int = 0
    affected: dict[tuple[Action, Change], Affected] = field(default_factory=lambda: defaultdict(Affected))


async def measure_impact(orders: AsyncIterable[Order], current: Policy, new: Policy, now: datetime) -> Impact:
    """Keeps nothing of an order but the numbers of a few examples, however many there are."""
    impact = Impact()
    async for order in orders:
        differences = set(_differences(order, current, new, now))
        impact.orders += 1
        impact.changed += bool(differences)
        for difference in differences:
            impact.affected[difference].add(order.number)
    return impact


def _differences(
    order: Order, current: Policy, new: Policy, now: datetime
) -> Iterator[tuple[Action, Change]]:
    for action in Action:
        for claim in ways_to_ask(action, order, (current, new)):
            before, after = (decide(action, order, claim, policy, now) for policy in (current, new))
            if change := compare(before, after):
                yield action, change


def ways_to_ask(action: Action, order: Order, policies: Iterable[Policy]) -> Iterator[Claim]:
    """Each line in each condition, each parcel, each shipping method that one of the policies has."""
    if action in ABOUT_LINES:
        for line, condition in product(order.lines, Condition):
            yield Claim(line_id=line.id, quantity=line.quantity, condition=condition)
    elif action is Action.REPORT_LOST_PARCEL:
        yield from (Claim(shipment_id=shipment.id) for shipment in order.shipments)
    elif action is Action.CHANGE_SHIPPING:
        terms = [policy.at(order.placed_at) for policy in policies]
        methods = {method for one in terms for method in one.codes("shipping_changes.methods")}
        yield from (Claim(method=method) for method in (None, *sorted(methods)))
    else:
        yield Claim()


def compare(before: Decision, after: Decision) -> Change | None:
    if before.allowed != after.allowed:
        return Change.ALLOWED if after.allowed else Change.REFUSED
    if before.reason != after.reason:
        return Change.REASON
    if (before.refund, before.fee) != (after.refund, after.fee):
        return Change.MONEY
    if (before.remedies, before.gift, before.evidence) != (after.remedies, after.gift, after.evidence):
        return Change.CHOICES
    if (before.opens_at, before.closes_at) != (after.opens_at, after.closes_at):
        return Change.DEADLINE
    return None
