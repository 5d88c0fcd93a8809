"""Work beside the answering is over when its block is, and not sooner."""

from __future__ import annotations

import asyncio

import pytest

from helpcenter.services.background import running


@pytest.fixture
def told() -> list[str]:
    return []


async def test_work_that_never_ends_ends_with_the_block(told: list[str]):
    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await asyncio.sleep(0)
            told.append("cleared up")

    async with running(work()):
        await asyncio.sleep(0)
        assert told == []
    assert told == ["cleared up"]


@pytest.mark.parametrize(("seconds_to_finish", "expected"), [(5, ["finished"]), (0, [])])
async def test_work_that_is_asked_to_stop_gets_its_time_and_no_more(
    told: list[str], seconds_to_finish: float, expected: list[str]
):
    stopping = asyncio.Event()

    async def work() -> None:
        await stopping.wait()
        await asyncio.sleep(0.01)
        told.append("finished")

    async with running(work(), stop=stopping.set, seconds_to_finish=seconds_to_finish):
        await asyncio.sleep(0)
    assert told == expected


async def test_it_is_over_when_the_block_fails_too(told: list[str]):
    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            told.append("cleared up")

    async def fail() -> None:
        async with running(work()):
            await asyncio.sleep(0)
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    assert told == ["cleared up"]
