"""How soon what was typed leads to answers on the screen, from the key press to the paint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as TookTooLong

from bench import ours
from bench.browser import chromium, slow_page
from bench.figures import Figure, at_most, percentile
from bench.nginx import serving_files
from bench.workshop import Workshop

_TYPED = ("where is my parcel", "cancel order", "how to send it back")
_LONGEST_WAIT_MS = 3_000
_PAUSE_MS = 150
_MOST_ATTEMPTS = 100
# The frame after the list has changed shows it; a message that is sent from there comes once it is painted.
_WATCH = """list => {
  let pressed = 0;
  addEventListener("keydown", event => { pressed = event.timeStamp; window.waited = null; }, true);
  new MutationObserver(() => requestAnimationFrame(() => {
    const painted = new MessageChannel();
    painted.port1.onmessage = () => { window.waited ??= performance.now() - pressed; };
    painted.port2.postMessage(null);
  })).observe(document.querySelector(list), { childList: true, subtree: true, characterData: true });
}"""


@dataclass(frozen=True)
class SearchField:
    """`opened_by` is a key that brings it where it is not on the page; answers appear in `shows`."""

    page: str
    field: str
    shows: str
    opened_by: str = ""


_OURS = SearchField("/", "input[name=q]", "form[role=search] [role=listbox]")
_VITEPRESS = SearchField("/", "#localsearch-input", ".VPLocalSearchBox", opened_by="Control+k")


def measure(workshop: Workshop) -> list[Figure]:
    _ = workshop.built
    articles = 1_000
    with (
        ours.serving(workshop.store(articles), workshop.folder("keys-ours")) as served,
        serving_files(workshop.site(articles), workshop.folder("keys-nginx")) as site,
        chromium() as browser,
    ):
        near = _type_in_turns(browser, served.url, site, workshop.rounds, slow_network=False)
        far = _type_in_turns(browser, served.url, site, workshop.rounds, slow_network=True)
    where = f"{articles:,} articles, 4× CPU slow-down"
    return [
        Figure(f"key press to painted results, p95, {where}", "ms", *near.p95, "VitePress", at_most(100)),
        Figure(f"median, {where}", "ms", *near.median, "VitePress"),
        Figure("p95, and 10 Mbit/s, 40 ms away", "ms", *far.p95, "VitePress"),
        Figure("median, and 10 Mbit/s, 40 ms away", "ms", *far.median, "VitePress"),
    ]


@dataclass(frozen=True)
class Waits:
    """In milliseconds, of ours and of VitePress."""

    own: Sequence[float]
    theirs: Sequence[float]

    @property
    def p95(self) -> tuple[float, float]:
        return percentile(self.own, 0.95), percentile(self.theirs, 0.95)

    @property
    def median(self) -> tuple[float, float]:
        return median(self.own), median(self.theirs)


def _type_in_turns(browser: Browser, own: str, theirs: str, rounds: int, *, slow_network: bool) -> Waits:
    waits: defaultdict[str, list[float]] = defaultdict(list)
    for turn in range(rounds):
        typed = _TYPED[turn % len(_TYPED)]
        for site, search in ((own, _OURS), (theirs, _VITEPRESS)):
            waits[site] += _type(browser, site, search, typed, slow_network=slow_network)
    return Waits(waits[own], waits[theirs])


def _type(browser: Browser, site: str, search: SearchField, typed: str, *, slow_network: bool) -> list[float]:
    with slow_page(browser, slow_network=slow_network) as (page, _):
        page.goto(f"{site}{search.page}", wait_until="networkidle")
        _open(page, search)
        page.wait_for_load_state("networkidle")
        page.evaluate(_WATCH, search.shows)
        waits = [_press(page, key) for key in typed]
    return [wait for wait in waits if wait is not None]


def _open(page: Page, search: SearchField) -> None:
    """A page that is not yet alive does not hear the key, so it is pressed until it does."""
    field = page.locator(search.field).first
    for _ in range(_MOST_ATTEMPTS if search.opened_by else 0):
        if field.is_visible():
            break
        page.keyboard.press(search.opened_by)
        page.wait_for_timeout(_PAUSE_MS)
    field.focus()
    page.locator(search.shows).first.wait_for(state="attached")  # a script adds it


def _press(page: Page, key: str) -> float | None:
    """None where the key changes nothing on the screen, such as a space behind a word."""
    page.keyboard.press("Space" if key == " " else key)
    waited = None
    with suppress(TookTooLong):
        waited = page.wait_for_function("() => window.waited", timeout=_LONGEST_WAIT_MS).json_value()
    page.wait_for_timeout(_PAUSE_MS)
    return waited
