"""What a page is asked for and what it has to say: the two ends of filling."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from helpcenter.services.context import Context

State = Mapping[str, Mapping[str, Any]]
"""Vars by the full name of their state."""


@dataclass(frozen=True)
class Asked:
    """What stands in the address: `slug` is "" where the route has none, `query` is decoded.

    Of the query, only what the page heeds (`PageRoute.asks`).
    """

    slug: str
    query: Mapping[str, str]


@dataclass(frozen=True)
class Content:
    """`found` is False where the address leads nowhere: the page then says so, with the status 404.

    `on_sent` is called with the time once it has gone to somebody who did not have it: nobody waits for it.
    """

    state: State
    found: bool = True
    on_sent: Callable[[datetime], None] | None = None


Fill = Callable[[Context, Asked], Awaitable[Content]]
