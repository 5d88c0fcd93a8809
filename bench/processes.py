"""Processes that live as long as a block, and are ended by their own handle, after Ctrl-C, too."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http import HTTPStatus
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

import click

_SECONDS_TO_END = 10
_SECONDS_TO_START = 300

Process = subprocess.Popen[bytes]


class CannotMeasure(click.ClickException):
    """What one part needs is not there; the others go on."""


@contextmanager
def running(
    command: Sequence[str | Path], log: Path, *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> Iterator[Process]:
    """What it says goes to `log`. In a session of its own, so that Ctrl-C reaches it through us alone."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            env=env,
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            end(process)


def end(process: Process) -> None:
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_SECONDS_TO_END)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run(
    command: Sequence[str | Path], log: Path, *, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> None:
    """Until it has ended by itself. Raises CannotMeasure with the end of its log where it failed."""
    with running(command, log, env=env, cwd=cwd) as process:
        if process.wait() != 0:
            raise CannotMeasure(f"{Path(command[0]).name} failed:\n{_tail(log)}")


def wait_until_it_answers(url: str, process: Process, log: Path) -> None:
    """Until `url` gives a page. Raises CannotMeasure where the process ends before, or takes for ever."""
    until = time.monotonic() + _SECONDS_TO_START
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > until:
            raise CannotMeasure(f"no answer from {url}:\n{_tail(log)}")
        time.sleep(0.02)


def resident_bytes(process: Process) -> int:
    """Of the process and all that it has started, added up."""
    listed = subprocess.run(["ps", "-A", "-o", "pid=,ppid=,rss="], capture_output=True, text=True, check=True)
    return resident_bytes_in(listed.stdout, process.pid)


def resident_bytes_in(listed: str, root: int) -> int:
    """From lines of process, parent and kilobytes, as ps gives them."""
    rows = [tuple(map(int, line.split())) for line in listed.splitlines()]
    family = {root}
    while grown := {pid for pid, parent, _ in rows if parent in family} - family:
        family |= grown
    return sum(1024 * kilobytes for pid, _, kilobytes in rows if pid in family)


def _answers(url: str) -> bool:
    with (
        suppress(URLError, OSError),
        urlopen(Request(url, headers={"Accept": "text/html"}), timeout=5) as answer,
    ):
        return bool(answer.status == HTTPStatus.OK)
    return False


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
