from __future__ import annotations

import pytest

from bench.figures import Figure, at_least, at_most, at_most_times
from bench.tables import number, put_between_marks, table


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (0.01234, "0.0123"),
        (0.5, "0.5"),
        (1.2345, "1.23"),
        (12.345, "12.3"),
        (123.45, "123"),
        (12_345.6, "12,346"),
    ],
)
def test_numbers_show_three_digits_that_mean_something(value: float, text: str):
    assert number(value) == text


def test_a_table_says_figure_ratio_goal_and_whether_it_is_met():
    lines = table(
        [
            Figure("paint", "ms", 300, 600, "VitePress", at_most_times(0.7)),
            Figure("hit@1", "%", 0.85, goal=at_least(0.9)),
            Figure("look-up", "ms", 4.2, goal=at_most(5)),
            Figure("median", "ms", 2),
        ]
    ).splitlines()
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    assert len({len(line) for line in lines}) == 1
    assert cells[2:] == [
        ["paint", "300 ms", "600 ms VitePress", "0.50×", "≤ 0.7×", "met"],
        ["hit@1", "85.0 %", "", "", "≥ 90.0 %", "**missed**"],
        ["look-up", "4.20 ms", "", "", "≤ 5.00 ms", "met"],
        ["median", "2.00 ms", "", "", "", ""],
    ]


def test_a_table_replaces_what_stands_between_its_marks_and_nothing_else():
    page = "a\n<!-- bench:x -->\nold\n<!-- /bench:x -->\nb\n<!-- bench:y -->\nkept\n<!-- /bench:y -->\n"
    assert put_between_marks(page, "x", r"new \1") == page.replace("old", r"new \1")


@pytest.mark.parametrize("page", ["nothing", "<!-- bench:x -->", 2 * "<!-- bench:x --><!-- /bench:x -->"])
def test_a_page_without_marks_of_that_name_is_left_alone(page: str):
    with pytest.raises(ValueError, match="bench:x"):
        put_between_marks(page, "x", "new")
