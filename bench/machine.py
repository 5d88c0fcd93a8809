"""On what it was measured."""

from __future__ import annotations

import os
import platform
import subprocess
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from helpcenter.project import PROJECT


def describe_machine() -> str:
    processor = (
        _first_value(Path("/proc/cpuinfo"), "model name") or platform.processor() or platform.machine()
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} cores of {processor}, {memory:.0f} GB, {platform.system()} {platform.release()}"


def describe_load() -> str:
    """How many processes wanted a core lately. Above none, other work has slowed what is measured."""
    return f"{os.getloadavg()[0]:.1f} processes on {os.cpu_count()} cores"


def describe_versions(programs: Sequence[Sequence[str]]) -> str:
    """`programs` are commands that print their version."""
    ours = [
        f"Python {platform.python_version()}",
        *(f"{name} {version(name)}" for name in ("reflex", "granian")),
    ]
    return ", ".join([*ours, *filter(None, map(_said_version, programs))])


def describe_commit() -> str:
    commit = _output(["git", "-C", str(PROJECT), "rev-parse", "--short=12", "HEAD"])
    is_clean = not _output(["git", "-C", str(PROJECT), "status", "--porcelain", "--untracked-files=no"])
    return commit if is_clean else f"{commit} with changes"


def first_line_with_a_digit(text: str) -> str:
    return next((line.strip() for line in text.splitlines() if any(map(str.isdigit, line))), "")


def _said_version(command: Sequence[str]) -> str:
    return first_line_with_a_digit(_output(command))


def _output(command: Sequence[str]) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    # nginx tells its version on the error stream.
    return (done.stdout or done.stderr).strip()


def _first_value(file: Path, key: str) -> str:
    lines = file.read_text().splitlines() if file.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(key)), "")
