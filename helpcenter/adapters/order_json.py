"""Orders and claims as JSON, checked field by field: money as decimal text, instants with an offset."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, AwareDatetime, BaseModel, BeforeValidator, Field, ValidationError

from helpcenter.adapters.json_lines import TooLongNumber
from helpcenter.errors import InvalidInput
from helpcenter.orders.address import Address
from helpcenter.orders.claim import Claim, Condition
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line, LineKind, Order, OrderStatus, Shipment, Shipping
from helpcenter.plain_words import say_misfit_in_json

# Stricter than the types below: Decimal would take "1e3" and "-0.00", pydantic "20260302" as Unix time.
_AMOUNT = re.compile(r"(?P<minus>-)?[0-9]+(\.[0-9]+)?")
_DATE_AND_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt ][0-9]{2}:")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MORE_THAN_ANYTHING_COSTS = 10**10


def _decimal_text(raw: Any) -> Any:
    written = _AMOUNT.fullmatch(raw) if isinstance(raw, str) else None
    if not written:
        raise ValueError('an amount is written as text, such as "39.00"')
    if written["minus"]:
        raise ValueError("an amount is not negative")
    return raw


def _payable(amount: Decimal) -> Decimal:
    """How many digits it has after the point depends on the currency: see order_consistency.py."""
    if amount >= _MORE_THAN_ANYTHING_COSTS:
        raise ValueError(f"an amount is below {_MORE_THAN_ANYTHING_COSTS:,}")
    return amount


def _instant_text(raw: Any) -> Any:
    if not isinstance(raw, str) or not _DATE_AND_TIME.match(raw):
        raise ValueError('an instant is written as text, such as "2026-03-02T10:00:00-05:00"')
    return raw


def _in_reach(instant: datetime) -> datetime:
    """Keeps clear of the ends of the calendar, where adding a window or changing the offset overflows."""
    if not 1900 <= instant.year < 3000:
        raise ValueError("an instant lies in a year from 1900 to 2999")
    return instant


def _storable(text: str) -> str:
    """PostgreSQL has no way to store this one character."""
    if "\0" in text:
        raise ValueError("a text has no NUL character in it")
    return text


def _three_capitals(currency: str) -> str:
    if not _CURRENCY.fullmatch(currency):
        raise ValueError('a currency is written in three capitals, such as "USD"')
    return currency


Amount = Annotated[Decimal, BeforeValidator(_decimal_text), AfterValidator(_payable)]
Instant = Annotated[AwareDatetime, BeforeValidator(_instant_text), AfterValidator(_in_reach)]
Count = Annotated[int, Field(strict=True, ge=1, le=100_000)]
# The limit makes pydantic look at the characters, too: a lone surrogate can be stored and sent nowhere.
Text = Annotated[str, Field(max_length=2_000), AfterValidator(_storable)]
Words = Annotated[Text, BeforeValidator(lambda raw: "" if raw is None else raw)]
Currency = Annotated[str, AfterValidator(_three_capitals)]


class _AddressJson(BaseModel):
    name: Words = ""
    line1: Words = ""
    line2: Words = ""
    city: Words = ""
    region: Words = ""
    postal_code: Words = ""
    country: Words = ""

    def read(self) -> Address:
        return Address(**self.model_dump())


class _LineJson(BaseModel):
    id: Text
    sku: Text
    title: Text
    quantity: Count
    unit_price: Amount
    kind: LineKind
    tags: tuple[Text, ...] = ()

    def read(self, currency: str) -> Line:
        price = Money(self.unit_price, currency)
        return Line(self.id, self.sku, self.title, self.quantity, price, self.kind, self.tags)


class _ShippingJson(BaseModel):
    method: Text
    price: Amount
    address: _AddressJson

    def read(self, currency: str) -> Shipping:
        return Shipping(self.method, Money(self.price, currency), self.address.read())


class _ShipmentJson(BaseModel):
    id: Text
    line_ids: tuple[Text, ...]
    shipped_at: Instant | None = None
    estimated_delivery_at: Instant | None = None
    delivered_at: Instant | None = None
    carrier: Words = ""
    tracking_number: Words = ""
    tracking_url: Words = ""

    def read(self) -> Shipment:
        return Shipment(**self.model_dump())


class OrderJson(BaseModel):
    """A whole order."""

    number: Text
    email: Text
    placed_at: Instant
    status: OrderStatus
    currency: Currency
    lines: Annotated[tuple[_LineJson, ...], Field(min_length=1)]
    shipping: _ShippingJson
    shipments: tuple[_ShipmentJson, ...] = ()

    def read(self) -> Order:
        return Order(
            number=self.number,
            email=self.email,
            placed_at=self.placed_at,
            status=self.status,
            currency=self.currency,
            lines=tuple(line.read(self.currency) for line in self.lines),
            shipping=self.shipping.read(self.currency),
            shipments=tuple(shipment.read() for shipment in self.shipments),
        )


class ClaimJson(BaseModel):
    line_id: Text | None = None
    quantity: Count | None = None
    condition: Condition | None = None
    shipment_id: Text | None = None
    method: Text | None = None
    address: _AddressJson | None = None

    def read(self) -> Claim:
        return Claim(
            line_id=self.line_id,
            quantity=self.quantity,
            condition=self.condition,
            shipment_id=self.shipment_id,
            method=self.method,
            address=self.address.read() if self.address else None,
        )


def read_order(raw: Any) -> Order:
    """An order as a receipt holds it: what has been checked only since then does not make it unreadable.

    Raises InvalidInput that names the first field which is missing or wrong.
    """
    return checked(OrderJson, raw).read()


def read_claim(raw: Any) -> Claim:
    """Raises InvalidInput that names the first field which is missing or wrong."""
    return checked(ClaimJson, raw).read()


def write_order(order: Order) -> dict[str, Any]:
    """The same form as `read_order` reads."""
    return {
        **asdict(replace(order, lines=(), shipments=())),
        "placed_at": order.placed_at.isoformat(),
        "lines": [{**asdict(line), "unit_price": str(line.unit_price)} for line in order.lines],
        "shipping": {**asdict(order.shipping), "price": str(order.shipping.price)},
        "shipments": [_write_shipment(shipment) for shipment in order.shipments],
    }


def write_claim(claim: Claim) -> dict[str, Any]:
    return {name: value for name, value in asdict(claim).items() if value is not None}


def _write_shipment(shipment: Shipment) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in asdict(shipment).items()
    }


M = TypeVar("M", bound=BaseModel)


def checked(model: type[M], raw: Any) -> M:
    """Raises InvalidInput that names the first field which is missing or wrong."""
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise next(misfits(error)) from None


def misfits(error: ValidationError) -> Iterator[InvalidInput]:
    """One for each field that is missing, unknown or wrong.

    Unknown keys are in ASCII: nobody knows what is in them.
    """
    for detail in error.errors(include_url=False):
        path = ".".join(str(part) if isinstance(part, int) else ascii(part)[1:-1] for part in detail["loc"])
        is_too_long = isinstance(detail["input"], TooLongNumber)
        said = "the number is too long" if is_too_long else say_misfit_in_json(detail, detail.get("ctx", {}))
        yield InvalidInput(path or "the line", said)
