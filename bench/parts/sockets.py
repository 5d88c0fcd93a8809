"""Events a second over WebSockets, and the memory that an open page takes, beside a bare Reflex app."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, AsyncExitStack
from dataclasses import dataclass
from functools import partial
from statistics import median
from typing import Any

from aiohttp import ClientSession, TCPConnector

from bench import ours
from bench.bare_app import serving_bare_app
from bench.figures import Figure, at_least_times, at_most_times
from bench.ours import Served
from bench.processes import resident_bytes
from bench.tab import Tab, a_tab
from bench.workshop import Workshop

_PLACE = "/articles/track-my-order"
_TABS = 500
_ROUNDS = 3
_SECONDS = 6
# Ours lets one tab call a handler five or ten times a second: many tabs, each within what a person can do.
_PAUSE = {"smallest": 1 / 9, "article": 1 / 4.5}
_OPENING_AT_ONCE = 20


@dataclass(frozen=True)
class Call:
    """A handler with what it is called with the nth time, and what its answer holds then."""

    handler: str
    payload: Callable[[int], Mapping[str, Any]]
    answer: Callable[[int], str]


@dataclass(frozen=True)
class Subject:
    """`shown` is in the update that brings the article."""

    serve: Callable[[], AbstractContextManager[Served]]
    shown: str
    calls: Mapping[str, Call]


@dataclass(frozen=True)
class Measured:
    bytes_a_session: float
    events: Mapping[str, float]


def measure(workshop: Workshop) -> list[Figure]:
    _ = workshop.built
    subjects = {"own": _our_subject(workshop), "bare": _bare_subject(workshop)}
    measured: dict[str, list[Measured]] = {name: [] for name in subjects}
    for _round in range(_ROUNDS):
        for name, subject in subjects.items():
            with subject.serve() as served:
                measured[name].append(asyncio.run(_load(served, subject)))
    own, bare = measured["own"], measured["bare"]

    def events(kind: str) -> tuple[float, float]:
        return median(it.events[kind] for it in own), median(it.events[kind] for it in bare)

    memory = tuple(median(it.bytes_a_session for it in side) / 1_000 for side in (own, bare))
    return [
        Figure(
            f"smallest events a second, {_TABS} tabs",
            "/s",
            *events("smallest"),
            "bare app",
            at_least_times(0.5),
        ),
        Figure(
            f"articles opened a second, {_TABS} tabs",
            "/s",
            *events("article"),
            "bare app",
            at_least_times(0.5),
        ),
        Figure("memory an open article takes", "kB", memory[0], memory[1], "bare app", at_most_times(1.5)),
    ]


def _our_subject(workshop: Workshop) -> Subject:
    base = "reflex___state____state.helpcenter___state___base____guarded_state"
    article = f"{base}.helpcenter___state___site____site_state.helpcenter___state___browsing____article_state"
    notices = ("too_long", "not_understood")
    return Subject(
        serve=partial(ours.serving, workshop.store(), workshop.folder("sockets-ours")),
        shown=f'"{article}"',
        calls={
            "smallest": Call(
                f"{base}.message_refused",
                lambda number: {"too_large": number % 2 == 0},
                lambda number: f'"notice_rx_state_":"{notices[number % 2]}"',
            ),
            "article": Call(f"{article}.open", lambda _: {}, lambda _: f'"{article}"'),
        },
    )


def _bare_subject(workshop: Workshop) -> Subject:
    page = "reflex___state____state.bare___bare____page"
    return Subject(
        serve=partial(serving_bare_app, workshop.bare_app),
        shown='"text_rx_state_":"',
        calls={
            "smallest": Call(
                f"{page}.increment", lambda _: {}, lambda number: f'"count_rx_state_":{number + 1}'
            ),
            "article": Call(f"{page}.open", lambda _: {}, lambda _: '"text_rx_state_":"'),
        },
    )


async def _load(served: Served, subject: Subject) -> Measured:
    async with (
        ClientSession(served.url, connector=TCPConnector(limit=0)) as browser,
        AsyncExitStack() as opened,
    ):
        opening = asyncio.Semaphore(_OPENING_AT_ONCE)

        async def open_one(number: int) -> Tab:
            async with opening:
                headers = ours.from_address(number)
                return await opened.enter_async_context(a_tab(browser, _PLACE, subject.shown, headers))

        # What the first sessions bring into memory once is no session's.
        first = await asyncio.gather(*map(open_one, range(_OPENING_AT_ONCE)))
        before = resident_bytes(served.process)
        tabs = await asyncio.gather(*map(open_one, range(_OPENING_AT_ONCE, _OPENING_AT_ONCE + _TABS)))
        taken = (resident_bytes(served.process) - before) / len(tabs)
        events = {name: await _rate(tabs, call, _PAUSE[name]) for name, call in subject.calls.items()}
        assert first
    return Measured(taken, events)


async def _rate(tabs: list[Tab], call: Call, pause: float) -> float:
    """Answered events a second. A tab sends the next when it has its answer, and its pause is over."""
    until = time.perf_counter() + _SECONDS

    async def go_on(tab: Tab, delay: float) -> int:
        await asyncio.sleep(delay)
        answered = 0
        while (now := time.perf_counter()) < until:
            await tab.ask(call.handler, call.payload(answered), call.answer(answered))
            answered += 1
            await asyncio.sleep(max(0.0, now + pause - time.perf_counter()))
        return answered

    started = time.perf_counter()
    delays = (pause * place / len(tabs) for place in range(len(tabs)))
    answered = await asyncio.gather(*(go_on(tab, delay) for tab, delay in zip(tabs, delays, strict=True)))
    return sum(answered) / (time.perf_counter() - started)
