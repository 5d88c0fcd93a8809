"""What each of the four wizards makes of particular orders."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from helpcenter.flows.case import Case, Quantities
from helpcenter.flows.fields import Choice, Problem
from helpcenter.flows.flow import Outcome, Question
from helpcenter.flows.lines import first_refused, line_options
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import Position, replay
from helpcenter.flows.settlement import refuse, settle
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order, OrderStatus, Shipment
from helpcenter.policy.decision import Decision, Reason
from tests.builders import PLACED, a_holding, a_line, a_shipment, an_order, at, studio, studio_with

SHIPPED = "2026-03-03T10:00:00-05:00"
EXPECTED = "2026-03-10T18:00:00-04:00"
ARRIVED = "2026-03-05T20:15:00-05:00"
IN_TIME = "2026-03-06T12:00:00-05:00"
TWO_LINES = (a_line("1"), a_line("2", quantity=3))
DELIVERED = an_order(lines=TWO_LINES, shipments=[a_shipment("a", ["1", "2"], delivered=ARRIVED)])
SPLIT = an_order(
    lines=TWO_LINES,
    shipments=[a_shipment("a", ["1"], delivered=ARRIVED), a_shipment("b", ["2"], shipped=SHIPPED)],
)


def stand(
    slug: str, order: Order, now: str, sent: dict[str, Any] | None = None, claimed: Quantities | None = None
) -> Position:
    case = Case(order, {}, studio(), at(now), (a_holding(claimed),))
    return replay(FLOWS[slug], case, sent or {})


def refusal(slug: str, position: Position) -> Decision:
    assert isinstance(position.node, Outcome)
    return refuse(FLOWS[slug], position.node, position.case).decisions[0]


@pytest.mark.parametrize(
    ("order", "now", "stage"),
    [
        pytest.param(an_order(), IN_TIME, "in_production", id="no parcel yet"),
        pytest.param(an_order(status=OrderStatus.PACKAGED), IN_TIME, "in_production", id="packed"),
        pytest.param(an_order(status=OrderStatus.SHIPPED), IN_TIME, "on_its_way", id="sent, parcel unknown"),
        pytest.param(an_order(status=OrderStatus.CANCELLED), IN_TIME, "cancelled", id="cancelled"),
        pytest.param(
            an_order(shipments=[a_shipment(shipped=SHIPPED, expected=EXPECTED)]),
            "2026-03-10T23:59:59-04:00",
            "on_its_way",
            id="the last second of the estimated day",
        ),
        pytest.param(
            an_order(shipments=[a_shipment(shipped=SHIPPED, expected=EXPECTED)]),
            "2026-03-11T04:00:00+00:00",
            "overdue",
            id="the first second of the day after, asked in UTC",
        ),
        pytest.param(
            an_order(shipments=[a_shipment(shipped=SHIPPED, expected=EXPECTED)]),
            "2026-03-11T03:59:59+00:00",
            "on_its_way",
            id="the 11th in UTC is the 10th in the store",
        ),
        pytest.param(
            an_order(shipments=[a_shipment(expected=EXPECTED)]),
            "2026-03-20T00:00:00-04:00",
            "in_production",
            id="late, but it has not left",
        ),
        pytest.param(DELIVERED, IN_TIME, "delivered", id="everything came"),
        pytest.param(SPLIT, IN_TIME, "partly_delivered", id="half of it came"),
        pytest.param(
            an_order(lines=TWO_LINES, shipments=[a_shipment(delivered=ARRIVED)]),
            IN_TIME,
            "partly_delivered",
            id="a line is in no parcel yet",
        ),
        pytest.param(an_order(status=OrderStatus.DELIVERED), IN_TIME, "delivered", id="the status says so"),
    ],
)
def test_find_my_order_says_where_it_stands(order: Order, now: str, stage: str) -> None:
    assert stand("find-my-order", order, now).node.key == stage


def test_cancelling_ends_when_the_window_closes_while_the_wizard_is_open() -> None:
    sent = {"reason": "too_slow"}
    assert stand("cancel-order", an_order(), "2026-03-02T12:00:00-05:00", sent).node.key == "submit"
    late = stand("cancel-order", an_order(), "2026-03-02T12:00:01-05:00", sent)
    assert late.node.key == "refused"
    assert refusal("cancel-order", late).reason is Reason.WINDOW_CLOSED


@pytest.mark.parametrize("slug", ["missing-item", "return-item"])
def test_lines_with_all_pieces_in_requests_are_no_longer_offered(slug: str) -> None:
    some = stand(slug, DELIVERED, IN_TIME, {"lines": {"2": 2}}, claimed={"1": 1, "2": 1})
    assert some.path == ("lines",)
    too_many = stand(slug, DELIVERED, IN_TIME, {"lines": {"2": 3}}, claimed={"1": 1, "2": 1})
    assert (too_many.node.key, too_many.path) == ("lines", ())
    assert stand(slug, DELIVERED, IN_TIME, claimed={"1": 1, "2": 3}).node.key == "claimed"
    assert stand(slug, DELIVERED, IN_TIME, claimed={"1": 9, "2": 9}).node.key == "claimed"


def test_an_order_in_one_parcel_is_not_asked_which() -> None:
    assert stand("missing-item", DELIVERED, IN_TIME).node.key == "lines"


def test_a_parcel_on_its_way_explains_itself_and_the_other_one_goes_on() -> None:
    assert stand("missing-item", SPLIT, IN_TIME).node.key == "parcel"
    waiting = stand("missing-item", SPLIT, IN_TIME, {"parcel": "b"})
    assert waiting.node.key == "refused_parcel"
    assert refusal("missing-item", waiting).reason is Reason.SPLIT_SHIPMENT
    arrived = stand("missing-item", SPLIT, IN_TIME, {"parcel": "a", "lines": {"2": 1}})
    assert (arrived.node.key, arrived.path) == ("lines", ("parcel",)), "line 2 is in the other parcel"


def test_a_parcel_with_nothing_of_the_order_is_not_asked_about() -> None:
    parcels = [a_shipment("a", ["1", "2"], delivered=ARRIVED), a_shipment("b", ["9"]), a_shipment("c", [])]
    order = an_order(lines=TWO_LINES, shipments=parcels)
    assert stand("missing-item", order, IN_TIME).node.key == "lines"
    assert stand("missing-item", order, IN_TIME, {"parcel": "b", "lines": {"2": 1}}).path == ("lines",)


def lost(*parcels: Shipment) -> Position:
    """Everything is answered, about parcel a."""
    order = an_order(status=OrderStatus.SHIPPED, lines=TWO_LINES, shipments=parcels)
    sent = {"parcel": "a", "checked": "not_found", "remedy": "refund"}
    return stand("lost-parcel", order, "2026-03-20T12:00:00-04:00", sent)


def test_a_parcel_that_arrives_leaves_no_report_of_another_one() -> None:
    a, b = (
        a_shipment(id, [line], shipped=SHIPPED, expected=EXPECTED) for id, line in (("a", "1"), ("b", "2"))
    )
    both = lost(a, b)
    assert (both.node.key, both.path) == ("submit", ("parcel", "checked", "remedy"))
    assert settle(FLOWS["lost-parcel"], both.case).claims == (Claim(shipment_id="a"),)
    arrived = lost(replace(a, delivered_at=at(ARRIVED)), b)
    assert (arrived.node.key, arrived.path) == ("parcel", ())
    assert arrived.problem is Problem.UNKNOWN_OPTION


def test_the_only_parcel_of_an_order_is_not_asked_for() -> None:
    alone = lost(a_shipment("b", ["1", "2"], shipped=SHIPPED, expected=EXPECTED))
    assert (alone.node.key, alone.path) == ("submit", ("checked", "remedy"))
    assert settle(FLOWS["lost-parcel"], alone.case).claims == (Claim(shipment_id="b"),)


def test_a_used_item_cannot_be_returned_and_the_condition_says_so() -> None:
    sent = {"lines": {"1": 1}, "reason": "changed_mind", "condition": "used"}
    position = stand("return-item", DELIVERED, IN_TIME, sent)
    assert position.node.key == "refused_condition"
    assert refusal("return-item", position).reason is Reason.NOT_ORIGINAL_CONDITION


def test_lines_that_cannot_be_chosen_stay_in_view_with_the_reason() -> None:
    case = Case(SPLIT, {}, studio(), at(IN_TIME), (a_holding({"1": 1}),))
    first, second = line_options(case, Action.RETURN_ITEM)
    assert (first.available, first.is_claimed_already, first.decision.allowed) == (0, True, True)
    assert (second.available, second.is_claimed_already) == (0, False)
    assert second.decision.reason is Reason.SPLIT_SHIPMENT


@pytest.mark.parametrize(
    ("methods", "method", "asked"),
    [
        (["standard"], "standard", "address"),
        (["standard"], "express", "what"),
        (["standard", "express"], "standard", "what"),
        (["standard", "pickup"], "standard", "what"),
    ],
)
def test_an_order_that_goes_by_no_other_method_is_asked_for_the_address_at_once(
    methods: list[str], method: str, asked: str
) -> None:
    policy = studio_with({"shipping_changes.methods": {"codes": methods}})
    case = Case(an_order(method=method), {}, policy, at(PLACED))
    assert replay(FLOWS["change-shipping"], case, {}).node.key == asked


def test_the_deadline_that_passed_last_is_the_one_to_tell() -> None:
    order = an_order(
        lines=TWO_LINES,
        shipments=[
            a_shipment("a", ["1"], delivered=ARRIVED),
            a_shipment("b", ["2"], delivered="2026-03-07T12:00:00-05:00"),
        ],
    )
    refused = stand("return-item", order, "2026-04-01T00:00:00-04:00")
    assert refusal("return-item", refused).closes_at == at("2026-03-14T23:59:59-04:00")


def test_there_is_no_refusal_where_nothing_is_refused() -> None:
    with pytest.raises(LookupError):
        first_refused(Case(DELIVERED, {}, studio(), at(IN_TIME)), Action.RETURN_ITEM)


@pytest.mark.parametrize(
    ("lines", "reason", "next_page"),
    [
        pytest.param({"1": 1, "2": 3}, "other", "remedy", id="all of it, undamaged"),
        pytest.param({"1": 1, "2": 3}, "damaged", "return_photos", id="all of it, damaged"),
        pytest.param({"1": 1, "2": 2}, "other", "return_photos", id="a piece of a line is kept"),
        pytest.param({"2": 3}, "other", "return_photos", id="a line is kept"),
    ],
)
def test_a_return_in_part_or_of_something_damaged_takes_photos(
    lines: dict[str, int], reason: str, next_page: str
) -> None:
    sent = {"lines": lines, "reason": reason, "condition": "original"}
    assert stand("return-item", DELIVERED, IN_TIME, sent).node.key == next_page
    assert stand("return-item", DELIVERED, IN_TIME, {**sent, "return_photos": []}).node.key == "remedy"


def test_a_return_asks_for_photos_once_where_the_policy_wants_them() -> None:
    sent = {"lines": {"1": 1}, "reason": "damaged", "condition": "original", "return_photos": []}
    policy = studio_with({"returns.evidence": {"codes": ["photos"]}})
    position = replay(FLOWS["return-item"], Case(DELIVERED, {}, policy, at(IN_TIME)), sent)
    assert (position.node.key, position.path) == ("photos", ("lines", "reason", "condition"))


@pytest.mark.parametrize(
    ("method", "others"),
    [("standard", ["express"]), (" Express", ["standard"]), ("drone", ["standard", "express"])],
)
def test_the_method_that_the_order_has_is_not_offered(method: str, others: list[str]) -> None:
    position = stand(
        "change-shipping", an_order(method=method), "2026-03-02T12:00:00-05:00", {"what": "method"}
    )
    assert isinstance(position.node, Question)
    assert isinstance(position.node.field, Choice)
    assert list(position.node.field.options(position.case)) == others
