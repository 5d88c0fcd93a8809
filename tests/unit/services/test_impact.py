"""What a new policy would change, by action and kind of change."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest

from helpcenter.orders.claim import Action
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.terms import Policy
from helpcenter.services.impact import (
    Change,
    Impact,
    as_if_placed,
    first_change_to_come,
    measure_impact,
    ways_to_ask,
)
from tests.builders import NEW_YORK, Terms, a_line, a_shipment, an_order, at, studio, studio_with

AN_HOUR_LATER = at("2026-03-02T11:00:00-05:00")
THREE_HOURS_LATER = at("2026-03-02T13:00:00-05:00")
A_WEEK_LATER = at("2026-03-09T13:00:00-04:00")
CANCEL, RETURN = Action.CANCEL_ORDER, Action.RETURN_ITEM
MADE = an_order(lines=[a_line(made_to_order=True)])
ARRIVED = an_order(
    status=OrderStatus.DELIVERED,
    lines=[a_line("1"), a_line("2")],
    shipments=[a_shipment("a", ["1", "2"], delivered="2026-03-05T12:00:00-05:00")],
)


async def impact_on(
    orders: Iterable[Order], new: Policy, now: datetime, placed_on: date | None = None
) -> Impact:
    async def each() -> AsyncIterator[Order]:
        for order in orders:
            yield order

    return await measure_impact(each(), studio(), new, now, placed_on)


@pytest.mark.parametrize(
    ("order", "now", "terms", "changes"),
    [
        pytest.param(MADE, AN_HOUR_LATER, {}, set(), id="the same policy"),
        pytest.param(
            MADE,
            THREE_HOURS_LATER,
            {"cancellation.window": {"hours": 4}},
            {(CANCEL, Change.ALLOWED)},
            id="longer",
        ),
        pytest.param(
            MADE,
            AN_HOUR_LATER,
            {"cancellation.window": {"hours": 4}},
            {(CANCEL, Change.DEADLINE)},
            id="later",
        ),
        pytest.param(
            MADE,
            AN_HOUR_LATER,
            {"cancellation.statuses": {"codes": ["pending"]}},
            {(CANCEL, Change.REFUSED)},
            id="fewer statuses",
        ),
        pytest.param(
            MADE,
            THREE_HOURS_LATER,
            {"cancellation.statuses": {"codes": ["pending"]}},
            {(CANCEL, Change.REASON)},
            id="refused for something else",
        ),
        pytest.param(
            MADE,
            AN_HOUR_LATER,
            {"cancellation.production_fee": {"percent": 50}},
            {(CANCEL, Change.MONEY)},
            id="a fee on what is made to order",
        ),
        pytest.param(
            an_order(),
            AN_HOUR_LATER,
            {"cancellation.production_fee": {"percent": 50}},
            set(),
            id="the fee is not for ready-made things",
        ),
        pytest.param(
            ARRIVED,
            A_WEEK_LATER,
            {"returns.remedies": {"codes": ["store_credit"]}},
            {(RETURN, Change.MONEY)},
            id="no money back",
        ),
        pytest.param(
            ARRIVED,
            A_WEEK_LATER,
            {"returns.evidence": {"codes": ["photos"]}},
            {(RETURN, Change.CHOICES)},
            id="photos wanted",
        ),
        pytest.param(
            ARRIVED,
            A_WEEK_LATER,
            {"returns.condition": {"codes": ["original", "used"]}},
            {(RETURN, Change.ALLOWED)},
            id="used items, too",
        ),
        pytest.param(
            an_order(),
            AN_HOUR_LATER,
            {"shipping_changes.methods": {"codes": ["standard", "express", "overnight"]}},
            {(Action.CHANGE_SHIPPING, Change.ALLOWED)},
            id="a method that is new",
        ),
        pytest.param(
            MADE,
            AN_HOUR_LATER,
            {"cancellation.window": [("2024-01-01", {"hours": 2}), ("2030-01-01", {"hours": 4})]},
            set(),
            id="a value for later orders",
        ),
    ],
)
async def test_each_kind_of_change_is_told_from_the_others(
    order: Order, now: datetime, terms: Terms, changes: set[tuple[Action, Change]]
) -> None:
    impact = await impact_on([order], studio_with(terms), now)
    assert impact.affected.keys() == changes
    assert impact.changed == bool(changes)


async def test_an_order_counts_once_and_only_the_first_few_are_named() -> None:
    longer = studio_with({"returns.window": {"days": 14}})
    impact = await impact_on([ARRIVED] * 8, longer, A_WEEK_LATER)
    affected = impact.affected[RETURN, Change.DEADLINE]
    assert (impact.orders, impact.changed, affected.orders) == (8, 8, 8)
    assert affected.examples == ["S-1001"] * 5


@pytest.mark.parametrize("action", Action)
def test_whatever_can_be_asked_of_an_order_is_asked(action: Action) -> None:
    claims = list(ways_to_ask(action, ARRIVED, [studio()]))
    about_lines = {claim.line_id for claim in claims if claim.line_id}
    assert claims
    assert about_lines in (set(), {"1", "2"})


HOURS_TO_COME = [("2024-01-01", {"hours": 2}), ("2030-03-10", {"hours": 4})]


async def test_a_value_that_is_to_come_concerns_no_order_but_as_if_placed_then() -> None:
    new = studio_with({"cancellation.window": HOURS_TO_COME})
    assert (await impact_on([MADE], new, THREE_HOURS_LATER)).changed == 0
    assert first_change_to_come(studio(), new, date(2026, 3, 2)) == date(2030, 3, 10)
    assert first_change_to_come(studio(), new, date(2030, 3, 10)) is None
    assert first_change_to_come(studio(), studio(), date(2026, 3, 2)) is None
    eve = await impact_on([MADE], new, THREE_HOURS_LATER, date(2030, 3, 9))
    day = await impact_on([MADE], new, THREE_HOURS_LATER, date(2030, 3, 10))
    assert (eve.changed, set(day.affected)) == (0, {(CANCEL, Change.ALLOWED)})


@pytest.mark.parametrize("time", ["00:15", "02:30", "23:45"])
def test_all_that_happened_to_an_order_is_moved_with_it(time: str) -> None:
    # The clocks are put forward at 2 in the morning of that day.
    day, now = date(2030, 3, 10), A_WEEK_LATER
    order = replace(ARRIVED, placed_at=at(f"2026-03-02T{time}:00-05:00"))
    moved, then = as_if_placed(order, day, now, NEW_YORK)
    assert moved.placed_at.astimezone(NEW_YORK).date() == day
    assert then - moved.placed_at == now - order.placed_at
    delivered, before = moved.shipments[0].delivered_at, order.shipments[0].delivered_at
    assert delivered
    assert before
    assert delivered - moved.placed_at == before - order.placed_at
