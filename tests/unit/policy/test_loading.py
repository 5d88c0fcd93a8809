"""Every way in which `policy.toml` can be wrong, one tiny file each in tests/fixtures/policy."""

from __future__ import annotations

import hashlib
from decimal import Decimal
from pathlib import Path

import pytest

from helpcenter.errors import ContentError
from helpcenter.policy.loading import load_policy
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import Clock, Unit
from tests.builders import NEW_YORK, REPOSITORY, studio

FILES = REPOSITORY / "tests" / "fixtures" / "policy"
STUDIO = REPOSITORY / "content" / "policy.toml"
UNITS = "hours, days, business_days, percent, amount, flag, codes, text"


# File: line, key, what was expected.
PROBLEMS = {
    "unknown_key": (4, "delivery.share.note", "a term has clock, description, source, values"),
    "unknown_term": (6, "cancellation.windows", "cancellation has offered, window, statuses"),
    "misspelt_topic": (1, "cancelation.window", "unknown topic; cancellation was expected"),
    "unquotable_term": (1, "delivery.On_Time", "a name has small letters, digits, _ and - only"),
    "unquotable_topic": (1, "by post.share", "a name has small letters, digits, _ and - only"),
    "missing_description": (1, "delivery.share.description", "a sentence was expected"),
    "missing_source": (1, "delivery.share.source", "a sentence was expected"),
    "blank_source": (3, "delivery.share.source", "a sentence was expected"),
    "missing_values": (1, "delivery.share.values", "a list such as [ { from = 2024-01-01, hours = 2 } ]"),
    "empty_values": (4, "delivery.share.values", "a list such as [ { from = 2024-01-01, hours = 2 } ]"),
    "value_no_table": (4, "delivery.share.values", "a table such as { from = 2024-01-01, hours = 2 }"),
    "term_no_table": (2, "delivery.share", "a table [delivery.share] was expected"),
    "topic_no_table": (3, "delivery", "a table such as [cancellation.window] was expected"),
    "unsorted_dates": (4, "delivery.share.values", "the dates in `from` must rise"),
    "repeated_date": (4, "delivery.share.values", "without repeating one"),
    "missing_date": (4, "delivery.share.values", "`from` is a date such as 2024-01-01"),
    "date_with_time": (4, "delivery.share.values", "2024-01-01, without a time"),
    "date_as_text": (4, "delivery.share.values", "`from` is a date such as 2024-01-01"),
    "no_unit": (4, "delivery.share.values", f"exactly one unit was expected: {UNITS}"),
    "unknown_unit": (4, "delivery.share.values", f"exactly one unit was expected: {UNITS}"),
    "two_units": (4, "delivery.share.values", f"exactly one unit was expected: {UNITS}"),
    "two_units_across_values": (10, "cancellation.window.values", "are written in one unit"),
    "unit_of_another_term": (10, "cancellation.window.values", "a value in hours, days was expected"),
    "wrong_clock": (9, "cancellation.window.clock", '"placed_at" was expected'),
    "missing_clock": (6, "cancellation.window.clock", '"placed_at" was expected'),
    "needless_clock": (9, "cancellation.refunds_shipping.clock", "no clock was expected"),
    "unknown_clock": (4, "delivery.reply.clock", "placed_at, delivered_at, estimated_delivery_at"),
    "unknown_code": (9, "cancellation.statuses.values", "unknown baked; known are pending, processing"),
    "repeated_code": (9, "cancellation.statuses.values", "(no word twice) was expected"),
    "no_codes": (9, "cancellation.statuses.values", 'codes = ["photos", "description"]'),
    "hours_as_text": (4, "delivery.reply.values", "hours = 2 was expected, not '2'"),
    "hours_as_flag": (4, "delivery.reply.values", "hours = 2 was expected, not True"),
    "hours_as_float": (4, "delivery.reply.values", "hours = 2 was expected, not 2.5"),
    "hours_of_none": (4, "delivery.reply.values", "hours = 2 was expected, not 0"),
    "percent_over_100": (4, "delivery.share.values", "a whole number from 0 to 100) was expected, not 101"),
    "percent_as_flag": (4, "delivery.share.values", "a whole number from 0 to 100) was expected, not True"),
    "float_amount": (4, "delivery.price.values", "(a text, with quotation marks) was expected, not 4.9"),
    "negative_amount": (4, "delivery.price.values", 'amount = "4.90"'),
    "endless_amount": (4, "delivery.price.values", 'amount = "4.90"'),
    "amount_below_a_cent": (4, "delivery.price.values", 'amount = "4.90"'),
    "flag_as_number": (4, "delivery.tracked.values", "flag = true or false was expected, not 1"),
    "blank_text": (4, "delivery.carrier.values", 'text = "some words" was expected'),
    "missing_offered": (1, "cancellation.offered", "[cancellation.offered] was expected"),
    "missing_required": (1, "lost_parcel.wait", "[lost_parcel.wait] was expected"),
    "required_begins_late": (9, "missing_item.remedies.values", "must begin by 2024-01-01"),
}
# Files that cannot be read far enough to name a key.
UNREADABLE = {
    "not_toml": ":3: the file cannot be read: a key and its value are written",
    "twice": ":6: the file cannot be read: the table on this line stands here twice",
    "not_utf8": ":2: the file is not written in UTF-8",
    "no_such_file": ": the file cannot be read: No such file",
}


