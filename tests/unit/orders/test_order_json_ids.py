"""Ids in an order's JSON are one thing's name each, and parcels lead by them to their lines."""

from __future__ import annotations

from typing import Any

import pytest

from helpcenter.adapters.case_json import read_case
from tests.unit.orders.cases import LINE, a_case, put, refused_field


def in_parcels(*parcels: tuple[str, list[str]]) -> dict[str, Any]:
    """Two lines, "1" and "2", in these parcels."""
    case = a_case()
    case["order"]["lines"] = [{**case["order"]["lines"][0], "id": id} for id in ("1", "2")]
    case["order"]["shipments"] = [{"id": id, "line_ids": line_ids} for id, line_ids in parcels]
    return case


@pytest.mark.parametrize(
    ("case", "field"),
    [
        (put((*LINE, "id"), "2", in_parcels()), "order.lines.1.id"),
        (in_parcels(("a", ["1"]), ("a", ["2"])), "order.shipments.1.id"),
        (in_parcels(("a", ["1", "2", "1"])), "order.shipments.0.line_ids.2"),
        (in_parcels(("a", ["1"]), ("b", ["3"])), "order.shipments.1.line_ids.0"),
        (in_parcels(("a", ["1"]), ("b", ["1 "])), "order.shipments.1.line_ids.0"),
    ],
    ids=["a line's id", "a parcel's id", "a line twice in a parcel", "no such line", "nearly a line"],
)
def test_an_id_is_one_things_name_and_leads_to_it(case: dict[str, Any], field: str) -> None:
    assert refused_field(case) == field


@pytest.mark.parametrize(
    "parcels",
    [(), (("a", []),), (("a", ["1"]), ("b", ["1", "2"])), (("1", ["1"]),)],
    ids=["no parcel", "an empty one", "a line in two", "a parcel called like a line"],
)
def test_a_line_may_be_in_no_parcel_or_in_several(parcels: tuple[tuple[str, list[str]], ...]) -> None:
    order = read_case(in_parcels(*parcels)).order.read()
    assert [(parcel.id, list(parcel.line_ids)) for parcel in order.shipments] == list(parcels)
