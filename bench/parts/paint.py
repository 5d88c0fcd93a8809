"""How soon an article is on the screen, and what it takes over the wire, in a browser that was never here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

from bench import ours
from bench.browser import chromium, slow_page
from bench.figures import Figure, at_most_times, compared
from bench.nginx import serving_files
from bench.workshop import Workshop

_PAGE = "/articles/track-my-order"
_QUIET_MS = 1_500
# Where it moves on, the page was not yet painted to its end.
_PAINTED = """() => new Promise(resolve => new PerformanceObserver(list => {
  const first = performance.getEntriesByName("first-contentful-paint")[0];
  resolve({ first: first.startTime, largest: list.getEntries().at(-1).startTime });
}).observe({ type: "largest-contentful-paint", buffered: true }))"""


@dataclass
class Traffic:
    """What came over the wire, but for what a page fetches ahead for others (VitePress does, when idle)."""

    received: int = 0
    _ahead: set[str] = field(default_factory=set)

    def listen(self, devtools: CDPSession) -> None:
        devtools.on("Network.requestWillBeSent", self._asked)
        devtools.on("Network.loadingFinished", self._finished)
        devtools.on("Network.webSocketFrameReceived", self._framed)

    def _asked(self, event: dict[str, Any]) -> None:
        if event.get("type") == "Prefetch":
            self._ahead.add(event["requestId"])

    def _finished(self, event: dict[str, Any]) -> None:
        if event["requestId"] not in self._ahead:
            self.received += int(event["encodedDataLength"])

    def _framed(self, event: dict[str, Any]) -> None:
        self.received += len(event["response"]["payloadData"].encode())


@dataclass(frozen=True)
class Visit:
    first: float
    largest: float
    kilobytes: float


_COMPARED: Sequence[tuple[str, str, Callable[[Visit], float], float]] = (
    ("first contentful paint", "ms", lambda visit: visit.first, 0.7),
    ("largest contentful paint", "ms", lambda visit: visit.largest, 0.7),
    ("bytes over the wire", "kB", lambda visit: visit.kilobytes, 1.0),
)


def measure(workshop: Workshop) -> list[Figure]:
    _ = workshop.built
    return [*_compare(workshop, None), *_compare(workshop, 1_000)]


def _compare(workshop: Workshop, articles: int | None) -> list[Figure]:
    name = f"paint-{articles or 'own'}"
    with (
        ours.serving(workshop.store(articles), workshop.folder(f"{name}-ours")) as served,
        serving_files(workshop.site(articles), workshop.folder(f"{name}-nginx")) as site,
        chromium() as browser,
    ):
        visits = _visit_in_turns(browser, (served.url, site), workshop.rounds)
    size = f"{articles or _own_size(workshop):,} articles"
    return [
        compared(
            f"{what}, {size}",
            unit,
            [read(visit) for visit in visits[served.url]],
            [read(visit) for visit in visits[site]],
            "VitePress",
            at_most_times(goal),
        )
        for what, unit, read, goal in _COMPARED
    ]


def _visit_in_turns(browser: Browser, sites: Sequence[str], rounds: int) -> dict[str, list[Visit]]:
    """In turns, so that whatever slows the machine meets both. The first visits are not counted."""
    visits: defaultdict[str, list[Visit]] = defaultdict(list)
    for site in sites:
        _visit(browser, site)
    for _ in range(rounds):
        for site in sites:
            visits[site].append(_visit(browser, site))
    return visits


def _visit(browser: Browser, site: str) -> Visit:
    with slow_page(browser) as (page, devtools):
        traffic = Traffic()
        traffic.listen(devtools)
        page.goto(f"{site}{_PAGE}", wait_until="load")
        _wait_until_quiet(page, traffic)
        painted = page.evaluate(_PAINTED)
    return Visit(painted["first"], painted["largest"], traffic.received / 1_000)


def _wait_until_quiet(page: Page, traffic: Traffic) -> None:
    before = -1
    while traffic.received != before:
        before = traffic.received
        page.wait_for_timeout(_QUIET_MS)


def _own_size(workshop: Workshop) -> int:
    return len(list((workshop.store() / "faq").glob("*.md")))
