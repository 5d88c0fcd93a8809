"""Reflex states for tests, without a browser or a server."""

from __future__ import annotations

from dataclasses import replace
from typing import TypeVar

import reflex as rx

S = TypeVar("S", bound=rx.State)


def a_state(kind: type[S], *, tab: str = "") -> S:
    """A fresh instance, below fresh parents. With `tab`, it belongs to that browser tab and has its rates."""
    root = rx.State(_reflex_internal_init=True)  # type: ignore[call-arg]
    root.rx_router_session = replace(root.rx_router_session, client_token=tab)
    state = root.get_substate(kind.get_full_name().split("."))
    assert isinstance(state, kind)
    return state
