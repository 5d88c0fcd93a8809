from __future__ import annotations

import math
from typing import Any

import pytest

from helpcenter.web.socket_events import BOOT, FRONTEND_EXCEPTION, REFLEX_EVENTS, ClientEvents, client_error
from helpcenter.web.socket_rejections import FrameRejected, Rejection

OURS = "reflex___state____state.guarded.search.suggest"
TOLD = "reflex___state____state.guarded.message_refused"
HERE = {"pathname": "/search", "asPath": "/search?q=mug", "query": {"q": "mug"}}
EVENTS = ClientEvents(ours=frozenset({OURS, TOLD}), on_refused=TOLD)
ON_LOAD = next(name for name in REFLEX_EVENTS if name.endswith("on_load_internal"))


def an_event(payload: Any = None, **changes: Any) -> dict[str, Any]:
    return {
        "name": OURS,
        "payload": {"text": "mug"} if payload is None else payload,
        "router_data": HERE,
    } | changes


def nested(depth: int) -> Any:
    return [] if depth == 1 else [nested(depth - 1)]


def rejection_of(event: Any) -> Rejection:
    with pytest.raises(FrameRejected) as rejected:
        EVENTS.event(event)
    return rejected.value.reason


def test_an_event_of_ours_passes_unchanged():
    assert EVENTS.event(an_event()) == an_event()


def test_what_reflex_does_not_need_is_left_out():
    more = an_event(event_actions={"debounce": 200}, handler=None, token="stolen", substate_token="x")
    more["router_data"] = {
        **HERE,
        "headers": {"cookie": "hc_visitor=forged"},
        "ip": "127.0.0.1",
        "token": "x",
    }
    assert EVENTS.event(more) == an_event()


def test_an_event_without_arguments_has_an_empty_payload():
    event = an_event()
    del event["payload"]
    assert EVENTS.event(event)["payload"] == {}


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (None, Rejection.BAD_SHAPE),
        ("{}", Rejection.BAD_SHAPE),
        ([], Rejection.BAD_SHAPE),
        ({}, Rejection.UNKNOWN_HANDLER),
        (an_event(name="reflex___state____state.setvar"), Rejection.UNKNOWN_HANDLER),
        (an_event(name="reflex___state____state.set_is_hydrated"), Rejection.UNKNOWN_HANDLER),
        (an_event(name=OURS + "x"), Rejection.UNKNOWN_HANDLER),
        (an_event(name=[OURS]), Rejection.UNKNOWN_HANDLER),
        (an_event(name=None), Rejection.UNKNOWN_HANDLER),
        (an_event([]), Rejection.BAD_SHAPE),
        (an_event(payload=None) | {"payload": None}, Rejection.BAD_SHAPE),
        (an_event({"x": nested(8)}), Rejection.TOO_DEEP),
        (an_event({"x": [0] * 8_000}), Rejection.TOO_MANY_VALUES),
        (an_event({str(number): 0 for number in range(201)}), Rejection.TOO_MANY_VALUES),
        (an_event({"x": "\ud800"}), Rejection.BAD_TEXT),
        (an_event({"x": "a\x00b"}), Rejection.BAD_TEXT),
        (an_event({"x": 'a<reflex.Var>{"k": 1}</reflex.Var>b'}), Rejection.BAD_TEXT),
        (an_event({"\udfff": "x"}), Rejection.BAD_TEXT),
        (an_event({"k" * 201: "x"}), Rejection.BAD_TEXT),
        (an_event({"x": 2**53 + 1}), Rejection.BAD_NUMBER),
        (an_event({"x": -(2**53) - 1}), Rejection.BAD_NUMBER),
        (an_event({"x": math.inf}), Rejection.BAD_NUMBER),
        (an_event({"x": math.nan}), Rejection.BAD_NUMBER),
        (an_event({"x": b"bytes"}), Rejection.BAD_SHAPE),
        (an_event({"f": {"__reflex_form_data__": "x"}}), Rejection.BAD_SHAPE),
        (an_event({"f": {"__reflex_form_data__": [["a", 1, 2]]}}), Rejection.BAD_SHAPE),
        (an_event({"f": {"__reflex_form_data__": [[["a"], 1]]}}), Rejection.BAD_SHAPE),
        (an_event({"f": {"__reflex_form_data__": [], "more": 1}}), Rejection.BAD_SHAPE),
        (an_event(router_data=None), Rejection.BAD_LOCATION),
        (an_event(router_data={}), Rejection.BAD_LOCATION),
        (an_event(router_data={"pathname": "search"}), Rejection.BAD_LOCATION),
        (an_event(router_data={"pathname": "//evil.example"}), Rejection.BAD_LOCATION),
        (an_event(router_data={"pathname": "/\\evil.example"}), Rejection.BAD_LOCATION),
        (an_event(router_data={"pathname": "/" + "x" * 2_000}), Rejection.BAD_LOCATION),
        (an_event(router_data={"pathname": 7}), Rejection.BAD_LOCATION),
    ],
)
def test_a_bad_event_is_refused_with_its_reason(event: Any, reason: Rejection):
    assert rejection_of(event) is reason


