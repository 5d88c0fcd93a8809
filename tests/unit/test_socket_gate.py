"""What passes the socket gate, what is dropped and what closes the socket."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

import pytest
import reflex as rx
from starlette.types import ASGIApp, Receive, Scope, Send
from structlog.testing import capture_logs

from helpcenter.settings import Settings
from helpcenter.web.socket_events import BOOT
from helpcenter.web.socket_gate import install_gate
from helpcenter.web.socket_rejections import Rejection
from tests.gated_reflex import (
    EVENTS,
    OURS,
    QUERY,
    TOKEN,
    TOLD,
    Shop,
    a_shop,
    an_event,
    enter,
    opening,
    saying,
)


@pytest.fixture
def shop() -> Shop:
    return a_shop()


# What is let in


async def test_a_page_opens_its_session_and_sends_events(shop: Shop):
    async with shop.socket(query=QUERY) as socket:
        await enter(socket)
        socket.say(saying({"text": "mug"}))
    boot, event = shop.seen
    assert boot[1].name == BOOT
    assert (event[0], event[1].name, event[1].payload) == (boot[0], OURS, {"text": "mug"})
    assert event[1].router_data["pathname"] == "/search"
    assert shop.gate.rejections == {}


async def test_a_token_as_reflex_makes_it_is_let_in_though_it_is_no_uuid_by_the_book(shop: Shop):
    token = TOKEN.replace("-a716-", "-e716-")
    async with shop.socket(query=f"EIO=4&transport=websocket&token={token}") as socket:
        await enter(socket)
    assert shop.names == [BOOT]


async def test_a_report_of_the_frontend_reaches_the_log(shop: Shop):
    async with shop.socket() as socket:
        await enter(socket)
        socket.say('42/_event,["client_error",{"message":"TypeError","error_type":"state_update"}]')
    assert "TypeError" in shop.reports[0]


async def test_a_page_leaves_and_is_counted_out(shop: Shop):
    async with shop.socket() as socket:
        await enter(socket)
        assert shop.gate.open_sockets == 1
        socket.say("41/_event,")
    assert shop.gate.open_sockets == 0
    assert shop.gate.rejections == {}


# What closes the socket


@pytest.mark.parametrize(
    "frame",
    [
        *("", "x", "0", "2", "2probe", "5", "6", "3probe", "4", "43/_event,1[]", "44/_event,{}"),
        *("40", "40,{}", "40/other,{}", "42[]", '42/other,["event",{}]'),
        *('451-/_event,["event",{"_placeholder":true,"num":0}]', "461-/_event,1[]", "4[[[[[[[["),
        *("bAAAA", "40/_event?x=1,{}"),
    ],
)
@pytest.mark.parametrize("is_open", [True, False])
async def test_a_frame_that_no_frontend_sends_closes_the_socket(shop: Shop, frame: str, is_open: bool):
    async with shop.socket() as socket:
        if is_open:
            await enter(socket)
        socket.say(frame)
        assert await socket.hear_close() == 1008
    assert shop.gate.rejections == {Rejection.BAD_FRAME: 1}
    assert shop.gate.open_sockets == 0
    assert shop.names == ([BOOT] if is_open else [])


async def test_a_binary_frame_closes_the_socket(shop: Shop):
    async with shop.socket() as socket:
        await enter(socket)
        socket.say(data=b"\x00")
        assert await socket.hear_close() == 1008


@pytest.mark.parametrize(
    "first",
    [
        *("40/_event,", "40/_event,{}", "40/_event,null", "40/_event,[", saying({"text": "too soon"})),
        '42/_event,["client_error",{}]',
        "41/_event,",
        opening({"vars": {"reflex___state____state.is_hydrated": True}}),
        "40/_event," + json.dumps({"event": an_event({}, name=OURS)}),
        "40/_event," + json.dumps({"event": an_event({}, name=BOOT), "x": "x" * 70_000}),
    ],
)
async def test_a_bad_opening_is_refused_before_reflex_knows_of_it(shop: Shop, first: str):
    async with shop.socket() as socket:
        socket.say(first)
        assert await socket.hear_close() == 1008
    assert shop.seen == []
    assert shop.namespace.token_to_sid == {}


@pytest.mark.parametrize("second", [opening(), "41/_event,", saying({"text": "gone"})])
async def test_a_session_is_opened_and_left_once(shop: Shop, second: str):
    async with shop.socket() as socket:
        await enter(socket)
        socket.say(opening() if second == opening() else "41/_event,")
        socket.say(second)
        assert await socket.hear_close() == 1008
    assert shop.names == [BOOT]


async def test_a_flood_closes_the_socket(shop: Shop):
    async with shop.socket() as socket:
        await enter(socket)
        for _ in range(100):
            socket.say(saying({"text": "mug"}))
        assert await socket.hear_close() == 1008
    assert shop.gate.rejections == {Rejection.FLOOD: 1}
    assert len(shop.seen) == 60


# What is dropped


@pytest.mark.parametrize(
    ("frame", "reason"),
    [
        (saying({"text": "x" * 70_000}), Rejection.TOO_LARGE),
        ("42/_event,[", Rejection.NOT_JSON),
        ('42/_event,7["event",{}]', Rejection.NOT_JSON),  # asks for an acknowledgement
        ("42/_event,", Rejection.NOT_JSON),
        ('42/_event,["event",NaN]', Rejection.NOT_JSON),
        ("42/_event,{}", Rejection.UNKNOWN_EVENT),
        ("42/_event,[]", Rejection.UNKNOWN_EVENT),
        ('42/_event,["event"]', Rejection.UNKNOWN_EVENT),
        ('42/_event,["event",{},{}]', Rejection.UNKNOWN_EVENT),
        ('42/_event,["ping"]', Rejection.UNKNOWN_EVENT),
        ('42/_event,["disconnect"]', Rejection.UNKNOWN_EVENT),
        (f'42/_event,["connect",{{"QUERY_STRING":"token={TOKEN}"}}]', Rejection.UNKNOWN_EVENT),
        ('42/_event,["event","text"]', Rejection.BAD_SHAPE),
        (saying([]), Rejection.BAD_SHAPE),
        (saying({"x": [[[[[[[[[]]]]]]]]]}), Rejection.TOO_DEEP),
        (saying({"x": "\ud800"}), Rejection.BAD_TEXT),
        (saying({"x": "\x00"}), Rejection.BAD_TEXT),
        (saying({"x": 2**60}), Rejection.BAD_NUMBER),
        (saying({}, name=OURS.replace("suggest", "_secret")), Rejection.UNKNOWN_HANDLER),
        (
            saying({"var_name": "x", "value": 1}, name="reflex___state____state.setvar"),
            Rejection.UNKNOWN_HANDLER,
        ),
    ],
)
async def test_a_bad_message_is_dropped_and_the_session_lives_on(shop: Shop, frame: str, reason: Rejection):
    async with shop.socket() as socket:
        await enter(socket)
        socket.say(frame)
        socket.say(saying({"text": "mug"}))
    assert shop.names == [BOOT, TOLD, OURS]
    told = shop.seen[1][1]
    assert told.payload == {"too_large": reason is Rejection.TOO_LARGE}
    assert told.router_data["asPath"] == "/search"
    assert shop.gate.rejections == {reason: 1}


async def test_bad_messages_cost_more_until_the_socket_is_closed(shop: Shop):
    async with shop.socket() as socket:
        await enter(socket)
        for _ in range(20):
            socket.say("42/_event,[")
        assert await socket.hear_close() == 1008
    assert shop.gate.rejections[Rejection.NOT_JSON] < 20


async def test_rejections_are_logged_without_their_content(shop: Shop):
    with capture_logs() as logged:
        async with shop.socket(query=QUERY) as socket:
            await enter(socket)
            socket.say(saying({"email": "jane@example.com", "x": [[[[[[[[[]]]]]]]]]}))
            socket.say(saying({"email": "jane@example.com"}, name="jane.doe"))
            socket.say(saying({"jane": "doe"}, name=BOOT))
            socket.say(saying({"text": "mug"}))
    assert [entry["reason"] for entry in logged] == ["too_deep", "unknown_handler", "bad_arguments"]
    assert [entry.get("handler") for entry in logged] == [OURS, None, BOOT]
    assert "jane" not in str(logged)
    assert TOKEN not in str(logged)


async def test_a_flood_of_rejections_is_counted_but_not_logged_one_by_one(shop: Shop):
    with capture_logs() as logged:
        for _ in range(30):
            async with shop.socket(query="") as socket:
                await socket.hear()
    assert shop.gate.rejections == {Rejection.BAD_TOKEN: 30}
    assert len(logged) == 10


# Where it is put


def test_the_gate_stands_directly_in_front_of_reflex():
    def outer(app: ASGIApp) -> ASGIApp:
        return app

    for present, others in ((None, ()), (outer, (outer,)), ([outer, outer], (outer, outer))):
        app = SimpleNamespace(api_transformer=present)
        gate = install_gate(app, Settings(), EVENTS)  # type: ignore[arg-type]
        assert tuple(app.api_transformer) == (gate.in_front_of, *others)
    assert "api_transformer" in rx.App.__dataclass_fields__


async def test_requests_for_pages_pass_untouched(shop: Shop):
    passed: list[Scope] = []

    async def page(scope: Scope, receive: Receive, send: Send) -> None:
        passed.append(scope)

    async def nothing(*_: Any) -> Any: ...

    app: Callable[..., Awaitable[None]] = shop.gate.in_front_of(page)
    for scope in ({"type": "http", "path": "/search"}, {"type": "lifespan"}):
        await app(scope, nothing, nothing)
        assert passed[-1] is scope
