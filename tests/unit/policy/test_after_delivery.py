"""Missing, wrong, defective and unwanted items in the studio: seven days from the day of delivery."""

from __future__ import annotations

from datetime import datetime

import pytest

from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.order import Order, OrderStatus, Shipment
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Evidence, Reason, Refund, Remedy
from tests.builders import NEW_YORK, a_line, a_policy, a_shipment, an_order, at, money, studio

TOPICS = {
    Action.REPORT_MISSING_ITEM: "missing_item",
    Action.REPORT_WRONG_ITEM: "wrong_item",
    Action.REPORT_DEFECTIVE_ITEM: "defective_item",
    Action.RETURN_ITEM: "returns",
}
each_claim = pytest.mark.parametrize("action", TOPICS)
ARRIVED = a_shipment(shipped="2026-03-03T10:00:00-05:00", delivered="2026-03-05T20:15:00-05:00")
IN_TIME = "2026-03-06T12:00:00-05:00"
TOO_LATE = "2026-03-20T12:00:00-04:00"
ONE_PIECE = Claim(line_id="1", quantity=1, condition=Condition.ORIGINAL)
USED = Claim(line_id="1", quantity=1, condition=Condition.USED)


def delivered(*shipments: Shipment, status: OrderStatus = OrderStatus.DELIVERED) -> Order:
    lines = [a_line("1", "39.00", 3), a_line("2", "12.50")]
    return an_order(status=status, lines=lines, shipments=shipments or [ARRIVED])


def ask(action: Action, order: Order, now: str, claim: Claim = ONE_PIECE) -> Decision:
    return decide(action, order, claim, studio(), at(now))


@each_claim
@pytest.mark.parametrize(
    ("delivered_at", "last_second", "next_day"),
    [
        pytest.param(
            "2026-03-05T20:15:00-05:00",
            "2026-03-12T23:59:59-04:00",
            "2026-03-13T00:00:00-04:00",
            id="over the start of summer time",
        ),
        pytest.param(
            "2026-03-05T20:15:00-05:00",
            "2026-03-13T03:59:59+00:00",
            "2026-03-13T04:00:00+00:00",
            id="asked in UTC",
        ),
        pytest.param(
            "2026-06-05T00:00:00-04:00",
            "2026-06-12T23:59:59-04:00",
            "2026-06-13T00:00:00-04:00",
            id="delivered in the first second of the day",
        ),
        pytest.param(
            "2026-06-05T23:59:59-04:00",
            "2026-06-12T23:59:59-04:00",
            "2026-06-13T00:00:00-04:00",
            id="delivered in the last second of the day",
        ),
        pytest.param(
            "2026-06-06T03:30:00+00:00",
            "2026-06-12T23:59:59-04:00",
            "2026-06-13T00:00:00-04:00",
            id="the 6th in UTC is the 5th in the store",
        ),
        pytest.param(
            "2026-06-05T01:00:00+14:00",
            "2026-06-11T23:59:59-04:00",
            "2026-06-12T00:00:00-04:00",
            id="the 5th far east is the 4th in the store",
        ),
        pytest.param(
            "2026-10-28T12:00:00-04:00",
            "2026-11-04T23:59:59-05:00",
            "2026-11-05T00:00:00-05:00",
            id="over the end of summer time",
        ),
        pytest.param(
            "2026-11-01T01:30:00-05:00",
            "2026-11-08T23:59:59-05:00",
            "2026-11-09T00:00:00-05:00",
            id="delivered in the hour that comes twice",
        ),
        pytest.param(
            "2027-12-28T12:00:00-05:00",
            "2028-01-04T23:59:59-05:00",
            "2028-01-05T00:00:00-05:00",
            id="over the year's end",
        ),
        pytest.param(
            "2028-02-24T12:00:00-05:00",
            "2028-03-02T23:59:59-05:00",
            "2028-03-03T00:00:00-05:00",
            id="over the 29th of February",
        ),
    ],
)
def test_it_closes_with_the_seventh_day_after_delivery(
    action: Action, delivered_at: str, last_second: str, next_day: str
) -> None:
    order = delivered(a_shipment(lines=["1", "2"], delivered=delivered_at))
    in_time, too_late = ask(action, order, last_second), ask(action, order, next_day)
    assert (in_time.allowed, in_time.reason) == (True, Reason.WITHIN_WINDOW)
    assert (too_late.allowed, too_late.reason) == (False, Reason.WINDOW_CLOSED)
    for decision in (in_time, too_late):
        assert decision.closes_at == at(last_second)
        assert decision.rule == f"{TOPICS[action]}.window"


