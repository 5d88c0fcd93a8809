"""The stamp of an event handler: who may call it, with what, how often."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from typing import Any

from reflex.state import BaseState, EventHandlerSetVar
from reflex_base.registry import RegistrationContext
from reflex_base.utils.format import format_event_handler

from helpcenter.state.input_types import Input
from helpcenter.web.token_bucket import Rate

STAMP = "_helpcenter_access"


@dataclass(frozen=True)
class Who:
    """`allows` is asked at every call. It judges by the database, not by what the state holds."""

    name: str
    allows: Callable[[Any], Awaitable[bool]]


async def _everybody(_state: Any) -> bool:
    return True


ANYONE = Who("anyone", _everybody)


@dataclass(frozen=True)
class Access:
    who: Who
    schema: type[Input]
    rate: Rate


@dataclass(frozen=True)
class StampedHandler:
    """`name` is what a browser calls it by. `access` is None where the stamp is missing."""

    name: str
    access: Access | None


def stamped_handlers(states: Iterable[type[BaseState]]) -> tuple[StampedHandler, ...]:
    """Every handler of these states but `setvar`, which Reflex adds to each and the gate rejects."""
    handlers = [
        StampedHandler(format_event_handler(handler), getattr(handler.fn, STAMP, None))
        for state in states
        for handler in state.event_handlers.values()
        if not isinstance(handler, EventHandlerSetVar)
    ]
    return tuple(sorted(handlers, key=lambda handler: handler.name))


def our_states() -> list[type[BaseState]]:
    """All states of this project that have been imported."""
    registered = RegistrationContext.ensure_context().base_states.values()
    return [state for state in registered if state.__module__.startswith("helpcenter.")]
