"""Orders, claims, clocks and whatever a browser may send, for property tests."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone, tzinfo
from decimal import Decimal
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from helpcenter.orders.claim import Claim, Condition
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping
from tests.builders import an_address

# How long an example takes is no property of the program, and differs from machine to machine.
unhurried = settings(suppress_health_check=[HealthCheck.too_slow], max_examples=60)

_LINE_IDS = ("1", "2", "3")
_ZONES: tuple[tzinfo, ...] = (
    UTC,
    ZoneInfo("America/New_York"),
    ZoneInfo("Asia/Shanghai"),
    ZoneInfo("Pacific/Auckland"),
    timezone(timedelta(hours=-11, minutes=-30)),
)
_WORDS = st.sampled_from(["", "12 Elm St", "P.O. Box 12", "standard", "express", "lighter", "Ada Hill"])
_ADDRESSES = st.builds(lambda name, line1: an_address(name=name, line1=line1), _WORDS, _WORDS)
_CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD"])
_STATUSES = st.sampled_from(OrderStatus)
_CONDITIONS = st.none() | st.sampled_from(Condition)


@cache
def zones() -> st.SearchStrategy[tzinfo]:
    return st.sampled_from(_ZONES)


@cache
def instants() -> st.SearchStrategy[datetime]:
    """Close together, so that windows are hit; around changes of the clocks; before all terms; far away."""
    march = int(datetime(2026, 3, 1, 12, tzinfo=UTC).timestamp())
    near = st.integers(march - 10 * 86_400, march + 40 * 86_400)
    from_2023_to_2099 = st.integers(1_672_531_200, 4_102_444_799)
    seconds = st.one_of(near, near, from_2023_to_2099)
    return st.builds(datetime.fromtimestamp, seconds, zones())


@cache
def amounts(currency: str) -> st.SearchStrategy[Money]:
    cents = st.one_of(st.integers(0, 300), st.integers(0, 10_000_000))
    return cents.map(lambda minor: Money.from_minor(minor, currency))


@cache
def lines(currency: str) -> st.SearchStrategy[tuple[Line, ...]]:
    def numbered(parts: list[tuple[int, Money, LineKind, tuple[str, ...]]]) -> tuple[Line, ...]:
        return tuple(
            Line(line_id, f"SKU-{line_id}", f"Item {line_id}", *part)
            for line_id, part in zip(_LINE_IDS, parts, strict=False)
        )

    tags = st.sampled_from([(), ("lighter",), ("gift",)])
    part = st.tuples(st.integers(1, 5), amounts(currency), st.sampled_from(LineKind), tags)
    return st.lists(part, min_size=1, max_size=len(_LINE_IDS)).map(numbered)


@cache
def shipments() -> st.SearchStrategy[tuple[Shipment, ...]]:
    """Some hold lines that the order does not have, the same line twice, or none."""
    held = st.lists(st.sampled_from([*_LINE_IDS, "ghost"]), max_size=3, unique=True).map(tuple)
    moment = st.none() | instants()
    parcel = st.tuples(held, moment, moment, moment)
    return st.lists(parcel, max_size=3).map(
        lambda parcels: tuple(Shipment(*(id, *parcel)) for id, parcel in zip("abc", parcels, strict=False))
    )


@st.composite
def orders(draw: st.DrawFn) -> Order:
    currency = draw(_CURRENCIES)
    return Order(
        number="S-1001",
        email="ada@example.com",
        placed_at=draw(instants()),
        status=draw(_STATUSES),
        currency=currency,
        lines=draw(lines(currency)),
        shipping=Shipping(draw(_WORDS), draw(amounts(currency)), draw(_ADDRESSES)),
        shipments=draw(shipments()),
    )


@st.composite
def claims(draw: st.DrawFn, order: Order) -> Claim:
    """About lines and parcels that the order has."""
    line = draw(st.sampled_from(order.lines))
    return Claim(
        line_id=line.id,
        quantity=draw(st.integers(1, line.quantity)),
        condition=draw(_CONDITIONS),
        shipment_id=draw(st.sampled_from(order.shipments)).id if order.shipments else None,
        method=draw(st.none() | _WORDS),
        address=draw(st.none() | _ADDRESSES),
    )


@cache
def json_values() -> st.SearchStrategy[Any]:
    """Anything that a JSON parser can give back, lone surrogates and NaN too."""
    texts = st.one_of(
        st.text(st.characters(), max_size=20),
        st.text(st.characters(categories=["Cs", "Cc", "Nd", "So"]), max_size=5),
        st.just("x" * 10_000),
        _WORDS,
    )
    leaves = st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.just(10**4000),
        st.floats(),
        st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: str(Decimal(number))),
        texts,
    )
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
        max_leaves=8,
    )