@each_claim
@pytest.mark.parametrize("fold", [0, 1])
def test_the_day_of_delivery_counts_in_either_pass_of_the_repeated_hour(action: Action, fold: int) -> None:
    arrived = Shipment("a", ("1",), delivered_at=datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=fold))
    assert ask(action, delivered(arrived), IN_TIME).closes_at == at("2026-11-08T23:59:59-05:00")


@pytest.mark.parametrize(
    ("action", "remedies", "evidence", "gift"),
    [
        (
            Action.REPORT_MISSING_ITEM,
            {Remedy.REPLACEMENT, Remedy.REFUND},
            {Evidence.PHOTOS, Evidence.DESCRIPTION, Evidence.PARCEL_DECLARATION},
            False,
        ),
        (
            Action.REPORT_WRONG_ITEM,
            {Remedy.REPLACEMENT, Remedy.REFUND},
            {Evidence.PHOTOS, Evidence.DESCRIPTION},
            True,
        ),
        (
            Action.REPORT_DEFECTIVE_ITEM,
            {Remedy.REPLACEMENT, Remedy.REFUND},
            {Evidence.PHOTOS, Evidence.PRODUCT_CODE},
            False,
        ),
        (Action.RETURN_ITEM, {Remedy.REFUND, Remedy.STORE_CREDIT}, set(), False),
    ],
)
def test_each_claim_has_its_remedies_its_evidence_and_its_gift(
    action: Action, remedies: set[Remedy], evidence: set[Evidence], gift: bool
) -> None:
    decision = ask(action, delivered(), IN_TIME)
    assert (set(decision.remedies), set(decision.evidence), decision.gift) == (remedies, evidence, gift)


@each_claim
@pytest.mark.parametrize(("quantity", "items"), [(1, "39.00"), (2, "78.00"), (3, "117.00")])
def test_the_refund_is_the_price_of_the_claimed_pieces_without_shipping(
    action: Action, quantity: int, items: str
) -> None:
    decision = ask(action, delivered(), IN_TIME, Claim(line_id="1", quantity=quantity))
    assert decision.refund == Refund(items=money(items), shipping=money("0.00"), fee=money("0.00"))
    assert decision.refund.total == money(items)


@each_claim
def test_nothing_comes_back_for_what_cost_nothing(action: Action) -> None:
    order = an_order(status=OrderStatus.DELIVERED, lines=[a_line(price="0.00")], shipments=[ARRIVED])
    decision = ask(action, order, IN_TIME)
    assert (decision.allowed, decision.refund) == (True, None)


