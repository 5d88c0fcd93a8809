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

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
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
    for what, commands in _ways_to_install():
        click.echo(f"No Chromium that starts yet: {what} …")
        for command in commands:
            _try(command)
        if found := find_chromium():
            return found
    return None


def _candidates() -> Iterator[str]:
    yield from (found for name in _NAMES if (found := shutil.which(name)))
    yield _chromium_of_playwright()


def _chromium_of_playwright() -> str:
    with sync_playwright() as playwright:
        return playwright.chromium.executable_path


def _ways_to_install() -> Iterator[tuple[str, list[list[str]]]]:
    """One after the other, each only where the one before has not helped."""
    playwright = [sys.executable, "-m", "playwright"]
    yield "fetching Playwright's own", [[*playwright, "install", "chromium"]]
    as_root = _as_root()
    if as_root is None:
        return
    if Path(_chromium_of_playwright()).exists():
        yield "adding the libraries that it needs", [[*as_root, *playwright, "install-deps", "chromium"]]
    for name, steps in _PACKAGE_MANAGERS.items():
        if shutil.which(name):
            yield f"asking {name}", [[*as_root, name, *step] for step in steps]


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
        seconds = 60 * _MINUTES_FOR_A_DOWNLOAD
        subprocess.run(command, stdin=subprocess.DEVNULL, check=False, timeout=seconds)
    except (OSError, subprocess.TimeoutExpired) as error:
        click.echo(f"  {error}")


if __name__ == "__main__":
    sys.exit(None if find_chromium() or install_chromium() else WHAT_TO_DO)
