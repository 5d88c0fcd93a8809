from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from enum import StrEnum
from typing import Any

import pytest
import reflex as rx
from hypothesis import given
from hypothesis import strategies as st
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.utils.form import FormData
from reflex_base.utils.format import format_event_handler

from helpcenter.errors import InvalidInput, TooManyAttempts
from helpcenter.state.access import ANYONE, Who
from helpcenter.state.base import GuardedState
from helpcenter.state.guard import handler
from helpcenter.state.input_types import Input, LongText, Quantity, ShortText, Slug, Ticked
from helpcenter.state.notices import Notice
from tests.reflex_states import a_state


class Colour(StrEnum):
    RED = "red"


class Choice(Input):
    text: ShortText
    colour: Colour = Colour.RED


class Return(Input):
    reason: LongText
    quantity: Quantity
    gift: Ticked = False
    lines: tuple[Slug, ...] = ()


async def _nobody(state: Any) -> bool:
    return False


async def _broken(state: Any) -> bool:
    raise OSError("the database is away")


class Guarded(GuardedState):
    seen: str = ""

    @handler(who=ANYONE, rate="1000/second", accepts=Choice)
    async def choose(self, choice: Choice) -> Any:
        self.seen = f"{choice.text}|{choice.colour}"
        return rx.event.noop()

    @handler(who=ANYONE, rate="1000/second", accepts=Return, form=True)
    async def send_back(self, form: Return) -> None:
        self.seen = f"{form.reason}|{form.quantity}|{form.gift}|{','.join(form.lines)}"

    @handler(who=ANYONE, rate="1000/second")
    async def open_page(self) -> None:
        self.seen = "opened"

    @handler(who=ANYONE, rate="1000/second", accepts=Choice)
    async def step_by_step(self, choice: Choice) -> AsyncIterator[Any]:
        self.seen = "first"
        yield
        self.seen = choice.text
        yield
        if choice.text == "trap":
            raise ValueError("fell in")

    @handler(who=ANYONE, rate="1000/second", accepts=Choice, background=True)
    async def behind_the_scenes(self, choice: Choice) -> None:
        async with self:
            self.seen = choice.text

    @handler(who=ANYONE, rate="1000/second", accepts=Choice)
    async def fail(self, choice: Choice) -> None:
        self.seen = "half done"
        raise {"field": InvalidInput("text", "a code"), "often": TooManyAttempts(60)}.get(
            choice.text, RuntimeError("jane@example.com")
        )

    @handler(who=ANYONE, rate="2/hour")
    async def seldom(self) -> None:
        self.seen += "x"

    @handler(who=Who("nobody", _nobody), rate="1000/second")
    async def forbidden(self) -> None:
        self.seen = "opened all the same"

    @handler(who=Who("broken", _broken), rate="1000/second")
    async def undecided(self) -> None:
        self.seen = "opened all the same"


class Overriding(GuardedState):
    problem: str = ""

    def _on_bad_input(self, field: str, notice: Notice) -> None:
        self.problem = f"{field}: {notice}"

    @handler(who=ANYONE, rate="1000/second", accepts=Choice)
    async def choose(self, choice: Choice) -> None:
        self.problem = ""


def call(method: str) -> Any:
    """The function that Reflex calls, with the payload of an event as keywords."""
    return Guarded.event_handlers[method].fn


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
@pytest.mark.parametrize("method", ["choose", "step_by_step"])
async def test_bad_input_becomes_a_notice_and_changes_nothing_else(
    method: str, payload: dict[str, Any], notice: Notice, field: str
):
    state = a_state(Guarded)
    state.seen = "as before"
    outcome = call(method)(state, **payload)
    if method == "choose":
        assert await outcome is None
    else:
        assert [event async for event in outcome] == []
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
            ("reason", " It does\r\nnot fit. "),
            ("quantity", "2"),
            ("gift", "on"),
            ("lines", "mug"),
            ("lines", "poster-a2"),
            ("added-by-a-password-manager", "x"),
        ]
    )
    state = a_state(Guarded)
    await call("send_back")(state, form_data=form)
    assert (state.seen, state.notice) == ("It does\nnot fit.|2|True|mug,poster-a2", "")


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"reason": "x", "quantity": "two"}, "quantity"),
        ({"reason": "x", "quantity": "٣"}, "quantity"),
        ({"reason": "x", "quantity": "-1"}, "quantity"),
        ({"reason": "x", "quantity": "10001"}, "quantity"),
        ({"reason": "x", "quantity": 1.5}, "quantity"),
        ({"reason": "x", "quantity": "1", "gift": "maybe"}, "gift"),
        ({"reason": "x", "quantity": "1", "lines": ["../etc"]}, "lines"),
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