def problems_of(path: Path) -> list[str]:
    with pytest.raises(ContentError) as error:
        load_policy(path, NEW_YORK)
    assert str(error.value) == "\n".join(error.value.problems)
    return error.value.problems


@pytest.mark.parametrize("name", PROBLEMS)
def test_a_problem_names_file_line_key_and_what_was_expected(name: str) -> None:
    line, key, expected = PROBLEMS[name]
    path = FILES / f"{name}.toml"
    [problem] = problems_of(path)
    assert problem.startswith(f"{path}:{line}: {key}: ")
    assert expected in problem


@pytest.mark.parametrize("name", UNREADABLE)
def test_a_file_that_cannot_be_read_is_a_problem_and_no_crash(name: str) -> None:
    path = FILES / f"{name}.toml"
    [problem] = problems_of(path)
    assert problem.startswith(f"{path}{UNREADABLE[name]}")


def test_all_problems_of_a_file_are_told_at_once_in_its_order() -> None:
    path = FILES / "five_problems.toml"
    places = [problem.removeprefix(f"{path}:").split(": ")[:2] for problem in problems_of(path)]
    assert places == [
        ["4", "cancellation.offered.values"],
        ["9", "cancellation.window.clock"],
        ["12", "cancellation.grace"],
        ["17", "delivery.share.source"],
        ["19", "delivery.share.values"],
    ]


def test_every_bad_file_is_in_a_table() -> None:
    listed = {*PROBLEMS, *UNREADABLE, "five_problems"} - {"no_such_file"}
    assert {path.stem for path in FILES.glob("*.toml")} == listed


def test_the_studios_policy_is_read_whole() -> None:
    policy = studio()
    assert policy.digest == hashlib.sha256(STUDIO.read_bytes()).hexdigest()
    window = policy.terms["cancellation.window"]
    assert (window.clock, window.values[0].unit, window.values[0].value) == (Clock.PLACED_AT, Unit.HOURS, 2)
    lines = STUDIO.read_text(encoding="utf-8").splitlines()
    for term in policy.terms.values():
        assert lines[term.line - 1] == f"[{term.key}]"


def test_each_unit_becomes_its_own_type(tmp_path: Path) -> None:
    written = {
        "hours = 2": 2,
        "days = 7": 7,
        "business_days = 5": 5,
        "percent = 50": Decimal(50),
        'amount = "4.90"': Decimal("4.90"),
        "flag = false": False,
        'codes = ["b", "a"]': ("b", "a"),
        'text = " as it is "': " as it is ",
    }
    path = tmp_path / "policy.toml"
    about = 'description = "d"\nsource = "s"'
    tables = [
        f"[made_up.t{number}]\n{about}\nvalues = [ {{ from = 2024-01-01, {value} }} ]\n"
        for number, value in enumerate(written)
    ]
    path.write_text("".join(tables), encoding="utf-8")
    read = [term.values[0].value for term in load_policy(path, NEW_YORK).terms.values()]
    assert read == list(written.values())
    assert [type(value) for value in read] == [type(value) for value in written.values()]


def test_lines_are_found_with_windows_line_ends_and_quoted_keys(tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_bytes(b'["delivery".share]\r\ndescription = "d"\r\n"source" = ""\r\nvalues = 3 # none\r\n')
    places = [problem.removeprefix(f"{path}:").split(": ")[:2] for problem in problems_of(path)]
    assert places == [["3", "delivery.share.source"], ["4", "delivery.share.values"]]


@pytest.mark.parametrize("topic", [topic for topic, forms in SCHEMA.items() if "offered" in forms])
def test_each_topic_that_a_rule_reads_must_say_whether_it_is_offered(topic: str, tmp_path: Path) -> None:
    path = tmp_path / "policy.toml"
    path.write_text(f"[{topic}]\n", encoding="utf-8")
    assert any(f"{path}:1: {topic}.offered: missing term" in problem for problem in problems_of(path))
