"""The search index with 10,000 articles: building it, asking it, changing it, and the memory it takes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.figures import Figure, at_most
from bench.processes import run
from bench.workshop import Workshop

_ARTICLES = 10_000


def measure(workshop: Workshop) -> list[Figure]:
    folder = workshop.folder("index")
    answers = folder / "answers.json"
    # In a process of its own, for the memory that is this index's alone.
    command: list[str | Path] = [
        sys.executable,
        "-m",
        "bench.probe_index",
        workshop.store(_ARTICLES),
        answers,
    ]
    if workshop.queries:
        command.append(workshop.queries)
    run(command, folder / "log", cwd=Path(__file__).parents[2])
    taken = json.loads(answers.read_text(encoding="utf-8"))
    return [
        Figure("a query, p99", "ms", taken["query_p99_ms"], goal=at_most(5)),
        Figure("a query, median", "ms", taken["query_median_ms"]),
        Figure("first build of the index", "s", taken["build_s"], goal=at_most(10)),
        Figure("reading, parsing and indexing all articles", "s", taken["whole_s"]),
        Figure(
            "one changed article in the index, slowest of several",
            "ms",
            taken["update_ms"],
            goal=at_most(100),
        ),
        Figure("one changed file read and searchable, slowest of several", "ms", taken["reload_ms"]),
        Figure("memory of the process with the index", "MB", taken["index_mb"], goal=at_most(300)),
        Figure("memory with the articles' HTML as well", "MB", taken["all_mb"]),
    ]
