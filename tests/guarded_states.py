"""States with handlers of every kind, for tests of what stands in front of them."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

import reflex as rx

from helpcenter.errors import InvalidInput, TooManyAttempts
from helpcenter.state.access import ANYONE, Who
from helpcenter.state.base import GuardedState
from helpcenter.state.guard import handler
from helpcenter.state.input_types import Input, ShortText
from helpcenter.state.notices import Notice


class Colour(StrEnum):
    RED = "red"


class Choice(Input):
    text: ShortText
    colour: Colour = Colour.RED


class Return(Input):
    reason: ShortText
    lines: tuple[ShortText, ...] = ()


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
        self.seen = f"{form.reason}|{','.join(form.lines)}"

    @handler(who=ANYONE, rate="1000/second")
    async def open_page(self) -> None:
        self.seen = "opened"

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
