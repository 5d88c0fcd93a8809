"""Orders as a shop's system exports them: whatever is wrong with a file is said at once."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

import pytest

from helpcenter.adapters.order_json import write_order
from helpcenter.adapters.order_lines import read_order_lines
from helpcenter.errors import ContentError
from helpcenter.orders.order import Order
from tests.builders import REPOSITORY, a_line, a_shipment, an_order

ORDER = an_order(
    lines=[a_line("1", "39.00", 2), a_line("2", "12.50", tags=["gift"])],
    shipments=[a_shipment("a", ["1", "2"], shipped="2026-03-03T10:00:00-05:00")],
)


def raw(**changes: Any) -> dict[str, Any]:
    """The order, with some of its keys changed: "lines.0.id" is written lines__0__id."""
    order: dict[str, Any] = json.loads(json.dumps(write_order(ORDER)))
    for path, value in changes.items():
        *parents, last = [int(part) if part.isdigit() else part for part in path.split("__")]
        holder: Any = order
        for part in parents:
            holder = holder[part]
        holder[last] = value
    return order


def as_lines(*orders: Any) -> list[bytes]:
    return [json.dumps(order).encode() + b"\n" for order in orders]


def problems(*lines: bytes) -> list[str]:
    with pytest.raises(ContentError) as error:
        read_order_lines(lines, "orders.jsonl")
    return error.value.problems


def problem(order: Any) -> str:
    [said] = problems(*as_lines(order))
    return said.removeprefix("orders.jsonl, line 1: ")


def test_orders_are_read_as_they_were_written_and_empty_lines_passed_over() -> None:
    other = an_order(number="S-1002")
    lines = [b"\xef\xbb\xbf", *as_lines(write_order(ORDER)), b"\n", b" \r\n", *as_lines(write_order(other))]
    lines[:2] = [lines[0] + lines[1]]
    assert read_order_lines(lines, "orders.jsonl") == [ORDER, other]
    assert read_order_lines([], "orders.jsonl") == []


def test_the_example_in_the_docs_is_an_order_as_it_stands_there() -> None:
    docs = (REPOSITORY / "docs" / "importing-orders.md").read_text("utf-8")
    [example] = re.findall(r"```json\n(.*?)```", docs, re.DOTALL)
    [order] = read_order_lines(as_lines(json.loads(example)), "example")
    assert (order.number, order.email) == ("DEMO-5001", "demo@example.com")
    assert {field.name for field in fields(Order)} == set(json.loads(example))


def test_every_problem_of_every_line_is_named_with_its_key() -> None:
    wrong = raw(placed_at="2026-03-02", lines__1__quantity=0)
    del wrong["email"]
    assert problems(
        *as_lines(raw(number="S-1"), wrong),
        b"\n",
        b"{nothing\n",
        *as_lines(raw(number="S-2", status="baked")),
    ) == [
        "orders.jsonl, line 2: email: is missing",
        'orders.jsonl, line 2: placed_at: an instant is written as text, such as "2026-03-02T10:00:00-05:00"',
        "orders.jsonl, line 2: lines.1.quantity: must be 1 or more",
        "orders.jsonl, line 4: the line: is not JSON",
        "orders.jsonl, line 5: status: 'pending', 'processing', 'packaged', "
        "'ready_to_dispatch', 'shipped', 'delivered' or 'cancelled' was expected",
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b"{", "is not JSON"),
        (b"nan\n", "is not JSON"),
        (b"\xff\xfe{\x00}\x00", "is not in UTF-8"),
        (b'{"number": "\xe9"}', "is not in UTF-8"),
        (b"[" * 100_000, "is nested too deeply"),
        (b"1" * 5_000, "the number is too long"),
    ],
    ids=lambda part: repr(part[:9]),
)
def test_a_line_that_cannot_be_read_is_a_problem_and_no_traceback(line: bytes, said: str) -> None:
    assert problems(line) == [f"orders.jsonl, line 1: the line: {said}"]


def test_a_number_that_is_too_long_is_named_with_its_key() -> None:
    line = json.dumps(raw(lines__0__quantity=7)).replace('"quantity": 7', f'"quantity": {"7" * 5_000}')
    assert problems(line.encode()) == ["orders.jsonl, line 1: lines.0.quantity: the number is too long"]


@pytest.mark.parametrize(("key", "value"), [("shipments", "[]"), ("city", '"Troy"'), ("quantity", "1")])
def test_a_key_that_stands_twice_is_refused_since_one_of_them_would_be_lost(key: str, value: str) -> None:
    line = json.dumps(raw()).replace(f'"{key}":', f'"{key}": {value}, "{key}":', 1)
    assert problems(line.encode()) == [f"orders.jsonl, line 1: {key}: stands twice in one object"]


@pytest.mark.parametrize("line", [b"[]", b"null", b"5", b'"S-1001"'])
def test_a_line_has_one_object(line: bytes) -> None:
    assert problems(line) == ["orders.jsonl, line 1: the line: a JSON object was expected"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"shipment": []}, "shipment: is not a known key"),
        ({"lines__0__price": "1.00"}, "lines.0.price: is not a known key"),
        ({"\x1b[2J\u202e": 1}, r"\x1b[2J\u202e: is not a known key"),
        ({"shipments__0__deliverd_at": None}, "shipments.0.deliverd_at: is not a known key"),
        ({"lines__0__title": "A\0B"}, "lines.0.title: a text has no NUL character in it"),
        ({"lines__1__id": "1", "shipments": []}, "lines.1.id: one that no other of the lines has"),
        ({"lines__0__tags": "gift"}, "lines.0.tags: a list was expected"),
        (
            {"shipments__0__line_ids": ["1", "9"]},
            "shipments.0.line_ids.1: the id of one of the order's lines",
        ),
        (
            {"shipments__0__line_ids": ["1", "2", "1"]},
            "shipments.0.line_ids.2: one that stands in the parcel only once",
        ),
        (
            {"number": " "},
            "number: 1 to 64 characters on one line, a letter from A to Z or a digit among them",
        ),
        ({"lines__1__sku": ""}, "lines.1.sku: is blank"),
        ({"lines__1__title": "\u00a0"}, "lines.1.title: is blank"),
        ({"shipping__method": " "}, "shipping.method: is blank"),
        ({"shipments__0__id": ""}, "shipments.0.id: 1 to 100 characters without spaces"),
        ({"shipments__0__id": "a b"}, "shipments.0.id: 1 to 100 characters without spaces"),
        ({"currency": "JPY"}, "lines.1.unit_price: an amount in JPY has no digits after the point"),
    ],
    ids=str,
)
def test_what_would_be_lost_or_not_work_is_refused(changes: dict[str, Any], said: str) -> None:
    order = raw(**changes)
    if changes.get("currency"):
        order["shipping"]["price"] = "700.00"
    assert problem(order) == said


@pytest.mark.parametrize(
    ("number", "can_be_typed"),
    [
        ("S-1001", True),
        ("#1001", True),
        ("1001 / 2", True),
        ("9" * 64, True),
        ("9" * 65, False),
        ("㎏" * 32, True),
        ("㎏" * 33, False),
        ("", False),
        ("#", False),
        ("注文", False),
        (" S-1001", False),
        ("S-1\n001", False),
        ("S-1\u202e001", False),
    ],
)
def test_a_number_is_one_that_customers_can_type(number: str, can_be_typed: bool) -> None:
    line = as_lines(raw(number=number))
    if can_be_typed:
        [order] = read_order_lines(line, "orders.jsonl")
        assert order.number == number
    else:
        assert problems(*line)[0].startswith("orders.jsonl, line 1: number: 1 to 64 characters on one line")


@pytest.mark.parametrize(
    "email",
    [
        *("", "ada", "ada@", "@example.com", "a b@example.com", " ada@example.com", "a@b@c", "a@b\nc"),
        *("ada@example", "ada@localhost", "ada..hill@example.com", "Ada Hill <ada@example.com>"),
    ],
)
def test_an_email_address_looks_like_one(email: str) -> None:
    assert problem(raw(email=email)) == "email: one email address"


@pytest.mark.parametrize("again", ["S-1001", "s1001", "#S 1001"])
def test_an_order_stands_in_a_file_once(again: str) -> None:
    lines = as_lines(raw(), raw(number="S-7"), raw(number=again))
    assert problems(*lines) == ["orders.jsonl, line 3: number: the order stands on line 1 already"]


def test_no_problem_says_what_the_customer_is_called_or_where_she_lives() -> None:
    order = raw(email="ada hill@example.com", shipping__address__city=5, shipping__price="x", status="Ada")
    said = " ".join(problems(*as_lines(order, raw(email="ada hill@example.com"))))
    assert "ada" not in said.lower().replace("data", "")
