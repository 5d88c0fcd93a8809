"""Who is let in at the socket gate at all."""

from __future__ import annotations

from typing import Any

import pytest

from helpcenter.web.socket_rejections import Rejection
from tests.asgi_socket import opened
from tests.gated_reflex import QUERY, TOKEN, Shop, a_shop, enter


@pytest.fixture
def shop() -> Shop:
    return a_shop()


@pytest.mark.parametrize(
    "query",
    [
        *(
            "",
            "token=",
            f"token={TOKEN}&token={TOKEN}",
            f"token={TOKEN}x",
            "token=../../etc",
            "token=%ED%A0%80",
        ),
        *(f"token={TOKEN.replace('-41d4-', '-11d4-')}", f"token={TOKEN.replace('-', '')}"),
        f"token={TOKEN.replace('4', '٤')}",
    ],
)
async def test_a_socket_without_a_proper_token_is_not_opened(shop: Shop, query: str):
    async with shop.socket(query=query) as socket:
        assert await socket.hear() == {"type": "websocket.close", "code": 1008}
    assert shop.gate.rejections == {Rejection.BAD_TOKEN: 1}


@pytest.mark.parametrize("path", ["/", "/_eventful", "/_upload", "/_event2/"])
async def test_there_is_no_other_socket(shop: Shop, path: str):
    async with opened(shop.app, path, query=QUERY) as socket:
        assert (await socket.hear())["type"] == "websocket.close"
    assert shop.gate.rejections == {Rejection.NOT_OUR_SOCKET: 1}


async def test_what_else_the_query_says_does_not_reach_the_server(shop: Shop):
    query = f"EIO=3&transport=polling&sid=stolen&j=1&token={TOKEN}"
    async with shop.socket(query=query) as socket:
        await enter(socket)


async def test_an_address_has_so_many_sockets_and_gets_them_back():
    shop = a_shop(sockets_per_address=2)
    async with shop.socket() as first, shop.socket() as second:
        await enter(first)
        await enter(second)
        async with shop.socket() as third:
            assert (await third.hear())["type"] == "websocket.close"
        async with shop.socket(peer="203.0.113.6") as neighbour:
            await enter(neighbour)
    async with shop.socket() as again:
        await enter(again)
    assert shop.gate.rejections == {Rejection.TOO_MANY_SOCKETS: 1}
    assert shop.gate.open_sockets == 0


async def test_an_address_cannot_knock_without_end():
    shop = a_shop(sockets_per_address=1)
    for _ in range(10):
        async with shop.socket() as socket:
            await enter(socket)
    for shop.seconds in (0, 59):
        async with shop.socket() as socket:
            assert (await socket.hear())["type"] == "websocket.close"
    assert shop.gate.rejections == {Rejection.TOO_MANY_CONNECTS: 2}
    shop.seconds = 60
    async with shop.socket() as socket:
        await enter(socket)


async def test_behind_a_proxy_visitors_are_told_apart():
    shop = a_shop(sockets_per_address=1, trusted_proxy_hops=1)
    async with shop.socket(headers={"x-forwarded-for": "198.51.100.1"}) as one:
        await enter(one)
        async with shop.socket(headers={"x-forwarded-for": "spoofed, 198.51.100.2"}) as other:
            await enter(other)
        async with shop.socket(headers={"x-forwarded-for": "198.51.100.9, 198.51.100.1"}) as same:
            assert (await same.hear())["type"] == "websocket.close"


async def test_there_is_no_way_around_the_socket_over_http(shop: Shop):
    statuses: list[int] = []

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    async def receive() -> Any:
        return {"type": "http.request", "body": b""}

    for method in ("GET", "POST"):
        scope = {
            "type": "http",
            "method": method,
            "path": "/_event/",
            "query_string": QUERY.encode(),
            "headers": [],
        }
        await shop.app(scope, receive, send)
    assert statuses == [404, 404]
