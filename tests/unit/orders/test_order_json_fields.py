"""Orders and claims as JSON: each field that is missing or wrong is named."""

from __future__ import annotations

import json
from typing import Any

import pytest

from helpcenter.adapters.case_json import read_case
from helpcenter.adapters.order_json import read_order
from tests.builders import money
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
    refusal,
    refused_field,
)

NAN, INFINITY = json.loads("NaN"), json.loads("Infinity")


@pytest.mark.parametrize(
    "path",
    [
        ("id",),
        ("action",),
        ("now",),
        ("order",),
        ("claim",),
        *[
            ("order", name)
            for name in ("number", "email", "placed_at", "status", "currency", "lines", "shipping")
        ],
        *[(*LINE, name) for name in ("id", "sku", "title", "quantity", "unit_price", "kind")],
        *[("order", "shipping", name) for name in ("method", "price", "address")],
        *[(*SHIPMENT, name) for name in ("id", "line_ids")],
    ],
    ids=dotted,
)
def test_a_missing_field_is_named(path: Path) -> None:
    case = a_case()
    holder: Any = case
    for part in path[:-1]:
        holder = holder[part]
    del holder[path[-1]]
    assert refused_field(case) == dotted(path)


@pytest.mark.parametrize("path", TEXTS, ids=dotted)
@pytest.mark.parametrize("wrong", [5, True, ["a"], {}, LONE_SURROGATE, "a" * 2001], ids=ascii)
def test_a_text_is_a_text_that_can_be_stored(path: Path, wrong: Any) -> None:
    case = a_case()
    case["order"]["lines"][0]["tags"] = ["gift"]
    holder: Any = case
    for part in path[:-1]:
        holder = holder[part]
    holder[path[-1]] = wrong
    assert refused_field(case) == dotted(path)


@pytest.mark.parametrize("path", INSTANTS, ids=dotted)
@pytest.mark.parametrize(
    "wrong",
    [
        "2026-03-02T10:00:00",
        "2026-03-02",
        "20260302",
        "1772463600",
        1772463600,
        "10:00:00-05:00",
        "2026-02-30T10:00:00-05:00",
        "2026-03-02T25:00:00-05:00",
        "2026-03-02T10:00:00-99:00",
        "tomorrow",
        "",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        LONE_SURROGATE,
        True,
        [],
    ],
    ids=ascii,
)
def test_an_instant_has_a_date_a_time_and_an_offset(path: Path, wrong: Any) -> None:
    assert refused_field(put(path, wrong)) == dotted(path)


@pytest.mark.parametrize("path", [("now",), ("order", "placed_at")], ids=dotted)
def test_an_instant_that_must_be_there_cannot_be_null(path: Path) -> None:
    assert refused_field(put(path, None)) == dotted(path)


@pytest.mark.parametrize("path", AMOUNTS, ids=dotted)
@pytest.mark.parametrize(
    "wrong",
    [
        39.0,
        39,
        NAN,
        INFINITY,
        True,
        None,
        "NaN",
        "Infinity",
        "-39.00",
        "-0.00",
        "39,00",
        "39.",
        "1e3",
        "1_000",
        " 39.00",
        "$39.00",
        "39.005",
        "\uff13\uff19",
        "9" * 20,
        "",
        LONE_SURROGATE,
        [0, [3, 9], 0],
    ],
    ids=ascii,
)
def test_an_amount_is_decimal_text(path: Path, wrong: Any) -> None:
    assert refused_field(put(path, wrong)) == dotted(path)


@pytest.mark.parametrize("path", AMOUNTS, ids=dotted)
@pytest.mark.parametrize(
    ("currency", "amount", "expected"),
    [
        ("USD", "39", None),
        ("USD", "39.50", None),
        ("USD", "39.500", None),
        ("USD", "39.505", "an amount in USD has at most 2 digits after the point"),
        ("USD", f"39.{'0' * 40}1", "an amount in USD has at most 2 digits after the point"),
        ("JPY", "39", None),
        ("JPY", "39.00", None),
        ("JPY", "39.50", "an amount in JPY has no digits after the point"),
        ("KWD", "39.505", None),
        ("KWD", "39.5055", "an amount in KWD has at most 3 digits after the point"),
        ("USD", "9999999999.99", None),
        ("USD", "10000000000", "an amount is below 10,000,000,000"),
        ("USD", "-39.50", "an amount is not negative"),
        ("USD", "-0", "an amount is not negative"),
    ],
)
def test_an_amount_is_one_that_can_be_paid(
    path: Path, currency: str, amount: str, expected: str | None
) -> None:
    case = put(("order", "currency"), currency)
    for each in AMOUNTS:
        put(each, amount if each == path else "1", case)
    if expected:
        assert refusal(case) == (dotted(path), expected)
    else:
        order = read_case(case).order.read()
        assert money(amount, currency) in (order.lines[0].unit_price, order.shipping.price)


