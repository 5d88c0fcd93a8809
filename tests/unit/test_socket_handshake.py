"""What of a handshake reaches Reflex, and with that the state of the tab, which Redis may keep."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest
import reflex as rx
from reflex_base.utils.format import json_dumps

from helpcenter.settings import Settings
from helpcenter.state.site import SiteState
from helpcenter.web.client_address import address_group, client_address
from helpcenter.web.security import secured
from helpcenter.web.socket_handshake import LARGEST_HEAD, head_size
from helpcenter.web.socket_rejections import Rejection
from helpcenter.web.visitor import visitor_key
from tests.asgi_socket import opened
from tests.gated_reflex import HERE, QUERY, TOKEN, Shop, a_shop, enter
from tests.reflex_states import a_state

SECRET = "s" * 32
KEY = visitor_key(f"hc_visitor={SECRET}")


@pytest.fixture
def shop() -> Shop:
    return a_shop()


async def the_state_after(shop: Shop, headers: dict[str, str], **how: Any) -> SiteState:
    """Of a tab that came with these headers."""
    async with shop.socket(query=QUERY, headers=headers, **how) as socket:
        await enter(socket)
    token, event = shop.seen[-1]
    state = a_state(SiteState)
    root = state._get_root_state()
    root.router_data = root._update_router_vars({**event.router_data, "token": token}, {})
    return state


def what_redis_keeps(state: rx.State) -> str:
    return pickle.dumps(state._get_root_state().__getstate__()).decode("latin-1")


def what_the_page_is_told(state: rx.State) -> str:
    return json_dumps(state._get_root_state().dict())


async def test_the_state_knows_whose_it_is_by_the_key_alone(shop: Shop):
    state = await the_state_after(shop, {"cookie": f"cart=77; hc_visitor={SECRET}; session=shop"})
    assert state._visitor() == KEY
    kept = what_redis_keeps(state)
    assert str(KEY) in kept
    assert TOKEN not in kept
    assert not [private for private in (SECRET, "hc_visitor", "cart", "session=shop") if private in kept]


async def test_a_token_leads_to_a_tab_of_the_visitor_whose_it_is_and_of_nobody_else(shop: Shop):
    for cookie in (f"hc_visitor={SECRET}", f"a=b; hc_visitor={SECRET}", f"hc_visitor={'t' * 32}", "a=b"):
        async with shop.socket(query=QUERY, headers={"cookie": cookie}) as socket:
            await enter(socket)
    hers, hers_again, somebodys, nobodys = (token for token, _ in shop.seen)
    assert hers == hers_again
    assert len({hers, somebodys, nobodys}) == 3


async def test_the_page_is_told_neither_cookie_nor_key(shop: Shop):
    told = what_the_page_is_told(await the_state_after(shop, {"cookie": f"hc_visitor={SECRET}"}))
    assert json.loads(told)[rx.State.get_full_name()]
    assert SECRET not in told
    assert str(KEY) not in told


@pytest.mark.parametrize(
    "name",
    [
        *("user-agent", "accept-language", "authorization", "x-made-up", "origin", "host", "referer"),
        *("sec-websocket-protocol", "sec-websocket-extensions", "asgi-scope-client", "x-forwarded-for"),
    ],
)
async def test_no_header_of_the_visitor_is_kept(shop: Shop, name: str):
    state = await the_state_after(shop, {name: "made-up" * 1_000})
    assert "made-up" not in what_redis_keeps(state).replace("x-made-up", "")


async def test_what_is_kept_of_a_handshake_is_small_however_much_was_sent(shop: Shop):
    headers = {f"x-header-{number}": "x" * 100 for number in range(120)}
    short, long = await the_state_after(shop, {}), await the_state_after(shop, headers)
    assert abs(len(what_redis_keeps(long)) - len(what_redis_keeps(short))) < 100


@pytest.mark.parametrize(
    "cookie",
    [
        *("", f"hc_visitor={KEY}", str(KEY), "hc_visitor=short", "theme=dark"),
        f"__Host-hc_visitor={SECRET}",  # over http anybody can set it
    ],
)
async def test_without_a_proper_cookie_a_tab_is_a_visitor_of_its_own(shop: Shop, cookie: str):
    state = await the_state_after(shop, {"cookie": cookie})
    assert state.router.headers.cookie == ""
    assert len(state._visitor()) == 64
    assert state._visitor() != KEY


async def test_over_https_the_key_is_that_of_the_cookie_that_only_we_can_set(shop: Shop):
    cookies = f"hc_visitor={'p' * 32}; __Host-hc_visitor={SECRET}"
    app = secured(Settings())(shop.app)
    async with opened(app, "/_event/", query=QUERY, headers={"cookie": cookies}, scheme="wss") as socket:
        await enter(socket)
    assert shop.seen[0][1].router_data["headers"]["cookie"] == KEY


@pytest.mark.parametrize("hops", [0, 1])
@pytest.mark.parametrize(
    ("seen", "counted"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:5555", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("[::ffff:203.0.113.9]:80", "203.0.113.9"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("[2001:db8:1:2::8]:443", "2001:db8:1:2::/64"),
        ("nonsense", "unknown"),
    ],
)
async def test_look_ups_are_counted_by_the_same_address_as_sockets(seen: str, counted: str, hops: int):
    shop = a_shop(trusted_proxy_hops=hops)
    theirs = {"peer": "10.0.0.1", "headers": {"x-forwarded-for": f"1.1.1.1, {seen}"}}
    state = await the_state_after(shop, **(theirs if hops else {"peer": seen, "headers": {}}))
    assert state._address() == counted
    scope = {"headers": [(b"x-forwarded-for", seen.encode())], "client": (seen, 1)}
    assert address_group(client_address(scope, hops)) == counted  # for uploads and suggestions


async def test_a_socket_without_a_peer_is_of_the_unknown(shop: Shop):
    assert (await the_state_after(shop, {}, client=None))._address() == "unknown"


@pytest.mark.parametrize(("too_much", "answer"), [(0, "websocket.accept"), (1, "websocket.close")])
@pytest.mark.parametrize("where", ["headers", "query", "path"])
async def test_a_head_may_be_so_large_and_no_larger(shop: Shop, where: str, too_much: int, answer: str):
    upgrade = [(b"connection", b"upgrade"), (b"upgrade", b"websocket"), (b"cookie", b"")]
    empty = {"path": "/_event/", "query_string": f"{QUERY}&x=".encode(), "headers": upgrade}
    filling = "x" * (LARGEST_HEAD - head_size(empty) + too_much)
    async with opened(
        shop.app,
        "/_event/" + (filling if where == "path" else ""),
        query=f"{QUERY}&x=" + (filling if where == "query" else ""),
        headers={"cookie": filling if where == "headers" else ""},
    ) as socket:
        assert (await socket.hear())["type"] == answer
    assert shop.gate.rejections == ({Rejection.HEAD_TOO_LARGE: 1} if too_much else {})


async def test_the_place_of_a_page_needs_no_origin(shop: Shop):
    state = await the_state_after(shop, {"origin": "http://help.example"})
    assert state.router.url.path == HERE["asPath"]
