"""What a new policy would change: every order decided twice, under the policy in force and the new one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import AsyncIterable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from enum import StrEnum
from itertools import product
from zoneinfo import ZoneInfo

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.orders import each_order
from helpcenter.orders.claim import ABOUT_LINES, Action, Claim, Condition
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


async def measure_impact_on_stored(
    connection: AsyncConnection, current: Policy, new: Policy, now: datetime, placed_on: date | None = None
) -> Impact:
    """On every order in the database; see `measure_impact`."""
    return await measure_impact(each_order(connection), current, new, now, placed_on)


async def measure_impact(
    orders: AsyncIterable[Order], current: Policy, new: Policy, now: datetime, placed_on: date | None = None
) -> Impact:
    """Keeps nothing of an order but the numbers of a few examples, however many there are.

    An order comes under the terms of the day on which it was placed. With `placed_on`, each is decided as if
    that had been its day, in the store's time zone: see `as_if_placed`.
    """
    impact = Impact()
    async for order in orders:
        asked, at = as_if_placed(order, placed_on, now, current.zone) if placed_on else (order, now)
        differences = set(_differences(asked, current, new, at))
        impact.orders += 1
        impact.changed += bool(differences)
        for difference in differences:
            impact.affected[difference].add(order.number)
    return impact


def as_if_placed(order: Order, day: date, now: datetime, zone: ZoneInfo) -> tuple[Order, datetime]:
    """The order as of that day and the same time of the day, and when `now` would be then.

    All that has happened to it is moved by the same span, so that what was an hour ago still is.
    """
    placed = datetime.combine(day, order.placed_at.astimezone(zone).time(), zone).astimezone(UTC)
    span = placed - order.placed_at

    def moved(instant: datetime | None) -> datetime | None:
        return instant.astimezone(UTC) + span if instant else None

    shipments = tuple(
        replace(
            shipment,
            shipped_at=moved(shipment.shipped_at),
            estimated_delivery_at=moved(shipment.estimated_delivery_at),
            delivered_at=moved(shipment.delivered_at),
        )
        for shipment in order.shipments
    )
    return replace(order, placed_at=placed, shipments=shipments), now.astimezone(UTC) + span


def first_change_to_come(current: Policy, new: Policy, today: date) -> date | None:
    """The first day after today from which on only one of the policies has a value."""
    values, others = ({(key, v) for key, t in p.terms.items() for v in t.values} for p in (current, new))
    return min((value.since for _, value in values ^ others if value.since > today), default=None)


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
