"""The four stores in `examples/stores/`, for tests: what each offers, and orders to ask about."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from typing import Any

from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision, Refund
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, a_line, a_shipment, an_order, at, money

CANCEL, ITEMS, SHIPPING = Action.CANCEL_ORDER, Action.CHANGE_ITEMS, Action.CHANGE_SHIPPING
RESEND, LOST = Action.RESEND_CONFIRMATION, Action.REPORT_LOST_PARCEL
MISSING, WRONG = Action.REPORT_MISSING_ITEM, Action.REPORT_WRONG_ITEM
DEFECTIVE, RETURN = Action.REPORT_DEFECTIVE_ITEM, Action.RETURN_ITEM
OFFERED = {
    "seven-smile-studio": {CANCEL, ITEMS, SHIPPING, RESEND, LOST},
    "phone-case-shop": {RESEND, WRONG, LOST},
    "charm-jewelry": {CANCEL, ITEMS, SHIPPING, RETURN},
    "jewelry-outlet": {CANCEL, MISSING, DEFECTIVE, RETURN, LOST},
}
SEVEN_SMILE, PHONE_CASE, CHARM, OUTLET = OFFERED

PLACED = "2026-06-10T09:00:00-07:00"
LEFT = "2026-06-11T09:00:00-07:00"
EXPECTED = "2026-06-20T12:00:00-07:00"
ARRIVED = "2026-06-18T23:30:00+08:00"
IN_TIME = "2026-06-10T09:30:00-07:00"
MUCH_LATER = "2027-06-10T09:00:00-07:00"
ONE = Claim(line_id="1", quantity=1)
PARCEL = Claim(shipment_id="a")


@cache
def the_store(name: str) -> Store:
    return load_store(REPOSITORY / "examples" / "stores" / name, datetime(2026, 6, 10, 12, tzinfo=UTC))


def ask(store: str, action: Action, about: Order, now: str, claim: Claim | None = None) -> Decision:
    return decide(action, about, claim or Claim(), the_store(store).rules.policy, at(now))


def ordered(status: OrderStatus = OrderStatus.PROCESSING, **parts: Any) -> Order:
    return an_order(status=status, **{"placed": PLACED, **parts})


def sent(**parts: Any) -> Order:
    return ordered(OrderStatus.SHIPPED, shipments=[a_shipment(shipped=LEFT, expected=EXPECTED)], **parts)


def delivered(when: str = ARRIVED, **parts: Any) -> Order:
    return ordered(OrderStatus.DELIVERED, shipments=[a_shipment(delivered=when)], **parts)


def half_delivered() -> Order:
    """The parcel with line 1 is on its way, the one with line 2 has arrived."""
    parcels = [a_shipment(shipped=LEFT, expected=EXPECTED), a_shipment("b", ["2"], delivered=ARRIVED)]
    lines = [a_line("1", "39.00"), a_line("2", "12.50", 2)]
    return ordered(OrderStatus.SHIPPED, lines=lines, shipments=parcels)


def refund(items: str, shipping: str = "0.00", fee: str = "0.00") -> Refund:
    return Refund(money(items), money(shipping), money(fee))
