"""When a mail is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.services.mails.backoff import ATTEMPTS, wait_after

MIDDLE = 0.5


@pytest.mark.parametrize(
    ("attempt", "minutes"),
    [(1, 1), (2, 2), (3, 4), (4, 8), (5, 16), (6, 32), (7, 64), (8, 128), (9, 256), (10, 360), (14, 360)],
)
def test_the_wait_doubles_up_to_six_hours(attempt: int, minutes: int) -> None:
    assert wait_after(attempt, MIDDLE) == timedelta(minutes=minutes)


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 48), (0.25, 54), (1.0, 72)])
def test_chance_spreads_it_by_a_fifth(chance: float, seconds: int) -> None:
    assert wait_after(1, chance) == timedelta(seconds=seconds)


def test_a_mail_server_may_be_away_for_a_day_and_a_half() -> None:
    together = sum((wait_after(attempt, 0.0) for attempt in range(1, ATTEMPTS)), start=timedelta())
    assert timedelta(days=1) < together
    assert timedelta(hours=38) < together / 0.8 < timedelta(hours=39)


@given(st.integers(1, ATTEMPTS), st.floats(0, 1))
def test_no_wait_is_longer_than_the_longest(attempt: int, chance: float) -> None:
    assert timedelta(seconds=48) <= wait_after(attempt, chance) <= timedelta(hours=7.2)
