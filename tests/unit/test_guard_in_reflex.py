"""What Reflex makes of a guarded handler."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
import reflex as rx
from reflex_base.event import Event
from reflex_base.event.processor import BaseStateEventProcessor
from reflex_base.utils.format import format_event_handler

from helpcenter.state.base import GuardedState
from helpcenter.state.notices import Notice
from tests.guarded_states import Guarded, call
from tests.reflex_states import a_state


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
    """The vars after Reflex's own processor has run the event."""
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
    form = {"__reflex_form_data__": [["reason", "x"], ["lines", "a"], ["lines", "b"]]}
    assert (await run("send_back", form_data=form))["seen"] == "x|a,b"


async def test_reflex_sends_the_notice_to_the_browser():
    shown = await run("choose", text="x" * 300)
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
