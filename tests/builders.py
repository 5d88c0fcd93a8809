"""Orders and policies for tests. Each call names only what matters to the test that makes it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from helpcenter.flows.holding import Holding
from helpcenter.orders.address import Address
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import Refund
from helpcenter.policy.loading import load_policy
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import DatedValue, Policy, Term, Unit
from helpcenter.policy.values import read_value

REPOSITORY = Path(__file__).resolve().parents[1]
NEW_YORK = ZoneInfo("America/New_York")
FIRST_DAY = "2024-01-01"
PLACED = "2026-03-02T10:00:00-05:00"

# A value as `policy.toml` has it ({"hours": 2}), or several of them by the day from which they hold.
Written = Mapping[str, Any]
Terms = Mapping[str, Written | Sequence[tuple[str, Written]]]


def at(instant: str) -> datetime:
    return datetime.fromisoformat(instant)


def money(amount: str, currency: str = "USD") -> Money:
    return Money(Decimal(amount), currency)


def an_address(**parts: str) -> Address:
    complete = Address("Ada Hill", "12 Elm St", "", "Troy", "NY", "12180", "US")
    return replace(complete, **parts)


def a_line(
    id: str = "1",
    price: str = "39.00",
    quantity: int = 1,
    *,
    made_to_order: bool = False,
    tags: Sequence[str] = (),
    currency: str = "USD",
) -> Line:
    kind = LineKind.MADE_TO_ORDER if made_to_order else LineKind.STANDARD
    return Line(id, f"SKU-{id}", f"Item {id}", quantity, money(price, currency), kind, tuple(tags))


def a_shipment(
    id: str = "a",
    lines: Sequence[str] = ("1",),
    *,
    shipped: str | None = None,
    expected: str | None = None,
    delivered: str | None = None,
) -> Shipment:
    """The instants are texts with an offset."""
    shipped_at, expected_at, delivered_at = (
        at(text) if text else None for text in (shipped, expected, delivered)
    )
    return Shipment(id, tuple(lines), shipped_at, expected_at, delivered_at)


def an_order(
    *,
    status: OrderStatus = OrderStatus.PROCESSING,
    placed: str | datetime = PLACED,
    lines: Sequence[Line] = (),
    shipments: Sequence[Shipment] = (),
    shipping: str = "6.90",
    method: str = "standard",
    address: Address | None = None,
    currency: str = "USD",
    number: str = "S-1001",
    email: str = "ada@example.com",
) -> Order:
    """One mug for 39.00 where no lines are named."""
    return Order(
        number=number,
        email=email,
        placed_at=at(placed) if isinstance(placed, str) else placed,
        status=status,
        currency=currency,
        lines=tuple(lines) or (a_line(currency=currency),),
        shipping=Shipping(method, money(shipping, currency), address or an_address()),
        shipments=tuple(shipments),
    )


def a_holding(
    quantities: Mapping[str, int] | None = None,
    *,
    refund: tuple[str, str] | None = None,
    reference: str = "R-0000-0001",
    action: Action = Action.RETURN_ITEM,
    status: RequestStatus = RequestStatus.SUBMITTED,
) -> Holding:
    """`refund` is the money for items and for shipping, in dollars."""
    paid = Refund(money(refund[0]), money(refund[1]), money("0")) if refund else None
    return Holding(reference, action, status, quantities or {}, paid)


@cache
def studio() -> Policy:
    """The shop's own policy, from `content/`."""
    return load_policy(REPOSITORY / "content" / "policy.toml", NEW_YORK)


def studio_with(terms: Terms) -> Policy:
    """The shop's own policy, with some terms put in place of its own."""
    return replace(studio(), terms={**studio().terms, **a_policy(terms).terms})


def a_policy(terms: Terms, zone: str = "America/New_York") -> Policy:
    """A made-up store that has these terms only, all of them since 2024 where no dates are named."""
    return Policy({key: _term(key, written) for key, written in terms.items()}, ZoneInfo(zone), digest="")


def _term(key: str, written: Written | Sequence[tuple[str, Written]]) -> Term:
    topic, _, name = key.partition(".")
    clock = SCHEMA[topic][name].clock if topic in SCHEMA else None
    dated = [(FIRST_DAY, written)] if isinstance(written, Mapping) else written
    return Term(key, f"What {key} is", "made up", clock, tuple(_dated(*one) for one in dated))


def _dated(since: str, written: Written) -> DatedValue:
    [(unit, raw)] = written.items()
    value = read_value(Unit(unit), raw)
    assert value is not None, f"{unit} = {raw!r} can stand in no policy"
    return DatedValue(date.fromisoformat(since), Unit(unit), value)
