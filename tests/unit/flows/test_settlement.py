"""What a fully answered case comes to."""

from __future__ import annotations

from typing import Any

import pytest

from helpcenter.flows.case import Case
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.flows.settlement import Settlement, settle
from helpcenter.orders.claim import Claim, Condition
from helpcenter.orders.order import Order
from helpcenter.policy.decision import Refund, Remedy
from helpcenter.policy.terms import Policy
from tests.builders import a_line, a_shipment, an_order, at, money, studio, studio_with

ARRIVED = a_shipment("a", ["1", "2"], delivered="2026-03-05T20:15:00-05:00")
DELIVERED = an_order(lines=[a_line("1", "39.00"), a_line("2", "12.50", 3)], shipments=[ARRIVED])
IN_TIME = "2026-03-06T12:00:00-05:00"
SENT_BACK = {"lines": {"1": 1, "2": 2}, "reason": "other", "condition": "original", "return_photos": []}

FILES = {"photos": ("a.jpg",), "parcel_declaration": ("c.pdf",)}


def settled(
    slug: str,
    sent: dict[str, Any],
    order: Order = DELIVERED,
    now: str = IN_TIME,
    policy: Policy | None = None,
) -> Settlement:
    flow = FLOWS[slug]
    case = Case(order, {}, policy or studio(), at(now), evidence=FILES)
    return settle(flow, replay(flow, case, sent).case)


@pytest.mark.parametrize("remedy", [Remedy.REFUND, Remedy.STORE_CREDIT])
def test_the_money_of_all_lines_is_added_up(remedy: Remedy) -> None:
    settlement = settled("return-item", {**SENT_BACK, "remedy": remedy})
    assert settlement.claims == (
        Claim(line_id="1", quantity=1, condition=Condition.ORIGINAL),
        Claim(line_id="2", quantity=2, condition=Condition.ORIGINAL),
    )
    assert (settlement.allowed, settlement.remedy) == (True, remedy)
    assert settlement.refund == Refund(items=money("64.00"), shipping=money("0.00"), fee=money("0.00"))


def test_a_replacement_pays_nothing() -> None:
    sent = {
        "lines": {"2": 2},
        "parcel_state": "intact",
        "description": "Two of three are gone",
        "photos": ["a.jpg"],
        "parcel_declaration": ["c.pdf"],
        "remedy": "replacement",
    }
    settlement = settled("missing-item", sent)
    assert (settlement.allowed, settlement.remedy, settlement.refund) == (True, Remedy.REPLACEMENT, None)


def test_where_there_is_no_choice_the_only_remedy_holds() -> None:
    order = an_order()
    settlement = settled("cancel-order", {"reason": ""}, order, "2026-03-02T10:30:00-05:00")
    assert (settlement.claims, settlement.remedy) == ((Claim(),), Remedy.REFUND)
    assert settlement.refund == Refund(items=money("39.00"), shipping=money("6.90"), fee=money("0.00"))


def test_a_free_order_can_be_cancelled_though_nothing_comes_back() -> None:
    order = an_order(lines=[a_line(price="0.00")], shipping="0.00")
    settlement = settled("cancel-order", {"reason": ""}, order, "2026-03-02T10:30:00-05:00")
    assert (settlement.allowed, settlement.remedy, settlement.refund) == (True, None, None)


def test_one_refused_line_refuses_all() -> None:
    settlement = settled("return-item", {**SENT_BACK, "condition": "used"})
    assert not settlement.allowed


def test_what_has_closed_since_the_answers_were_given_is_refused() -> None:
    flow = FLOWS["return-item"]
    answered = replay(
        flow, Case(DELIVERED, {}, studio(), at(IN_TIME)), {**SENT_BACK, "remedy": "refund"}
    ).case
    too_late = Case(DELIVERED, answered.answers, studio(), at("2026-03-13T00:00:00-04:00"))
    assert settle(flow, answered).allowed
    assert not settle(flow, too_late).allowed


def test_nothing_claimed_is_not_allowed() -> None:
    assert not settled("return-item", {}).allowed


def test_a_choice_between_several_that_was_not_made_is_no_remedy() -> None:
    policy = studio_with({"returns.remedies": {"codes": ["refund"]}})
    assert settled("return-item", SENT_BACK).remedy is None
    assert settled("return-item", SENT_BACK, policy=policy).remedy is Remedy.REFUND


def test_a_wizard_that_only_shows_settles_nothing() -> None:
    with pytest.raises(TypeError, match="find-my-order"):
        settled("find-my-order", {})
