"""A Chromium that starts: `python -m tests.browser.chromium` has one installed where there is none."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

# A download that hangs behind a firewall must give way to the next source, and to the message at the end.
_MINUTES_FOR_A_DOWNLOAD = 10

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PACKAGE_MANAGERS = {
    "apt-get": (("update",), ("install", "--yes", "--no-install-recommends", "chromium")),
    "dnf": (("install", "--assumeyes", "chromium"),),
    "apk": (("add", "chromium"),),
    "pacman": (("--sync", "--refresh", "--noconfirm", "chromium"),),
}

WHAT_TO_DO = """\
No Chromium could be found or installed, and the browser tests need one.
Install it by hand and run the tests again; any of these will do:
  apt install chromium  |  dnf install chromium  |  brew install --cask chromium
  .venv/bin/playwright install --with-deps chromium
or put a `chromium` or `google-chrome` of yours on PATH."""


def find_chromium() -> Path | None:
    """One from PATH, else Playwright's own; only one that starts counts."""
    return next((Path(candidate) for candidate in _candidates() if _runs([candidate, "--version"])), None)


def install_chromium() -> Path | None:
    playwright = [sys.executable, "-m", "playwright"]
    click.echo("No Chromium yet: fetching Playwright's own …")
    _try([*playwright, "install", "chromium"])
    if (found := find_chromium()) is None and (as_root := _as_root()) is not None:
        click.echo("It does not start here: asking the system's package manager …")
        for name, steps in _PACKAGE_MANAGERS.items():
            if shutil.which(name):
                for step in steps:
                    _try([*as_root, name, *step])
                break
        found = find_chromium()
        if found is None:
            _try([*playwright, "install-deps", "chromium"])
            found = find_chromium()
    return found


def _candidates() -> Iterator[str]:
    yield from (found for name in _NAMES if (found := shutil.which(name)))
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def _as_root() -> list[str] | None:
    """What to put before a command so that it runs as root without asking for a password."""
    if os.geteuid() == 0:
        return []
    return ["sudo", "-n"] if shutil.which("sudo") and _runs(["sudo", "-n", "true"]) else None


def _runs(command: Sequence[str]) -> bool:
    try:
        return subprocess.run(command, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _try(command: Sequence[str]) -> None:
    try:
        subprocess.run(command, check=False, timeout=60 * _MINUTES_FOR_A_DOWNLOAD)
    except (OSError, subprocess.TimeoutExpired) as error:
        click.echo(f"  {error}")


if __name__ == "__main__":
    sys.exit(None if find_chromium() or install_chromium() else WHAT_TO_DO)
