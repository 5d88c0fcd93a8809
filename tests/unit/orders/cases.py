"""A case as JSON, with one thing in it changed, and what reading it refuses."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Sequence
from typing import Any

import pytest

from helpcenter.adapters.case_json import read_case
from helpcenter.errors import InvalidInput
from tests.builders import REPOSITORY

Path = Sequence[str | int]
LONE_SURROGATE = json.loads(r'"\ud800"')


def a_case() -> dict[str, Any]:
    """An agreed case in which every field is filled."""
    with (REPOSITORY / "tests" / "data" / "cases.jsonl").open(encoding="utf-8") as file:
        case: dict[str, Any] = json.loads(file.readline())["case"]
    instant = "2026-03-03T10:00:00-05:00"
    case["order"]["shipments"] = [
        {
            "id": "a",
            "line_ids": ["1"],
            "shipped_at": instant,
            "estimated_delivery_at": instant,
            "delivered_at": instant,
            "carrier": "Post",
            "tracking_number": "1Z",
            "tracking_url": "https://example.com/1Z",
        }
    ]
    case["claim"] = {
        "line_id": "1",
        "quantity": 1,
        "condition": "original",
        "shipment_id": "a",
        "method": "express",
        "address": copy.deepcopy(case["order"]["shipping"]["address"]),
    }
    return case


def put(path: Path, value: Any, case: dict[str, Any] | None = None) -> dict[str, Any]:
    case = case or a_case()
    *parents, last = path
    holder: Any = case
    for part in parents:
        holder = holder[part]
    holder[last] = value
    return case


def dotted(path: Path) -> str:
    return ".".join(str(part) for part in path)


def refusal(case: Any) -> tuple[str, str]:
    with pytest.raises(InvalidInput) as error:
        read_case(case)
    assert not re.search(r"should|instance|valid|Field|Value error", error.value.expected), (
        "a library's words"
    )
    return error.value.field, error.value.expected


def refused_field(case: Any) -> str:
    field, expected = refusal(case)
    assert expected
    return field


LINE = ("order", "lines", 0)
SHIPMENT = ("order", "shipments", 0)
TEXTS: list[Path] = [
    ("order", "number"),
    ("order", "email"),
    (*LINE, "id"),
    (*LINE, "sku"),
    (*LINE, "title"),
    (*LINE, "tags", 0),
    ("order", "shipping", "method"),
    ("order", "shipping", "address", "line1"),
    (*SHIPMENT, "id"),
    (*SHIPMENT, "line_ids", 0),
    (*SHIPMENT, "carrier"),
    (*SHIPMENT, "tracking_url"),
    ("claim", "line_id"),
    ("claim", "shipment_id"),
    ("claim", "method"),
    ("claim", "address", "city"),
]
INSTANTS: list[Path] = [
    ("now",),
    ("order", "placed_at"),
    (*SHIPMENT, "shipped_at"),
    (*SHIPMENT, "estimated_delivery_at"),
    (*SHIPMENT, "delivered_at"),
]
AMOUNTS: list[Path] = [(*LINE, "unit_price"), ("order", "shipping", "price")]
COUNTS: list[Path] = [(*LINE, "quantity"), ("claim", "quantity")]
