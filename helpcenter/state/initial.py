"""The state that a browser begins with, by the full names of our states and Reflex's."""

from __future__ import annotations

import json
from typing import Any

import reflex as rx
from reflex_base.utils.format import json_dumps


def initial_state() -> dict[str, dict[str, Any]]:
    """As Reflex writes it into the build: the values are plain JSON."""
    defaults = rx.State(_reflex_internal_init=True).dict(initial=True)
    state: dict[str, dict[str, Any]] = json.loads(json_dumps(defaults))
    return state
