from __future__ import annotations

from typing import Any

import pytest
import reflex as rx
from hypothesis import given
from hypothesis import strategies as st
from reflex_base.utils.form import FormData

from helpcenter.state.access import ANYONE
from helpcenter.state.guard import handler
from helpcenter.state.notices import Notice
from tests.guarded_states import Guarded, Overriding, call
from tests.reflex_states import a_state

# What reaches a handler


async def test_a_handler_gets_one_validated_model():
    state = a_state(Guarded)
    assert await call("choose")(state, text="  blue ", colour="red") == rx.event.noop()
    assert (state.seen, state.notice) == ("blue|red", "")


async def test_a_default_need_not_be_sent():
    state = a_state(Guarded)
    await state.choose("blue")
    assert state.seen == "blue|red"


@pytest.mark.parametrize(
    ("payload", "notice", "field"),
    [
        ({}, Notice.MISSING, "text"),
        ({"text": "x" * 201}, Notice.TOO_LONG, "text"),
        ({"text": "👩🏽‍🎨" * 3_000}, Notice.TOO_LONG, "text"),
        ({"text": 7}, Notice.NOT_UNDERSTOOD, "text"),
        ({"text": None}, Notice.NOT_UNDERSTOOD, "text"),
        ({"text": ["x"]}, Notice.NOT_UNDERSTOOD, "text"),
        ({"text": "a\x00b"}, Notice.NOT_UNDERSTOOD, "text"),
        ({"text": "a\nb"}, Notice.NOT_UNDERSTOOD, "text"),
        ({"text": "\ud800"}, Notice.NOT_UNDERSTOOD, ""),
        ({"text": float("nan")}, Notice.NOT_UNDERSTOOD, ""),
        ({"text": object()}, Notice.NOT_UNDERSTOOD, ""),
        ({"text": "x", "colour": "mauve"}, Notice.NOT_UNDERSTOOD, "colour"),
        ({"text": "x", "is_admin": True}, Notice.NOT_UNDERSTOOD, ""),
        ({"text": "x", "self": 1}, Notice.NOT_UNDERSTOOD, ""),
        ({"text": "x", "state": 1}, Notice.NOT_UNDERSTOOD, ""),
    ],
)
async def test_bad_input_becomes_a_notice_and_changes_nothing_else(
    payload: dict[str, Any], notice: Notice, field: str
):
    state = a_state(Guarded)
    state.seen = "as before"
    assert await call("choose")(state, **payload) is None
    assert (state.seen, state.notice, state.notice_field) == ("as before", notice, field)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(st.text(), JSON, max_size=3), JSON)
async def test_whatever_is_sent_nothing_is_raised(payload: dict[str, Any], form: Any):
    state = a_state(Guarded)
    await call("choose")(state, **payload)
    await call("send_back")(state, form_data=form)
    assert state.notice in set(Notice)


async def test_a_deep_nest_becomes_a_notice():
    nest: Any = []
    for _ in range(100_000):
        nest = [nest]
    state = a_state(Guarded)
    await call("choose")(state, text=nest)
    assert state.notice == Notice.NOT_UNDERSTOOD


async def test_a_notice_goes_when_something_is_let_in():
    state = a_state(Guarded)
    await call("choose")(state)
    assert state.notice
    await call("open_page")(state)
    assert (state.notice, state.notice_field, state.seen) == ("", "", "opened")


async def test_a_state_can_show_a_problem_in_its_own_way():
    state = a_state(Overriding)
    await state.choose("x" * 300)
    assert (state.problem, state.notice) == ("text: too_long", "")


# Forms


async def test_a_form_is_read_by_the_names_of_its_controls():
    form = FormData(
        [
            ("reason", " It does not fit. "),
            ("lines", "mug"),
            ("lines", "poster-a2"),
            ("added-by-a-password-manager", "x"),
        ]
    )
    state = a_state(Guarded)
    await call("send_back")(state, form_data=form)
    assert (state.seen, state.notice) == ("It does not fit.|mug,poster-a2", "")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"reason": 1.5}, "reason"),
        ({"reason": "a\nb"}, "reason"),
        ({"reason": "x", "lines": ["a", {"b": 1}]}, "lines"),
        ({"reason": "x", "lines": "a"}, "lines"),
        ("no form", ""),
        (None, ""),
    ],
)
async def test_a_bad_form_names_the_field(form: Any, field: str):
    state = a_state(Guarded)
    await call("send_back")(state, form_data=form)
    assert (state.notice, state.notice_field, state.seen) == (Notice.NOT_UNDERSTOOD, field, "")


# Who, how often, and what went wrong


@pytest.mark.parametrize(
    ("method", "notice"), [("forbidden", Notice.NOT_ALLOWED), ("undecided", Notice.WENT_WRONG)]
)
async def test_who_may_not_call_learns_that_alone(method: str, notice: Notice):
    state = a_state(Guarded)
    await call(method)(state)
    assert (state.seen, state.notice) == ("", notice)


async def test_a_tab_that_calls_too_often_is_told_so_and_others_are_not():
    busy, calm = a_state(Guarded, tab="busy"), a_state(Guarded, tab="calm")
    for _ in range(3):
        await call("seldom")(busy)
    await call("seldom")(calm)
    assert (busy.seen, busy.notice) == ("xx", Notice.TOO_FAST)
    assert (calm.seen, calm.notice) == ("x", "")


@pytest.mark.parametrize(
    ("text", "notice", "field"),
    [
        ("field", Notice.NOT_UNDERSTOOD, "text"),
        ("often", Notice.TOO_MANY_ATTEMPTS, ""),
        ("x", Notice.WENT_WRONG, ""),
    ],
)
async def test_an_error_inside_becomes_a_notice(text: str, notice: Notice, field: str):
    state = a_state(Guarded)
    await call("fail")(state, text=text)
    assert (state.notice, state.notice_field) == (notice, field)


def test_a_handler_has_to_be_async():
    with pytest.raises(TypeError, match="must be `async def`"):

        @handler(who=ANYONE, rate="1/second")
        def slow(self: Any) -> None: ...

    with pytest.raises(TypeError, match="must be `async def`"):

        @handler(who=ANYONE, rate="1/second")
        async def step_by_step(self: Any) -> Any:
            yield
