"""How often a look-up may fail: both sides of each limit, in memory and in Redis, with a real database.

The limits of these tests: 3 failures for one order from one address, 5 from one address, 8 for one order.
"""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import timedelta

import pytest

from helpcenter.adapters.orders import add_order
from helpcenter.errors import TooManyAttempts
from helpcenter.orders.reference import new_reference
from helpcenter.services import identifying
from helpcenter.services.context import Context
from helpcenter.services.identifying import identify, identify_request
from helpcenter.services.limiter import Limiter
from tests.builders import an_order
from tests.integration.timing import NOW, all_at_once
from tests.servers import REDIS, redis_answers

# What is counted does not depend on the database.
pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
STORES = ["memory", "redis"] if redis_answers() else ["memory"]


@pytest.fixture(params=STORES)
def redis_url(request: pytest.FixtureRequest) -> str | None:
    """What is counted there is forgotten within the hour; until then no test meets another one's numbers."""
    return REDIS if request.param == "redis" else None


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """How long a failure takes is none of these tests' business."""
    monkeypatch.setattr(identifying, "SECONDS_UNTIL_NO", 0.0)


@pytest.fixture
async def shop(context: Context, redis_url: str | None, order_number: str) -> Context:
    """Ada's order is there, and nothing has been counted."""
    async with context.database.writing() as connection:
        await add_order(
            connection, replace(an_order(placed=NOW - timedelta(minutes=30)), number=order_number)
        )
    return replace(context, limiter=Limiter(redis_url))


@pytest.fixture
def order_number() -> str:
    return f"S-{uuid.uuid4().hex[:8]}"


@pytest.fixture
def nets() -> list[str]:
    """Addresses that no other test has used: Redis remembers."""
    return [f"2001:db8:{uuid.uuid4().hex[:4]}:{number:x}::/64" for number in range(9)]


async def fails(shop: Context, number: str, address: str, *, times: int) -> None:
    for _ in range(times):
        assert await identify(shop, number=number, email="eve@example.com", address=address) is None


async def finds(shop: Context, number: str, address: str) -> bool:
    return await identify(shop, number=number, email="ada@example.com", address=address) == number


async def is_shut_out(shop: Context, number: str, address: str) -> bool:
    try:
        await identify(shop, number=number, email="ada@example.com", address=address)
    except TooManyAttempts as limited:
        return limited.retry_after_seconds > 0
    return False


async def test_an_address_may_fail_at_one_order_so_often_and_no_more(
    shop: Context, order_number: str, nets: list[str]
) -> None:
    await fails(shop, order_number, nets[0], times=2)
    assert await finds(shop, order_number, nets[0])
    await fails(shop, order_number, nets[0], times=1)
    assert await is_shut_out(shop, order_number, nets[0])


async def test_a_stranger_who_is_shut_out_shuts_nobody_else_out(
    shop: Context, order_number: str, nets: list[str]
) -> None:
    await fails(shop, order_number, nets[0], times=3)
    assert await is_shut_out(shop, order_number, nets[0])
    assert await finds(shop, order_number, nets[1])


async def test_an_address_may_fail_at_all_orders_together_so_often_and_no_more(
    shop: Context, order_number: str, nets: list[str]
) -> None:
    for guess in range(4):
        await fails(shop, f"{order_number}-{guess}", nets[0], times=1)
    assert await finds(shop, order_number, nets[0])
    await fails(shop, f"{order_number}-4", nets[0], times=1)
    assert await is_shut_out(shop, order_number, nets[0])


async def test_many_addresses_may_fail_at_one_order_so_often_and_no_more(
    shop: Context, order_number: str, nets: list[str]
) -> None:
    for stranger in nets[:7]:
        await fails(shop, order_number, stranger, times=1)
    assert await finds(shop, order_number, nets[8])
    await fails(shop, order_number, nets[7], times=1)
    assert await is_shut_out(shop, order_number, nets[8])


async def test_an_unknown_number_is_counted_like_a_known_one(shop: Context, nets: list[str]) -> None:
    unknown = f"X-{uuid.uuid4().hex[:8]}"
    await fails(shop, unknown, nets[0], times=3)
    assert await is_shut_out(shop, unknown, nets[0])


async def test_look_ups_that_succeed_are_not_counted(
    shop: Context, order_number: str, nets: list[str]
) -> None:
    assert all([await finds(shop, order_number, nets[0]) for _ in range(10)])


async def test_tries_sent_together_are_counted_one_by_one(
    shop: Context, order_number: str, nets: list[str]
) -> None:
    async def guess() -> bool:
        try:
            await identify(shop, number=order_number, email="eve@example.com", address=nets[0])
        except TooManyAttempts:
            return False
        return True

    assert sorted(await all_at_once(6, guess)) == [False] * 3 + [True] * 3


async def test_guessing_references_of_requests_is_limited_as_well(shop: Context, nets: list[str]) -> None:
    reference = new_reference()
    for _ in range(3):
        await identify_request(shop, reference=reference, email="eve@example.com", address=nets[0])
    typed = reference.lower().replace("-", " ")
    with pytest.raises(TooManyAttempts):
        await identify_request(shop, reference=typed, email="eve@example.com", address=nets[0])


@pytest.mark.skipif("redis" not in STORES, reason="no Redis answers")
@pytest.mark.parametrize("redis_url", [REDIS])
async def test_workers_with_redis_count_together(
    shop: Context, redis_url: str, order_number: str, nets: list[str]
) -> None:
    another_worker = replace(shop, limiter=Limiter(redis_url))
    await fails(shop, order_number, nets[0], times=2)
    await fails(another_worker, order_number, nets[0], times=1)
    assert await is_shut_out(shop, order_number, nets[0])
    assert await is_shut_out(another_worker, order_number, nets[0])
