"""Fixtures for tests that need the app as it is served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from helpcenter.build.frontend import ready_frontend
from tests.running_app import RunningApp, running_app
from tests.standing_clock import StandingClock

# A slow or busy machine is no reason to fail.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_BROWSER_TESTS = Path(__file__).parent / "browser"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright's event loop leaves the thread none for asynchronous tests."""
    for item in items:
        if item.path.is_relative_to(_BROWSER_TESTS):
            item.add_marker("browser")
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


@pytest.fixture
def clock() -> StandingClock:
    return StandingClock()


@pytest.fixture(scope="session")
def frontend() -> Path:
    """The folder of the finished build, with the pages in `build/client`."""
    return ready_frontend()


@pytest.fixture(scope="session")
def server(frontend: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One for all tests: leave nothing that others could stumble over, or start one with `running_app`."""
    with running_app(frontend, tmp_path_factory.mktemp("server")) as app:
        yield app
