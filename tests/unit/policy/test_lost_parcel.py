"""`report_lost_parcel` in the studio: from the day after the estimated date on."""

from __future__ import annotations

import pytest

from helpcenter.errors import InvalidInput
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order, OrderStatus, Shipment
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Reason, Refund, Remedy
from helpcenter.policy.terms import Policy
from tests.builders import Terms, a_line, a_policy, a_shipment, an_address, an_order, at, money, studio

SHIPPED = "2026-03-03T10:00:00-05:00"
EXPECTED = "2026-03-10T18:00:00-04:00"
ARRIVED = "2026-03-05T20:15:00-05:00"
OVERDUE = "2026-03-20T00:00:00-04:00"
ON_ITS_WAY = a_shipment(shipped=SHIPPED, expected=EXPECTED)
LOST = a_shipment("b", ["2"], shipped=SHIPPED, expected=EXPECTED)


def sent(*shipments: Shipment, status: OrderStatus = OrderStatus.SHIPPED, name: str = "Ada Hill") -> Order:
    lines = [a_line("1", "39.00"), a_line("2", "12.50", 2)]
    return an_order(status=status, lines=lines, shipments=shipments, address=an_address(name=name))


def report(order: Order, now: str, shipment_id: str | None = "a", policy: Policy | None = None) -> Decision:
    claim = Claim(shipment_id=shipment_id)
    return decide(Action.REPORT_LOST_PARCEL, order, claim, policy or studio(), at(now))


@pytest.mark.parametrize(
    ("expected", "last_too_early", "opens_at"),
    [
        ("2026-03-10T18:00:00-04:00", "2026-03-10T23:59:59-04:00", "2026-03-11T00:00:00-04:00"),
        ("2026-03-10T00:00:00-04:00", "2026-03-10T23:59:59-04:00", "2026-03-11T00:00:00-04:00"),
        ("2026-03-10T23:59:59-04:00", "2026-03-11T03:59:59+00:00", "2026-03-11T04:00:00+00:00"),
        ("2026-03-11T02:00:00+00:00", "2026-03-10T23:59:59-04:00", "2026-03-11T00:00:00-04:00"),
        ("2026-03-07T12:00:00-05:00", "2026-03-07T23:59:59-05:00", "2026-03-08T00:00:00-05:00"),
        ("2026-03-08T12:00:00-04:00", "2026-03-08T23:59:59-04:00", "2026-03-09T00:00:00-04:00"),
        ("2026-10-31T12:00:00-04:00", "2026-10-31T23:59:59-04:00", "2026-11-01T00:00:00-04:00"),
        ("2026-11-01T01:30:00-05:00", "2026-11-01T23:59:59-05:00", "2026-11-02T00:00:00-05:00"),
    ],
)
def test_it_opens_with_the_day_after_the_estimated_date(
    expected: str, last_too_early: str, opens_at: str
) -> None:
    order = sent(a_shipment(shipped=SHIPPED, expected=expected))
    early = report(order, last_too_early)
    assert (early.allowed, early.reason, early.rule) == (False, Reason.NOT_OVERDUE, "lost_parcel.wait")
    assert early.opens_at == at(opens_at)
    assert early.refund is None
    ready = report(order, opens_at)
    assert (ready.allowed, ready.reason, ready.opens_at) == (True, Reason.OVERDUE, None)
    assert report(order, "2028-01-01T00:00:00+00:00").allowed, "there is no end to it"


def test_a_lost_parcel_is_sent_again_with_a_gift_or_paid_back() -> None:
    decision = report(sent(ON_ITS_WAY), OVERDUE)
    assert set(decision.remedies) == {Remedy.REFUND, Remedy.RESHIPMENT}
    assert (decision.gift, decision.evidence, decision.closes_at) == (True, (), None)


@pytest.mark.parametrize(
    ("order", "now", "reason"),
    [
        pytest.param(
            sent(ON_ITS_WAY, status=OrderStatus.CANCELLED),
            OVERDUE,
            Reason.ALREADY_CANCELLED,
            id="cancelled first",
        ),
        pytest.param(sent(a_shipment(expected=EXPECTED)), OVERDUE, Reason.NOT_SHIPPED, id="it has not left"),
        pytest.param(
            sent(a_shipment(expected=EXPECTED), LOST),
            OVERDUE,
            Reason.NOT_SHIPPED,
            id="only the other parcel has left",
        ),
        pytest.param(
            sent(a_shipment(shipped=SHIPPED, expected=EXPECTED, delivered=ARRIVED), name=""),
            OVERDUE,
            Reason.MARKED_DELIVERED,
            id="delivered before overdue",
        ),
        pytest.param(
            sent(a_shipment(shipped=SHIPPED, delivered=ARRIVED)),
            OVERDUE,
            Reason.MARKED_DELIVERED,
            id="delivered, and never estimated",
        ),
        pytest.param(
            sent(a_shipment(expected=EXPECTED, delivered=ARRIVED)),
            OVERDUE,
            Reason.MARKED_DELIVERED,
            id="delivered, though nobody noted that it was sent",
        ),
        pytest.param(
            sent(ON_ITS_WAY, name=""),
            "2026-03-10T12:00:00-04:00",
            Reason.NOT_OVERDUE,
            id="overdue before the address",
        ),
        pytest.param(sent(a_shipment(shipped=SHIPPED)), OVERDUE, Reason.NOT_OVERDUE, id="no estimated date"),
        pytest.param(sent(ON_ITS_WAY, name=" "), OVERDUE, Reason.ADDRESS_INCOMPLETE, id="the address last"),
        pytest.param(
            sent(ON_ITS_WAY, status=OrderStatus.DELIVERED),
            OVERDUE,
            Reason.OVERDUE,
            id="the parcel counts, not the status",
        ),
    ],
)
def test_the_first_check_that_fails_gives_the_reason(order: Order, now: str, reason: Reason) -> None:
    assert report(order, now).reason is reason


