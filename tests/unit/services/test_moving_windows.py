from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.services.moving_windows import MovingWindows


class Clock:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


async def test_an_event_counts_until_its_time_is_over(clock: Clock):
    windows = MovingWindows(clock)
    assert await windows.get_moving_window("a", 2, 60) == (1_000, 0)
    assert await windows.acquire_entry("a", 2, 60)
    clock.seconds = 1_010
    assert await windows.acquire_entry("a", 2, 60)
    assert not await windows.acquire_entry("a", 2, 60)
    assert await windows.get_moving_window("a", 2, 60) == (1_000, 2)
    clock.seconds = 1_060
    assert await windows.get_moving_window("a", 2, 60) == (1_000, 2)
    clock.seconds = 1_060.1
    assert await windows.get_moving_window("a", 2, 60) == (1_010, 1)
    assert await windows.acquire_entry("a", 2, 60)


async def test_each_key_counts_for_itself(clock: Clock):
    windows = MovingWindows(clock)
    assert await windows.acquire_entry("a", 1, 60)
    assert await windows.acquire_entry("b", 1, 60)
    assert not await windows.acquire_entry("a", 1, 60)


async def test_what_is_over_takes_no_room(clock: Clock):
    windows = MovingWindows(clock)
    for number in range(50):
        await windows.acquire_entry(f"{number}", 5, 60)
    clock.seconds += 61
    await windows.acquire_entry("later", 5, 60)
    assert len(windows) == 1


async def test_what_is_over_takes_no_room_behind_what_counts_for_longer(clock: Clock):
    windows = MovingWindows(clock)
    await windows.acquire_entry("the day's", 5, 86_400)
    for _ in range(50):
        await windows.acquire_entry(f"{clock.seconds}", 5, 60)
        clock.seconds += 10
    assert len(windows) == 1 + 7


async def test_of_too_many_the_one_counted_longest_ago_is_forgotten(clock: Clock):
    windows = MovingWindows(clock, most_keys=2)
    for key in ("a", "b", "a", "c"):
        await windows.acquire_entry(key, 5, 60)
    counts = {key: (await windows.get_moving_window(key, 5, 60))[1] for key in "abc"}
    assert counts == {"a": 2, "b": 0, "c": 1}


@given(st.lists(st.floats(0, 200), max_size=40), st.integers(1, 5), st.integers(1, 60))
async def test_no_window_ever_holds_more_than_the_limit(gaps: list[float], limit: int, expiry: int):
    clock = Clock()
    windows = MovingWindows(clock)
    taken: list[float] = []
    for gap in gaps:
        clock.seconds += gap
        recent = [at for at in taken if at >= clock.seconds - expiry]
        assert await windows.acquire_entry("a", limit, expiry) == (len(recent) < limit)
        if len(recent) < limit:
            taken.append(clock.seconds)
