"""One socket's frames, one after the other, with the time in our hands."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.web.reflex_environment import LARGEST_MESSAGE
from helpcenter.web.socket_events import BOOT, FRONTEND_EXCEPTION, REFLEX_EVENTS, ClientEvents
from helpcenter.web.socket_frames import read_frame
from helpcenter.web.socket_rejections import FrameRejected, Rejection, Rejections
from helpcenter.web.socket_session import SharedRates, SocketSession

OURS = "reflex___state____state.guarded.search.suggest"
TOLD = "reflex___state____state.guarded.message_refused"
EVENTS = ClientEvents(ours=frozenset({OURS, TOLD}), on_refused=TOLD)


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def an_event(payload: Any, name: str = OURS, router_data: Any = None) -> dict[str, Any]:
    here = {"pathname": "/", "asPath": "/", "query": {}}
    return {"name": name, "payload": payload, "router_data": router_data or here}


def saying(payload: Any, name: str = OURS) -> str:
    return f"42/_event,{json.dumps(['event', an_event(payload, name)])}"


OPENING = f"40/_event,{json.dumps({'event': an_event({}, BOOT)})}"


class Page:
    """A frontend with its socket, one of several of the same address where `rates` are shared."""

    def __init__(self, rates: SharedRates | None = None) -> None:
        self.clock = Clock()
        self.rejections = Rejections(self.clock)
        rates = rates or SharedRates(sockets_per_address=60)
        self.session = SocketSession(EVENTS, rates, self.rejections, "203.0.113.5", self.clock)

    def say(self, text: str) -> str | None:
        return self.session.judge({"type": "websocket.receive", "text": text})

    def opened(self) -> Page:
        self.say(OPENING)
        return self


def test_an_even_flow_goes_on_for_ever():
    page = Page().opened()
    for _ in range(1_000):
        page.clock.seconds += 0.05
        assert page.say(saying({})) == saying({}).replace(": ", ":").replace(", ", ",")


def test_a_burst_ends_at_the_limit_of_a_socket():
    page = Page().opened()
    for _ in range(59):
        page.say(saying({}))
    with pytest.raises(FrameRejected, match="flood"):
        page.say(saying({}))


def test_what_the_gate_writes_is_never_longer_than_the_server_takes():
    """Longer frames would end the reader of the socket without a word."""
    emoji = saying({"text": "EMOJI"}).replace("EMOJI", "😀" * 16_000)
    numbers = saying({"numbers": ["n"] * 1_990, "text": "x" * 50_000}).replace('"n"', "9e15")
    page = Page().opened()
    passed = page.say(emoji)
    assert passed is not None
    assert "😀" * 16_000 in passed
    told = page.say(numbers)
    assert told is not None
    assert TOLD in told
    assert page.rejections.counted == {Rejection.TOO_LARGE: 1}


def test_sockets_of_one_address_share_a_limit():
    rates = SharedRates(sockets_per_address=2)
    one, other = Page(rates).opened(), Page(rates).opened()
    for _ in range(37):
        one.say(saying({}))
    other.say(saying({}))
    with pytest.raises(FrameRejected, match="flood"):
        other.say(saying({}))


def test_reports_of_a_broken_frontend_do_not_fill_the_log():
    page = Page().opened()
    report = saying({"info": "TypeError", "component_stack": ""}, FRONTEND_EXCEPTION)
    passed = 0
    for _ in range(30):
        page.clock.seconds += 1
        passed += page.say(report) is not None
    assert passed == 20
    assert page.rejections.counted == {Rejection.TOO_MANY_REPORTS: 10}
    assert page.say('42/_event,["client_error",{}]') is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3),
    max_leaves=10,
)
FRAMES = st.one_of(
    st.text(),
    JSON.map(lambda data: f"40/_event,{json.dumps(data)}"),
    JSON.map(lambda data: f"42/_event,{json.dumps(data)}"),
    JSON.map(lambda data: f"42/_event,{json.dumps(['event', data])}"),
    JSON.map(lambda data: f"42/_event,{json.dumps(['event', an_event({'x': data})])}"),
    JSON.map(lambda data: f"42/_event,{json.dumps(['event', an_event({}, router_data=data)])}"),
)


@given(st.lists(FRAMES, max_size=5), st.booleans())
def test_whatever_a_client_sends_reflex_gets_sound_frames_only(frames: list[str], opened: bool):
    page = Page()
    try:
        for text in [OPENING, *frames] if opened else frames:
            passed = page.say(text)
            if passed and passed.startswith("42"):
                name, event = json.loads(passed.removeprefix("42/_event,"))
                assert name in {"event", "client_error"}
                if name == "event":
                    assert event.keys() == {"name", "payload", "router_data"}
                    assert event["name"] in EVENTS.ours | REFLEX_EVENTS.keys()
                    passed.encode("utf-8")
                    assert "NaN" not in json.dumps(event["router_data"])
    except FrameRejected:  # and then the socket is closed
        pass


@pytest.mark.parametrize(
    ("size", "passes"), [(LARGEST_MESSAGE, True), (LARGEST_MESSAGE + 1, False), (4 * LARGEST_MESSAGE, False)]
)
def test_a_frame_is_measured_in_bytes(size: int, passes: bool):
    frame = '42/_event,["' + "é" * ((size - 14) // 2) + "x" * (size % 2) + '"]'
    assert len(frame.encode()) == size
    if passes:
        read_frame({"text": frame}, LARGEST_MESSAGE)
    else:
        with pytest.raises(FrameRejected, match="too_large"):
            read_frame({"text": frame}, LARGEST_MESSAGE)


@pytest.mark.parametrize(
    "text", ["[" * 60_000, '{"a":' * 9_000, "1" * 60_000, "NaN", "[Infinity]", "[1,]", ""]
)
def test_text_that_is_no_usable_json_is_refused(text: str):
    with pytest.raises(FrameRejected, match="not_json"):
        read_frame({"text": f"42/_event,{text}"}, LARGEST_MESSAGE)
