"""What a transaction may use up is looked up before it and counted after it."""

from __future__ import annotations

import asyncio

import pytest

from helpcenter.errors import TooManyAttempts
from helpcenter.services.limiter import Limiter


@pytest.fixture
def limiter() -> Limiter:
    return Limiter()


async def use(limiter: Limiter) -> None:
    async with limiter.allowance("2/day", "request", "S-1001") as allowance:
        # As a transaction does, which gives way to others before it is over.
        await asyncio.sleep(0)
        allowance.use()


async def test_so_many_are_allowed_and_no_more(limiter: Limiter):
    await use(limiter)
    await use(limiter)
    with pytest.raises(TooManyAttempts):
        await use(limiter)


async def test_what_is_sent_together_is_counted_one_by_one(limiter: Limiter):
    outcomes = await asyncio.gather(*(use(limiter) for _ in range(5)), return_exceptions=True)
    assert [outcome is None for outcome in outcomes] == [True] * 2 + [False] * 3


async def test_what_was_not_used_or_came_to_nothing_is_not_counted(limiter: Limiter):
    async def fail_after_use() -> None:
        async with limiter.allowance("2/day", "request", "S-1001") as allowance:
            allowance.use()
            raise RuntimeError

    for _ in range(3):
        async with limiter.allowance("2/day", "request", "S-1001") as allowance:
            assert allowance.refusal is None
        with pytest.raises(RuntimeError):
            await fail_after_use()
    await use(limiter)