@pytest.mark.parametrize(
    ("other", "items", "shipping"),
    [
        pytest.param([], "25.00", "6.90", id="the only parcel"),
        pytest.param([ON_ITS_WAY], "25.00", "6.90", id="the other is on its way"),
        pytest.param([a_shipment()], "25.00", "6.90", id="the other has not left"),
        pytest.param([a_shipment(shipped=SHIPPED, delivered=ARRIVED)], "25.00", "0.00", id="the other came"),
        pytest.param(
            [ON_ITS_WAY, a_shipment("c", ["1"], shipped=SHIPPED, delivered=ARRIVED)],
            "25.00",
            "0.00",
            id="one of the others came",
        ),
    ],
)
def test_the_refund_is_the_parcels_items_and_shipping_while_nothing_came(
    other: list[Shipment], items: str, shipping: str
) -> None:
    decision = report(sent(*other, LOST), OVERDUE, "b")
    assert decision.refund == Refund(items=money(items), shipping=money(shipping), fee=money("0.00"))


@pytest.mark.parametrize(
    ("other", "items"),
    [
        pytest.param([], "64.00", id="both lines are in it alone"),
        pytest.param([a_shipment("c", ["1"], shipped=SHIPPED)], "64.00", id="the other has not arrived"),
        pytest.param([a_shipment("c", ["1"], delivered=ARRIVED)], "25.00", id="a part of line 1 came"),
        pytest.param([a_shipment("c", ["9"], delivered=ARRIVED)], "64.00", id="none of it came"),
        pytest.param(
            [a_shipment("c", ["1"], delivered=ARRIVED), a_shipment("d", ["2"], delivered=ARRIVED)],
            None,
            id="a part of each came",
        ),
    ],
)
def test_a_line_of_which_a_part_has_arrived_is_not_paid_back_whole(
    other: list[Shipment], items: str | None
) -> None:
    both = a_shipment("b", ["1", "2"], shipped=SHIPPED, expected=EXPECTED)
    decision = report(sent(*other, both), OVERDUE, "b")
    assert decision.allowed
    assert (decision.refund.items if decision.refund else None) == (money(items) if items else None)


LOST_PARCEL: Terms = {"lost_parcel.offered": {"flag": True}, "lost_parcel.wait": {"days": 1}}


def test_a_store_may_refund_the_whole_order_for_one_lost_parcel() -> None:
    terms = {"lost_parcel.remedies": {"codes": ["refund"]}, "lost_parcel.refund_scope": {"codes": ["order"]}}
    order = sent(a_shipment(shipped=SHIPPED, delivered=ARRIVED), LOST)
    decision = report(order, OVERDUE, "b", a_policy({**LOST_PARCEL, **terms}))
    assert decision.refund == Refund(items=money("64.00"), shipping=money("6.90"), fee=money("0.00"))


def test_a_store_may_only_look_into_it_and_not_ask_about_the_address() -> None:
    policy = a_policy({**LOST_PARCEL, "lost_parcel.remedies": {"codes": ["investigation"]}})
    decision = report(sent(ON_ITS_WAY, name=""), OVERDUE, policy=policy)
    assert (decision.reason, decision.remedies) == (Reason.OVERDUE, (Remedy.INVESTIGATION,))
    assert (decision.refund, decision.gift) == (None, False)


def test_a_gift_that_comes_with_another_choice_is_not_promised() -> None:
    terms: Terms = {
        "lost_parcel.remedies": {"codes": ["refund"]},
        "lost_parcel.gift": {"codes": ["reshipment"]},
    }
    assert not report(sent(ON_ITS_WAY), OVERDUE, policy=a_policy({**LOST_PARCEL, **terms})).gift


@pytest.mark.parametrize("named", [None, "a"])
def test_without_any_parcel_it_does_not_matter_which_is_named(named: str | None) -> None:
    assert report(sent(), OVERDUE, named).reason is Reason.NOT_SHIPPED, "though the status says shipped"


@pytest.mark.parametrize("shipment_id", ["z", ""])
@pytest.mark.parametrize(
    ("order", "policy"),
    [
        (sent(ON_ITS_WAY, status=OrderStatus.CANCELLED), studio()),
        (sent(a_shipment()), studio()),
        (sent(ON_ITS_WAY), a_policy({})),
    ],
    ids=["cancelled", "not shipped", "not offered"],
)
def test_a_parcel_that_is_not_there_is_an_error_before_any_refusal(
    order: Order, policy: Policy, shipment_id: str
) -> None:
    with pytest.raises(InvalidInput) as error:
        report(order, OVERDUE, shipment_id, policy)
    assert error.value.field == "claim.shipment_id"


@pytest.mark.parametrize("shipment_id", [None, "z", ""])
def test_a_parcel_that_the_order_does_not_have_is_an_error(shipment_id: str | None) -> None:
    with pytest.raises(InvalidInput) as error:
        report(sent(ON_ITS_WAY), OVERDUE, shipment_id)
    assert error.value.field == "claim.shipment_id"
