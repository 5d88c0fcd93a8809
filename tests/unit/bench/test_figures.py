from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.figures import Figure, Goal, at_least, at_least_times, at_most, at_most_times, compared, percentile

VALUES = st.lists(st.floats(0, 1e6), min_size=1)


@pytest.mark.parametrize(
    ("share", "expected"), [(0.0, 1), (0.01, 1), (0.5, 50), (0.95, 95), (0.99, 99), (0.991, 100), (1.0, 100)]
)
def test_a_percentile_is_the_smallest_value_that_so_many_do_not_exceed(share: float, expected: float):
    assert percentile(list(range(100, 0, -1)), share) == expected


def test_the_percentile_of_few_values_is_one_of_the_slowest():
    assert percentile([3.0], 0.99) == 3
    assert percentile([1.0, 9.0], 0.99) == 9


@given(VALUES, st.floats(0, 1))
def test_a_percentile_is_a_value_that_was_measured_and_enough_are_below(values: list[float], share: float):
    found = percentile(values, share)
    assert found in values
    assert sum(value <= found for value in values) >= share * len(values)


@pytest.mark.parametrize(
    ("goal", "ours", "theirs", "is_met"),
    [
        (None, 1, 2, None),
        (at_most(5), 5, None, True),
        (at_most(5), 5.01, None, False),
        (at_least(0.9), 0.9, 0.1, True),
        (at_least(0.9), 0.89, 0.1, False),
        (at_most_times(0.7), 7, 10, True),
        (at_most_times(0.7), 7.1, 10, False),
        (at_least_times(0.25), 25, 100, True),
        (at_least_times(0.25), 24, 100, False),
        (at_most_times(0.7), 7, None, False),
    ],
)
def test_a_goal_is_met_up_to_its_bound(
    goal: Goal | None, ours: float, theirs: float | None, is_met: bool | None
):
    assert Figure("paint", "ms", ours, theirs, "other", goal).is_met is is_met


def test_without_another_figure_there_is_no_ratio():
    assert Figure("paint", "ms", 3).ratio is None
    assert Figure("paint", "ms", 3, 0).ratio is None
    assert Figure("paint", "ms", 3, 6).ratio == 0.5


def test_runs_are_compared_by_their_medians_so_that_one_slow_run_decides_nothing():
    figure = compared("paint", "ms", [300, 9_000, 310], [400, 410, 1], "VitePress", at_most_times(0.8))
    assert (figure.ours, figure.theirs, figure.is_met) == (310, 400, True)