@pytest.mark.parametrize(
    "payload",
    [
        {"x": nested(7)},
        {"x": 2**53, "y": -1.5, "z": None, "b": True},
        {"x": "👩🏽‍🎨 «ünïcödé»\n\t"},
        {"form_data": {"__reflex_form_data__": [["reason", "x"], ["lines", "a"], ["lines", "b"]]}},
        {str(number): "x" for number in range(200)},
    ],
)
def test_what_a_browser_may_well_send_passes(payload: dict[str, Any]):
    assert EVENTS.event(an_event(payload))["payload"] == payload


def test_an_odd_link_does_not_shut_its_visitor_out():
    odd = {
        "pathname": "/search",
        "asPath": "//evil.example",
        "query": {
            **{"": "x", "long": "x" * 1_001, "list": ["x"], "nul": "\x00", "half\ud800": "x"},
            **{f"n{number}": "x" for number in range(60)},
        },
    }
    location = EVENTS.event(an_event(router_data=odd))["router_data"]
    assert location["pathname"] == location["asPath"] == "/search"
    assert list(location["query"]) == [f"n{number}" for number in range(50)]


def test_what_is_kept_of_a_query_is_no_longer_than_an_address():
    long = {"pathname": "/search", "query": {f"n{number}": "😀" * 998 for number in range(50)}}
    location = EVENTS.event(an_event(router_data=long))["router_data"]
    assert list(location["query"]) == ["n0", "n1"]


@pytest.mark.parametrize(
    ("name", "payload", "passes"),
    [
        (BOOT, {}, True),
        (BOOT, {"vars": {}, "hashes": ["0123456789abcdef"]}, True),
        (BOOT, {"vars": {"reflex___state____state.is_hydrated": True}}, False),
        (BOOT, {"hashes": ["x"]}, False),
        (BOOT, {"hashes": ["0123456789abcdef"] * 501}, False),
        (BOOT, {"more": 1}, False),
        (ON_LOAD, {}, True),
        (ON_LOAD, {"x": 1}, False),
        (FRONTEND_EXCEPTION, {"info": "TypeError", "component_stack": ""}, True),
        (FRONTEND_EXCEPTION, {"info": {}, "component_stack": ""}, False),
        (FRONTEND_EXCEPTION, {}, False),
    ],
)
def test_what_reflex_itself_takes_is_checked_here(name: str, payload: dict[str, Any], passes: bool):
    if passes:
        assert EVENTS.event(an_event(payload, name=name))["payload"] == payload
    else:
        assert rejection_of(an_event(payload, name=name)) is Rejection.BAD_ARGUMENTS


def test_reports_of_the_frontend_are_cut():
    report = {"info": "x" * 10_000, "component_stack": "y" * 10_000}
    passed = EVENTS.event(an_event(report, name=FRONTEND_EXCEPTION))["payload"]
    assert {len(text) for text in passed.values()} == {4_000}
    assert client_error({"message": "x" * 10_000, "error_type": "y"}) == {
        "message": "x" * 500,
        "error_type": "y",
    }


@pytest.mark.parametrize(
    "auth",
    [
        *(None, {}, [], "x", {"event": None}, {"event": "x"}),
        {"event": an_event()},  # not the event that opens a session
        {"event": an_event({"vars": {"x": 1}}, name=BOOT)},
        {"event": an_event({}, name=BOOT, router_data={})},
    ],
)
def test_a_session_opens_with_its_boot_event_alone(auth: Any):
    with pytest.raises(FrameRejected):
        EVENTS.boot(auth)


def test_a_good_opening_keeps_the_event_and_the_schema():
    auth = {"event": an_event({}, name=BOOT), "state_schema": "5f2c", "more": "x"}
    assert EVENTS.boot(auth) == {"event": an_event({}, name=BOOT), "state_schema": "5f2c"}
    assert "state_schema" not in EVENTS.boot(auth | {"state_schema": {"x": 1}})
