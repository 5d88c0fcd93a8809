"""Pages in a real browser: `page` for most tests, `open_page` for a phone, dark mode or a second tab."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, expect, sync_playwright

from tests.browser.chromium import FLAGS, WHAT_TO_DO, find_chromium
from tests.running_app import RunningApp

_SCREENSHOTS = Path(__file__).parents[2] / "test-results"
# Long enough for a slow and busy machine; what is there at once is not waited for.
_PATIENCE_MS = 60_000
_FAILED = pytest.StashKey[bool]()


class OpenPage(Protocol):
    def __call__(self, **options: Any) -> Page:
        """`options` are Playwright's for a context: `viewport`, `color_scheme`, `java_script_enabled` …"""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.fail(WHAT_TO_DO, pytrace=False)
    expect.set_options(timeout=_PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser, server: RunningApp, request: pytest.FixtureRequest) -> Iterator[OpenPage]:
    """Each page is a visitor of its own. A complaint in a console fails the test, at its end."""
    pages: list[Page] = []
    complaints: list[str] = []

    def open_one(**options: Any) -> Page:
        desktop = {"viewport": {"width": 1280, "height": 800}, "base_url": server.base_url}
        context = browser.new_context(**(desktop | options))
        context.set_default_timeout(_PATIENCE_MS)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"uncaught: {error}"))
        page.on("console", lambda message: _note_error(message, complaints))
        pages.append(page)
        return page

    yield open_one
    unexpected = [complaint for complaint in complaints if not _is_expected(complaint, request.node)]
    if unexpected or request.node.stash.get(_FAILED, False):
        for number, page in enumerate(pages, start=1):
            _keep_screenshot(page, f"{request.node.name}-{number}")
    for page in pages:
        _close(page)
    if unexpected:
        pytest.fail("The browser complained:\n" + "\n".join(unexpected), pytrace=False)


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    return open_page()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report


def _note_error(message: ConsoleMessage, complaints: list[str]) -> None:
    if message.type == "error":
        complaints.append(f"{message.text} ({message.location['url']})")


def _is_expected(complaint: str, test: pytest.Item) -> bool:
    return any(re.search(marker.args[0], complaint) for marker in test.iter_markers("console_errors"))


def _close(page: Page) -> None:
    """Asked to close what is just going back, Chromium may never answer: let it arrive somewhere first."""
    if not page.is_closed():
        with suppress(Error):
            page.goto("about:blank", timeout=10_000)
    page.context.close()


def _keep_screenshot(page: Page, name: str) -> None:
    if not page.is_closed():
        file_name = re.sub(r"[^\w.-]+", "-", name) + ".png"
        page.screenshot(path=_SCREENSHOTS / file_name, full_page=True)
