"""Orders and claims as JSON: every field is read, and nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.adapters.case_json import read_case
from helpcenter.adapters.order_json import read_order
from helpcenter.errors import InvalidInput
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.order import LineKind, OrderStatus
from tests.builders import at, money
from tests.strategies import json_values, unhurried
from tests.unit.orders.cases import (
    AMOUNTS,
    COUNTS,
    INSTANTS,
    LINE,
    LONE_SURROGATE,
    SHIPMENT,
    TEXTS,
    Path,
    a_case,
    dotted,
    put,
    refused_field,
)


@pytest.mark.parametrize("line", [None, [], "cancel", 1, True], ids=repr)
def test_a_line_that_is_no_object_is_refused(line: Any) -> None:
    assert refused_field(line) == "the line"


def test_every_field_is_read() -> None:
    raw = a_case()
    raw["order"]["lines"][0] |= {"kind": "made_to_order", "tags": ["gift"], "quantity": 2}
    case = read_case(raw)
    order = case.order.read()
    assert (case.action, case.now) == (Action.CANCEL_ORDER, at("2026-03-02T10:00:00-05:00"))
    assert (order.number, order.email, order.status) == ("S-1001", "ada@example.com", OrderStatus.PENDING)
    [line] = order.lines
    assert (line.quantity, line.unit_price, line.kind) == (2, money("39.00"), LineKind.MADE_TO_ORDER)
    assert (line.sku, line.title, line.tags) == ("SKU-1", "Item 1", ("gift",))
    assert (order.shipping.method, order.shipping.price) == ("standard", money("6.90"))
    assert order.shipping.address.is_complete
    [shipment] = order.shipments
    assert (shipment.line_ids, shipment.delivered_at) == (("1",), at("2026-03-03T10:00:00-05:00"))
    assert (shipment.carrier, shipment.tracking_number) == ("Post", "1Z")
    assert case.claim.read() == Claim("1", 1, Condition.ORIGINAL, "a", "express", order.shipping.address)


def test_an_empty_claim_leaves_everything_open() -> None:
    assert read_case(put(("claim",), {})).claim.read() == Claim()


def test_an_order_is_read_by_itself_too() -> None:
    assert read_order(a_case()["order"]) == read_case(a_case()).order.read()
    with pytest.raises(InvalidInput) as error:
        read_order({**a_case()["order"], "placed_at": "2026-03-02T10:00:00"})
    assert error.value.field == "placed_at"


def test_parts_of_an_address_may_be_missing_or_null() -> None:
    case = put(("order", "shipping", "address"), {"name": "Ada Hill", "line1": None})
    address = read_case(case).order.read().shipping.address
    assert (address.name, address.line1, address.city) == ("Ada Hill", "", "")


def test_what_is_not_known_is_left_unread() -> None:
    case = a_case() | {"note": LONE_SURROGATE, LONE_SURROGATE: 1}
    assert read_case(case).order.read() == read_case(a_case()).order.read()


PATHS: list[Path] = [
    *TEXTS,
    *INSTANTS,
    *AMOUNTS,
    *COUNTS,
    ("order",),
    ("claim",),
    LINE,
    SHIPMENT,
    ("action",),
]


@unhurried
@given(st.sampled_from([path for path in PATHS if path[-2:] != ("tags", 0)]), json_values())
def test_whatever_stands_in_a_field_is_read_or_refused(path: Path, value: Any) -> None:
    field = refused_by_reading(put(path, value))
    # A line of another id is not the one that the parcel names.
    elsewhere = "order.shipments.0.line_ids.0" if path == (*LINE, "id") else None
    assert field in (None, elsewhere) or field.startswith(dotted(path))


def refused_by_reading(raw: dict[str, Any]) -> str | None:
    try:
        case = read_case(raw)
        case.order.read(), case.claim.read()
    except InvalidInput as refusal:
        return refusal.field
    return None
