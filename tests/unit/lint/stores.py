"""Copies of a store to plant mistakes in, and what the lint says about them."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.running import lint
from tests.builders import REPOSITORY

NOW = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
STORES = (REPOSITORY / "content", *sorted((REPOSITORY / "examples" / "stores").glob("*/")))


def a_store(folder: Path, like: str = "content") -> Path:
    [original] = [store for store in STORES if store.name == like]
    return Path(shutil.copytree(original, folder / "store"))


def change(path: Path, old: str, new: str) -> int:
    """Replaces the one place that has `old`, and says on which line that was."""
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def append(path: Path, text: str) -> int:
    """Adds a block at the end, and says on which line it begins."""
    before = path.read_text("utf-8")
    path.write_text(f"{before}\n{text}\n", "utf-8")
    return before.count("\n") + 2


def findings(store: Path, now: datetime = NOW) -> list[Finding]:
    return list(lint(store, now).findings)


def found(store: Path, code: Code, now: datetime = NOW) -> list[tuple[str, int]]:
    """File name and line of each finding of that code."""
    return [(finding.path.name, finding.line) for finding in findings(store, now) if finding.code is code]