@each_claim
@pytest.mark.parametrize(
    ("order", "claim", "now", "reason"),
    [
        pytest.param(
            delivered(status=OrderStatus.CANCELLED),
            USED,
            TOO_LATE,
            Reason.ALREADY_CANCELLED,
            id="cancelled first",
        ),
        pytest.param(
            delivered(a_shipment(shipped="2026-03-03T10:00:00-05:00")),
            USED,
            TOO_LATE,
            Reason.NOT_DELIVERED,
            id="a parcel on its way, though the status says delivered",
        ),
        pytest.param(an_order(), ONE_PIECE, IN_TIME, Reason.NOT_DELIVERED, id="no parcel at all"),
        pytest.param(
            delivered(ARRIVED, a_shipment("b", ["2"], shipped="2026-03-04T10:00:00-05:00")),
            Claim(line_id="2", quantity=1, condition=Condition.USED),
            TOO_LATE,
            Reason.SPLIT_SHIPMENT,
            id="the other parcel has arrived, before the window",
        ),
        pytest.param(
            delivered(ARRIVED),
            Claim(line_id="2", quantity=1),
            IN_TIME,
            Reason.SPLIT_SHIPMENT,
            id="the claimed line is in no parcel yet",
        ),
        pytest.param(
            delivered(ARRIVED, a_shipment("b", ["2"])),
            ONE_PIECE,
            IN_TIME,
            Reason.WITHIN_WINDOW,
            id="the line that did arrive",
        ),
        pytest.param(
            delivered(status=OrderStatus.PROCESSING),
            ONE_PIECE,
            IN_TIME,
            Reason.WITHIN_WINDOW,
            id="the parcel counts, not the status",
        ),
        pytest.param(delivered(), USED, TOO_LATE, Reason.WINDOW_CLOSED, id="the window before the claim"),
    ],
)
def test_the_first_check_that_fails_gives_the_reason(
    action: Action, order: Order, claim: Claim, now: str, reason: Reason
) -> None:
    assert ask(action, order, now, claim).reason is reason


@each_claim
def test_a_line_that_came_in_two_parcels_counts_from_the_later_one(action: Action) -> None:
    order = delivered(
        a_shipment("a", ["1"], delivered="2026-06-08T12:00:00-04:00"),
        a_shipment("b", ["1", "2"], delivered="2026-06-05T12:00:00-04:00"),
    )
    assert ask(action, order, IN_TIME).closes_at == at("2026-06-15T23:59:59-04:00")


@pytest.mark.parametrize(
    ("action", "condition", "reason"),
    [
        (Action.RETURN_ITEM, Condition.ORIGINAL, Reason.WITHIN_WINDOW),
        (Action.RETURN_ITEM, Condition.USED, Reason.NOT_ORIGINAL_CONDITION),
        (Action.RETURN_ITEM, None, Reason.WITHIN_WINDOW),
        (Action.REPORT_DEFECTIVE_ITEM, Condition.USED, Reason.WITHIN_WINDOW),
        (Action.REPORT_WRONG_ITEM, Condition.USED, Reason.WITHIN_WINDOW),
        (Action.REPORT_MISSING_ITEM, Condition.USED, Reason.WITHIN_WINDOW),
    ],
)
def test_only_what_is_sent_back_must_be_unused(
    action: Action, condition: Condition | None, reason: Reason
) -> None:
    claim = Claim(line_id="1", quantity=1, condition=condition)
    assert ask(action, delivered(), IN_TIME, claim).reason is reason


def test_a_used_item_is_refused_by_the_condition_and_told_the_deadline() -> None:
    decision = ask(Action.RETURN_ITEM, delivered(), IN_TIME, USED)
    assert decision.rule == "returns.condition"
    assert decision.closes_at == at("2026-03-12T23:59:59-04:00")
    assert (decision.refund, decision.remedies) == (None, ())


def test_a_store_without_a_window_has_no_time_limit_once_it_arrived() -> None:
    policy = a_policy({"wrong_item.offered": {"flag": True}, "wrong_item.remedies": {"codes": ["refund"]}})
    years_later = at("2030-01-01T00:00:00+00:00")
    decision = decide(Action.REPORT_WRONG_ITEM, delivered(), ONE_PIECE, policy, years_later)
    assert (decision.reason, decision.closes_at) == (Reason.NO_WINDOW, None)
    early = decide(Action.REPORT_WRONG_ITEM, an_order(), ONE_PIECE, policy, years_later)
    assert early.reason is Reason.NOT_DELIVERED
