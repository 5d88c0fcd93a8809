"""How soon a built app answers, and how soon an editor's change is on the page.

All servers of this part run where there is no Node: what is built needs none.
"""

from __future__ import annotations

import shutil
import time
from contextlib import AbstractContextManager
from http import HTTPStatus
from pathlib import Path
from statistics import median
from urllib.error import HTTPError
from urllib.request import urlopen

import click

from bench import ours
from bench.figures import Figure, at_most
from bench.processes import CannotMeasure
from bench.workshop import Workshop
from tests.running_app import path_without
from tests.servers import redis_answers

_ARTICLE = "track-my-order"
_LONGEST_WAIT, _LONGEST_BURST = 20, 300
_FILES = 1_000
_BETWEEN_EDITS = 0.5
# Each comes over a connection of its own, which either of two workers takes: all but never only one of them.
_VISITS = 12


def measure(workshop: Workshop) -> list[Figure]:
    _ = workshop.built
    own, many = workshop.store(), workshop.store(1_000)
    starts = [_start(own, workshop.folder("start")) for _ in range(workshop.rounds)]
    burst = _burst(workshop)
    edits = _edits(own, workshop, "own")
    edits_of_many = _edits(many, workshop, "many")
    figures = [
        Figure("`helpcenter serve` to the first page, median", "s", median(starts), goal=at_most(2)),
        Figure("a saved edit to the new HTML, slowest", "s", max(edits), goal=at_most(1)),
        Figure("the same, median", "s", median(edits)),
        Figure("a saved edit among 1,000 articles, slowest", "s", max(edits_of_many), goal=at_most(1)),
        Figure("the same, median", "s", median(edits_of_many)),
        Figure(f"{_FILES:,} files written at once, until each is served", "s", burst, goal=at_most(10)),
    ]
    if not redis_answers():
        click.echo("No Redis at HELPCENTER_TEST_REDIS: edits are measured with one worker alone.")
        return figures
    edits_of_both = _edits(own, workshop, "workers", workers=2)
    return [
        *figures,
        Figure("a saved edit in both of two workers, slowest", "s", max(edits_of_both), goal=at_most(1)),
        Figure("the same, median", "s", median(edits_of_both)),
    ]


def _start(store: Path, folder: Path) -> float:
    """Seconds, of a server that has run before: its database is there."""
    started = time.perf_counter()
    with _serving(store, folder):
        return time.perf_counter() - started


def _edits(store: Path, workshop: Workshop, name: str, *, workers: int = 1) -> list[float]:
    edited = workshop.folder(f"edited-{name}") / "store"
    shutil.copytree(store, edited, dirs_exist_ok=True)
    with _serving(edited, workshop.folder(f"edited-{name}"), workers) as served:
        visits = 1 if workers == 1 else _VISITS
        return [_edit(edited, served.url, number, visits) for number in range(workshop.rounds)]


def _edit(store: Path, url: str, number: int, visits: int) -> float:
    """Seconds from the write until the page of the article has the new words, for so many visits in turn."""
    file = store / "faq" / f"{_ARTICLE}.md"
    words = f"Changed for the {number}th time"
    text = file.read_text(encoding="utf-8")
    file.write_text(f"{text}\n{words}.\n", encoding="utf-8")
    written = time.perf_counter()
    while not all(words in _html(f"{url}/articles/{_ARTICLE}") for _ in range(visits)):
        if time.perf_counter() - written > _LONGEST_WAIT:
            raise CannotMeasure(f"after {_LONGEST_WAIT} s the HTML does not have what was written")
        time.sleep(0.01)
    seconds = time.perf_counter() - written
    time.sleep(_BETWEEN_EDITS)  # as a change of its own, and not one burst with the next
    return seconds


def _burst(workshop: Workshop) -> float:
    """Seconds from the first write until the page of every file has been there."""
    shop, folder = workshop.folder("burst") / "store", workshop.folder("burst")
    shutil.copytree(workshop.store(), shop, dirs_exist_ok=True)
    own = {file.name for file in (shop / "faq").iterdir()}
    grown = workshop.store(_FILES + len(own)) / "faq"
    texts = {file: file.read_bytes() for file in grown.glob("*.md") if file.name not in own}
    with _serving(shop, folder) as served:
        started = time.perf_counter()
        for file, text in texts.items():
            (shop / "faq" / file.name).write_bytes(text)
        for file in texts:
            while not _is_there(f"{served.url}/articles/{file.stem}"):
                if time.perf_counter() - started > _LONGEST_BURST:
                    raise CannotMeasure(f"after {_LONGEST_BURST} s {file.stem} is not there")
                time.sleep(0.05)
        return time.perf_counter() - started


def _serving(store: Path, folder: Path, workers: int = 1) -> AbstractContextManager[ours.Served]:
    return ours.serving(store, folder, workers=workers, path=path_without("node"))


def _html(url: str) -> str:
    with urlopen(url) as answer:  # an address of our own server
        return str(answer.read(), "utf-8")


def _is_there(url: str) -> bool:
    try:
        return bool(_html(url))
    except HTTPError as answer:
        if answer.code != HTTPStatus.NOT_FOUND:
            raise
        return False
