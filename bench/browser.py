"""Chromium as a customer has it on a middling phone: a quarter of the speed, 10 Mbit/s, 40 ms away."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.processes import CannotMeasure
from tests.browser.chromium import FLAGS, find_chromium

CONDITIONS = "4× CPU slow-down, 10 Mbit/s, 40 ms"
_CPU_SLOW_DOWN = 4
_BYTES_PER_SECOND = 10_000_000 / 8
_LATENCY_MS = 40


@contextmanager
def chromium() -> Iterator[Browser]:
    found = find_chromium()
    if found is None:
        raise CannotMeasure("no Chromium is installed; `make test` installs one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def slow_page(browser: Browser, *, slow_network: bool = True) -> Iterator[tuple[Page, CDPSession]]:
    """A page with empty caches, under the conditions above."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, locale="en-US")
    try:
        page = context.new_page()
        devtools = context.new_cdp_session(page)
        devtools.send("Network.enable")
        devtools.send("Emulation.setCPUThrottlingRate", {"rate": _CPU_SLOW_DOWN})
        if slow_network:
            conditions = {
                "offline": False,
                "latency": _LATENCY_MS,
                "downloadThroughput": _BYTES_PER_SECOND,
                "uploadThroughput": _BYTES_PER_SECOND,
            }
            devtools.send("Network.emulateNetworkConditions", conditions)
        yield page, devtools
    finally:
        context.close()
