"""Reflex states for tests, without a browser or a server."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import replace
from typing import TypeVar

import reflex as rx

import helpcenter.state
from helpcenter.state.access import StampedHandler, our_states, stamped_handlers

S = TypeVar("S", bound=rx.State)


def a_state(kind: type[S], *, tab: str = "") -> S:
    """A fresh instance, below fresh parents. With `tab`, it belongs to that browser tab and has its rates."""
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]
    root.rx_router_session = replace(root.rx_router_session, client_token=tab)
    state = root.get_substate(kind.get_full_name().split("."))
    assert isinstance(state, kind)
    return state


def all_handlers() -> tuple[StampedHandler, ...]:
    """Those of every state of ours, imported before or not."""
    for module in pkgutil.walk_packages(helpcenter.state.__path__, "helpcenter.state."):
        importlib.import_module(module.name)
    return stamped_handlers(our_states())
