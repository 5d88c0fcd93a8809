"""Cases as lines: each is answered with its id, and whatever is wrong with one is said of that one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from helpcenter.services.deciding import answer_line
from tests.builders import REPOSITORY, studio

NESTED = b"[" * 100_000 + b"]" * 100_000
TOO_LONG = b"7" * 5_000


def a_case(**changes: Any) -> bytes:
    with (REPOSITORY / "tests" / "data" / "cases.jsonl").open(encoding="utf-8") as file:
        return json.dumps({**json.loads(file.readline())["case"], **changes}).encode()


def answer(line: bytes) -> dict[str, Any]:
    return answer_line(line, studio())


def with_members(*members: bytes) -> bytes:
    """The case, with these in front of what it holds."""
    return b"{" + b", ".join(members) + b", " + a_case().removeprefix(b"{")


def without_id(*members: bytes) -> bytes:
    case = json.loads(a_case())
    del case["id"]
    return b"{" + b", ".join(members) + b", " + json.dumps(case).encode().removeprefix(b"{")


@pytest.mark.parametrize(
    "case_id", ["c1", "", "\u00e9", "\ud800", 7, -7, 0, 1.5, 10**4000], ids=lambda i: ascii(i)[:9]
)
def test_an_answer_carries_the_id_of_its_case(case_id: Any) -> None:
    assert answer(a_case(id=case_id))["id"] == case_id
    refused = answer(a_case(id=case_id, action="refund_me"))
    assert (refused["id"], refused["error"].partition(":")[0]) == (case_id, "action")


@pytest.mark.parametrize("case_id", [None, True, False, [], {}, ["c1"], float("nan"), float("inf")], ids=repr)
def test_an_id_is_a_text_or_a_number(case_id: Any) -> None:
    assert answer(a_case(id=case_id)) == {"id": None, "error": "id: a text or a number was expected"}


def test_a_case_without_an_id_is_told_so() -> None:
    assert answer(without_id(b'"note": 1')) == {"id": None, "error": "id: is missing"}


@pytest.mark.parametrize("line", [b"[]", b"null", b"5", b'"c1"'])
def test_a_case_is_an_object(line: bytes) -> None:
    assert answer(line) == {"id": None, "error": "the line: a JSON object was expected"}


@pytest.mark.parametrize(
    "line",
    [b"cancel", b"{", a_case()[:-1], a_case() + b"}", b"{'id': 'c1'}"],
    ids=lambda line: repr(line[:9]),
)
def test_what_is_not_json_has_no_id(line: bytes) -> None:
    assert answer(line) == {"id": None, "error": "the line: is not JSON"}


def test_a_number_that_is_too_long_is_named() -> None:
    line = a_case(claim={"quantity": 5}).replace(b'"quantity": 5', b'"quantity": ' + TOO_LONG)
    assert answer(line) == {"id": "c001", "error": "claim.quantity: the number is too long"}
    assert answer(without_id(b'"id": ' + TOO_LONG)) == {"id": None, "error": "id: the number is too long"}


def test_a_number_that_nothing_reads_may_be_as_long_as_it_likes() -> None:
    assert answer(with_members(b'"note": ' + TOO_LONG))["reason"] == "within_window"


@pytest.mark.parametrize(
    ("line", "case_id"),
    [
        (with_members(b'"note": ' + NESTED), "c001"),
        (b'{"id": "c1", "note": ' + NESTED + b"}", "c1"),
        (b'{"note": ' + NESTED + b', "id": 12}', 12),
        (b'{"order": {"id": "o"}, "note": ' + NESTED + b', "id" : "c\\"1"}', 'c"1'),
        (b'{"order": {"id": "o"}, "x": ["id", "c1"], "note": ' + NESTED + b"}", None),
        (b'{"id": "c1", "id": "c2", "note": ' + NESTED + b"}", None),
        (b'{"id": true, "note": ' + NESTED + b"}", None),
        (b'{"id": 1e999, "note": ' + NESTED + b"}", None),
        (b'{"id": ' + TOO_LONG + b', "note": ' + NESTED + b"}", None),
        (NESTED, None),
    ],
    ids=lambda part: repr(part[:24] if isinstance(part, bytes) else part),
)
def test_what_is_nested_too_deeply_is_told_so_with_its_id(line: bytes, case_id: Any) -> None:
    assert answer(line) == {"id": case_id, "error": "the line: is nested too deeply"}


@pytest.mark.parametrize(
    ("line", "case_id"),
    [(b'{"id": "c1", "note": "\xff"}', "c1"), (b'{"id": "c\xff"}', None), (b"\xff\xfe{\x00}\x00", None)],
)
def test_what_is_not_in_utf_8_is_an_error_of_its_line(line: bytes, case_id: Any) -> None:
    assert answer(line) == {"id": case_id, "error": "the line: is not in UTF-8"}


def test_a_key_that_stands_twice_is_refused_since_one_of_them_would_be_lost() -> None:
    assert answer(with_members(b'"claim": {"line_id": "1"}')) == {
        "id": "c001",
        "error": "claim: stands twice in one object",
    }
    assert answer(with_members(b'"id": "c1"')) == {"id": None, "error": "id: stands twice in one object"}
