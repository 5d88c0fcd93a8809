"""How what a browser sends becomes an answer, or the reason why it is none."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pytest
from hypothesis import given

from helpcenter.flows.case import Case
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.fields import Choice, LineQuantities, PostalAddress, Problem, Text
from helpcenter.policy.decision import Evidence
from tests.builders import an_address, an_order, studio
from tests.strategies import json_values, unhurried

ORDER = an_order()
FILES = {"photos": ("a.jpg", "b.pdf"), "parcel_declaration": ("c.jpg",)}
CASE = Case(ORDER, {}, studio(), ORDER.placed_at, evidence=FILES)
COLOUR = Choice(lambda _case: ("red", "blue"))
COLOUR_OR_NONE = Choice(lambda _case: ("red", "blue"), optional=True)
WORDS = Text(shortest=3, longest=5)
WORDS_OR_NONE = Text(longest=5)
PHOTOS = EvidenceFiles(Evidence.PHOTOS, most=lambda _case: 2)
ADDRESS = PostalAddress()
PIECES = LineQuantities(lambda _case: {"1": 1, "2": 3})


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ("red", "red"),
        ("blue", "blue"),
        ("", Problem.MISSING),
        (None, Problem.MISSING),
        ("green", Problem.UNKNOWN_OPTION),
        ("RED", Problem.UNKNOWN_OPTION),
        (" red", Problem.UNKNOWN_OPTION),
        (0, Problem.UNKNOWN_OPTION),
        (False, Problem.UNKNOWN_OPTION),
        (["red"], Problem.UNKNOWN_OPTION),
        ({"red": 1}, Problem.UNKNOWN_OPTION),
    ],
)
def test_a_choice_takes_one_of_its_options(sent: Any, answer: Any) -> None:
    assert COLOUR.read(sent, CASE) == answer


@pytest.mark.parametrize("nothing", ["", None])
def test_an_optional_choice_takes_nothing_for_an_answer(nothing: Any) -> None:
    assert COLOUR_OR_NONE.read(nothing, CASE) == ""
    assert COLOUR_OR_NONE.read("green", CASE) is Problem.UNKNOWN_OPTION


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ("abc", "abc"),
        ("abcde", "abcde"),
        ("  abc\n", "abc"),
        ("a\r\nb", "a\nb"),
        ("\U0001f381\U0001f381\U0001f381", "\U0001f381\U0001f381\U0001f381"),
        ("ab", Problem.TOO_SHORT),
        ("  ab  ", Problem.TOO_SHORT),
        ("abcdef", Problem.TOO_LONG),
        ("x" * 10_000, Problem.TOO_LONG),
        ("", Problem.MISSING_WORDS),
        (" \n\t", Problem.MISSING_WORDS),
        (None, Problem.MISSING_WORDS),
        (12345, Problem.MISSING_WORDS),
        (["abc"], Problem.MISSING_WORDS),
    ],
)
def test_a_text_is_trimmed_and_measured_in_characters(sent: Any, answer: Any) -> None:
    assert WORDS.read(sent, CASE) == answer


def test_line_breaks_in_one_line_become_spaces() -> None:
    assert Text(longest=10, is_one_line=True).read(" MUG\r\n\n 01\t", CASE) == "MUG 01"


def test_one_line_that_is_too_short_is_no_story_that_wants_more() -> None:
    assert Text(shortest=3, longest=10, is_one_line=True).read("MU", CASE) is Problem.TOO_SHORT_LINE


@pytest.mark.parametrize("nothing", ["", "  ", None, 5])
def test_a_text_that_need_not_be_there_may_be_empty(nothing: Any) -> None:
    assert WORDS_OR_NONE.read(nothing, CASE) == ""


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        ({"1": 1}, {"1": 1}),
        ({"1": "1", "2": " 3 "}, {"1": 1, "2": 3}),
        ({"1": 1, "2": 0}, {"1": 1}),
        ({"1": "", "2": "2"}, {"2": 2}),
        ({"1": 1, "ghost": 0}, {"1": 1}),
        ({}, Problem.NOTHING_CHOSEN),
        ({"1": 0, "2": "0"}, Problem.NOTHING_CHOSEN),
        (None, Problem.NOTHING_CHOSEN),
        ("1", Problem.NOTHING_CHOSEN),
        (["1"], Problem.NOTHING_CHOSEN),
        ({"1": 2}, Problem.TOO_MANY),
        ({"2": 4}, Problem.TOO_MANY),
        ({"ghost": 1}, Problem.TOO_MANY),
        ({1: 1}, Problem.TOO_MANY),
        ({"1": -1}, Problem.TOO_MANY),
        ({"1": 1.0}, Problem.TOO_MANY),
        ({"1": True}, Problem.TOO_MANY),
        ({"1": None}, Problem.TOO_MANY),
        ({"1": "one"}, Problem.TOO_MANY),
        ({"1": "\u0661"}, Problem.TOO_MANY),
        ({"1": "-1"}, Problem.TOO_MANY),
        ({"1": "9" * 5000}, Problem.TOO_MANY),
        ({"1": 10**4000}, Problem.TOO_MANY),
        ({10**5000: 1}, Problem.TOO_MANY),
        ({"1": {"1": 1}}, Problem.TOO_MANY),
    ],
    ids=lambda raw: repr(raw)[:30] if raw != {10**5000: 1} else "a huge key",
)
def test_pieces_are_whole_numbers_up_to_what_is_left(sent: Any, answer: Any) -> None:
    assert PIECES.read(sent, CASE) == answer


@pytest.mark.parametrize(
    ("sent", "offered"),
    [({"1": 1}, True), ({"2": 9}, True), ({}, True), (None, True), ({"1": 1, "ghost": 0}, False)],
)
def test_pieces_of_a_line_that_is_not_offered_are_found(sent: Any, offered: bool) -> None:
    assert PIECES.offers(sent, CASE) is offered


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (["a.jpg"], ("a.jpg",)),
        (["b.pdf", "a.jpg"], ("b.pdf", "a.jpg")),
        (("a.jpg", "a.jpg"), ("a.jpg",)),
        ([], Problem.NO_PHOTOS),
        (None, Problem.NO_PHOTOS),
        ("a.jpg", Problem.NO_PHOTOS),
        ([1, None, {"a.jpg": 1}], Problem.NO_PHOTOS),
        (["a.jpg", "c.jpg"], Problem.FILES_GONE),  # it was sent for another question
        (["../a.jpg"], Problem.FILES_GONE),
    ],
)
def test_photos_are_those_that_have_arrived_for_this_draft(sent: Any, answer: Any) -> None:
    assert PHOTOS.read(sent, CASE) == answer


@pytest.mark.parametrize("nothing", [[], None, ""])
def test_photos_that_are_optional_can_be_left_out(nothing: Any) -> None:
    photos = replace(PHOTOS, optional=True)
    assert photos.read(nothing, CASE) == ()
    assert photos.read(["a.jpg"], CASE) == ("a.jpg",)
    assert photos.read(["c.jpg"], CASE) is Problem.FILES_GONE


def test_a_missing_declaration_is_told_in_its_own_words() -> None:
    declaration = EvidenceFiles(Evidence.PARCEL_DECLARATION, most=lambda _case: 2)
    assert declaration.read([], CASE) is Problem.NO_DECLARATION


def test_an_address_names_the_problem_of_each_part_at_once() -> None:
    parts = asdict(an_address(line1="7 Oak Ave"))
    assert ADDRESS.read(parts, CASE) == parts
    assert ADDRESS.problems(parts) == {}
    sent = {**parts, "line2": "x" * 101, "region": "", "city": " ", "postal_code": None, "country": "usa"}
    assert ADDRESS.problems({**sent, "postal_code": ""}) == {
        "line2": Problem.ADDRESS_TOO_LONG,
        "city": Problem.ADDRESS_CITY,
        "postal_code": Problem.ADDRESS_POSTAL_CODE,
        "country": Problem.ADDRESS_COUNTRY,
    }
    assert ADDRESS.read(sent, CASE) is Problem.ADDRESS_TOO_LONG
    assert ADDRESS.read(asdict(ORDER.shipping.address), CASE) is Problem.ADDRESS_UNCHANGED


@unhurried
@given(json_values())
def test_no_field_fails_on_anything(sent: Any) -> None:
    for field in (COLOUR, COLOUR_OR_NONE, WORDS, WORDS_OR_NONE, PIECES, PHOTOS, ADDRESS):
        answer = field.read(sent, CASE)
        assert isinstance(answer, Problem) or field.read(answer, CASE) == answer, "an answer reads as itself"