async def test_an_error_in_the_middle_of_a_stream_ends_it_with_a_notice():
    state = a_state(Guarded)
    assert [event async for event in call("step_by_step")(state, text="trap")] == [None, None]
    assert (state.seen, state.notice) == ("trap", Notice.WENT_WRONG)


def test_a_handler_has_to_be_async():
    with pytest.raises(TypeError, match="must be async"):

        @handler(who=ANYONE, rate="1/second")
        def slow(self: Any) -> None: ...


# What Reflex makes of it


@pytest.mark.parametrize(
    "component",
    [
        lambda: rx.el.button(on_click=Guarded.open_page),
        lambda: rx.el.button(on_click=Guarded.choose("blue", "red")),
        lambda: rx.el.button(on_click=Guarded.choose("blue")),
        lambda: rx.el.input(on_change=Guarded.choose),
        lambda: rx.el.input(on_change=Guarded.choose.debounce(200)),
        lambda: rx.el.form(on_submit=Guarded.send_back),
        lambda: rx.foreach([1, 2], lambda number: rx.el.button(on_click=Guarded.choose(number.to_string()))),
    ],
)
def test_components_can_refer_to_a_handler(component: Any):
    assert component().render()


def test_arguments_are_passed_by_the_names_of_the_fields():
    assert [name._js_expr for name, _ in Guarded.choose("blue", "red").args] == ["text", "colour"]
    assert list(Guarded.send_back._parameters) == ["self", "form_data"]


async def run(method: str, **payload: Any) -> dict[str, Any]:
    """The vars after Reflex's own processor has run the event, background handlers too."""
    vars_: dict[str, Any] = {}

    async def keep(token: str, delta: dict[str, dict[str, Any]]) -> None:
        for changes in delta.values():
            vars_.update(changes)

    processor = BaseStateEventProcessor()
    processor.configure()
    object.__setattr__(processor._root_context, "emit_delta_impl", keep)
    name = format_event_handler(Guarded.event_handlers[method])
    async with processor:
        await (await processor.enqueue("tab", Event(name=name, payload=payload))).wait_all()
    return {name.removesuffix("_rx_state_"): value for name, value in vars_.items()}


async def test_reflex_runs_every_kind_of_handler():
    assert (await run("choose", text="blue"))["seen"] == "blue|red"
    assert (await run("step_by_step", text="blue"))["seen"] == "blue"
    assert (await run("behind_the_scenes", text="blue"))["seen"] == "blue"
    form = {"__reflex_form_data__": [["reason", "x"], ["quantity", "1"], ["lines", "a"], ["lines", "b"]]}
    assert (await run("send_back", form_data=form))["seen"] == "x|1|False|a,b"


@pytest.mark.parametrize("method", ["choose", "step_by_step", "behind_the_scenes"])
async def test_reflex_sends_the_notice_to_the_browser(method: str):
    shown = await run(method, text="x" * 300)
    assert (shown["notice"], shown["notice_field"], shown["seen"]) == ("too_long", "text", "")


async def test_the_gate_can_have_the_visitor_told():
    state = a_state(GuardedState)
    await state.message_refused(True)
    assert state.notice == Notice.TOO_LONG
    await state.message_refused(False)
    assert state.notice == Notice.NOT_UNDERSTOOD
    await state.dismiss_notice()
    assert state.notice == ""


def test_handlers_run_side_by_side_without_mixing_arguments():
    async def both() -> tuple[str, str]:
        one, other = a_state(Guarded), a_state(Guarded)
        await asyncio.gather(call("choose")(one, text="a"), call("choose")(other, text="b"))
        return one.seen, other.seen

    assert asyncio.run(both()) == ("a|red", "b|red")