def test_an_order_that_was_taken_in_before_a_check_is_read_from_its_receipt() -> None:
    order = a_case()["order"]
    order["shipping"]["price"] = "6.905"
    assert read_order(order).shipping.price == money("6.91")


@pytest.mark.parametrize("path", COUNTS, ids=dotted)
@pytest.mark.parametrize(
    "wrong",
    [0, -1, 1.0, 1.5, "1", True, 10**9, 10**5000, []],
    ids=lambda raw: str(raw)[:9] if raw != 10**5000 else "huge",
)
def test_a_quantity_is_a_whole_number_from_1(path: Path, wrong: Any) -> None:
    assert refused_field(put(path, wrong)) == dotted(path)


@pytest.mark.parametrize(
    ("path", "wrong"),
    [
        (("action",), "refund_me"),
        (("order", "status"), "baked"),
        (("order", "currency"), "usd"),
        (("order", "currency"), "USDX"),
        (("order", "currency"), "USD\n"),
        (("order", "lines"), []),
        (("order", "lines"), {}),
        (("order", "lines"), None),
        (("order", "lines", 0), "1"),
        ((*LINE, "kind"), "gift"),
        ((*LINE, "tags"), "lighter"),
        (("order", "shipping"), None),
        (("order", "shipping", "address"), None),
        (("order", "shipments"), None),
        (("order", "shipments"), {}),
        ((*SHIPMENT, "line_ids"), "1"),
        (("claim",), None),
        (("claim", "condition"), "new"),
        (("claim", "address"), "12 Elm St"),
        (("order",), []),
    ],
    ids=repr,
)
def test_a_wrong_field_is_named(path: Path, wrong: Any) -> None:
    assert refused_field(put(path, wrong)) == dotted(path)


@pytest.mark.parametrize(
    ("path", "wrong", "said"),
    [
        (("order",), [], "a JSON object was expected"),
        (LINE, "1", "a JSON object was expected"),
        (("order", "lines"), {}, "a list was expected"),
        (("order", "lines"), [], "has too few entries: 1 or more are needed"),
        ((*LINE, "title"), 5, "a text was expected"),
        ((*LINE, "title"), None, "a text was expected"),
        ((*LINE, "title"), "a" * 2001, "is too long: it has 2001 characters, and 2000 are the most"),
        ((*LINE, "title"), LONE_SURROGATE, "there is half of a character in this text"),
        ((*LINE, "title"), "\0", "a text has no NUL character in it"),
        ((*LINE, "quantity"), "1", "a whole number was expected"),
        ((*LINE, "quantity"), 0, "must be 1 or more"),
        ((*LINE, "quantity"), 10**5000, "must be 100000 or less"),
        ((*LINE, "kind"), "gift", "'standard' or 'made_to_order' was expected"),
        ((*LINE, "unit_price"), 39.0, 'an amount is written as text, such as "39.00"'),
        (("order", "currency"), "usd", 'a currency is written in three capitals, such as "USD"'),
        (("now",), "now", 'an instant is written as text, such as "2026-03-02T10:00:00-05:00"'),
        (("now",), "2026-03-02T10:00:00", "an offset is missing at the end, such as -05:00"),
        (("now",), "2026-03-02T23:59:60-05:00", "there is no such date or time"),
        (("now",), "2026-02-29T10:00:00-05:00", "there is no such date or time"),
        (("now",), "0000-02-28T10:00:00-05:00", "there is no such date or time"),
        (("now",), "3000-02-28T10:00:00-05:00", "an instant lies in a year from 1900 to 2999"),
    ],
    ids=lambda part: ascii(part)[:30] if part != 10**5000 else "huge",
)
def test_what_was_expected_is_said_in_plain_words(path: Path, wrong: Any, said: str) -> None:
    assert refusal(put(path, wrong)) == (dotted(path), said)


@pytest.mark.parametrize("blank", ["", " ", "\t\n\u00a0"], ids=ascii)
@pytest.mark.parametrize(
    "path",
    [
        ("order", "number"),
        ("order", "email"),
        ("order", "shipping", "method"),
        (*LINE, "id"),
        (*LINE, "sku"),
        (*LINE, "title"),
        (*SHIPMENT, "id"),
    ],
    ids=dotted,
)
def test_what_has_a_name_has_one_that_can_be_read(path: Path, blank: str) -> None:
    assert refusal(put(path, blank)) == (dotted(path), "is blank")
