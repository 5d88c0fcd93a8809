"""Reflex's app with layers in front of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import reflex as rx
from starlette.types import ASGIApp


@dataclass
class FrontedApp(rx.App):
    """`front` are layers from the innermost to the outermost.

    Reflex puts its own `api_transformer` behind error pages, CORS and a router: a page from memory would take
    as long on its way through them as by itself.
    """

    front: Sequence[Callable[[ASGIApp], ASGIApp]] = field(default=())

    def __call__(self) -> ASGIApp:
        served = super().__call__()
        for layer in self.front:
            served = layer(served)
        return served
