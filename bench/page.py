"""docs/benchmarks.md: its words are written by hand, its tables by the tool, each between its marks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bench import vitepress
from bench.figures import Figure
from bench.machine import describe_commit, describe_load, describe_machine, describe_versions
from bench.tables import put_between_marks, table
from helpcenter.project import PROJECT
from tests.browser.chromium import find_chromium

PAGE = PROJECT / "docs" / "benchmarks.md"
_PROGRAMS = (
    ["nginx", "-v"],
    ["/usr/sbin/nginx", "-v"],
    ["wrk", "-v"],
    ["oha", "--version"],
    ["psql", "--version"],
)


def write_circumstances(command: str, now: datetime) -> None:
    programs = [*_PROGRAMS, [str(find_chromium()), "--version"]]
    lines = [
        f"- **When**: {now:%Y-%m-%d %H:%M} UTC, at commit {describe_commit()}",
        f"- **Machine**: {describe_machine()}",
        f"- **Versions**: {describe_versions(programs)}, VitePress {vitepress.VERSION}",
        f"- **Other work on the machine before it began**: {describe_load()}",
        f"- **Command**: `{command}`",
    ]
    _replace("circumstances", "\n".join(lines))


def write_part(name: str, figures: Sequence[Figure]) -> None:
    _replace(name, f"\n{table(figures)}\n")


def _replace(name: str, text: str) -> None:
    PAGE.write_text(put_between_marks(PAGE.read_text(encoding="utf-8"), name, text), encoding="utf-8")
