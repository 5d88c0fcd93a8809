"""`python -m bench.probe_index STORE ANSWERS [QUERIES]`: what the index of a large store takes, as JSON.

Another process loads the whole store, and hands its entries over: so this one, which builds the index from
them, has the index in memory and nothing else.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median

from bench.figures import percentile
from helpcenter.articles.search import Entry, SearchIndex
from helpcenter.articles.search.evaluate import read_cases
from helpcenter.articles.synonyms import load_synonyms
from helpcenter.services.store import load_store

_UPDATES = 9
_WARM_UP = 50


def main(store: Path, answers: Path, queries: Path | None) -> None:
    receiver, sender = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("spawn")
    whole = context.Process(target=_measure_store, args=(store, sender))
    whole.start()
    taken, entries = receiver.recv()
    whole.join()
    asked = _questions(queries, entries)
    taken |= _measure_index(store, entries, asked)
    answers.write_text(json.dumps(taken), encoding="utf-8")


def _measure_store(store: Path, sender: Connection) -> None:
    started = time.perf_counter()
    loaded = load_store(store, datetime.now(UTC))
    whole = time.perf_counter() - started
    entries = [indexed.entry for indexed in loaded.library.index.rows.values()]
    file = next(iter(loaded.library.catalogue.articles.values())).path
    before, reloads = file.read_text(encoding="utf-8"), []
    for number in range(_UPDATES):
        file.write_text(f"{before}\nChanged {number}.\n", encoding="utf-8")
        started = time.perf_counter()
        loaded = load_store(store, datetime.now(UTC), loaded)
        reloads.append(1_000 * (time.perf_counter() - started))
    file.write_text(before, encoding="utf-8")
    sender.send(({"whole_s": whole, "reload_ms": max(reloads), "all_mb": _megabytes()}, entries))


def _measure_index(store: Path, entries: Sequence[Entry], asked: Sequence[str]) -> dict[str, float]:
    started = time.perf_counter()
    index = SearchIndex.build(entries, "en", load_synonyms(store / "synonyms.toml"))
    built = time.perf_counter() - started
    for query in asked[:_WARM_UP]:
        index.search(query)
    seconds = []
    for query in asked:
        started = time.perf_counter()
        index.search(query)
        seconds.append(time.perf_counter() - started)
    updates = []
    for number in range(_UPDATES):
        changed = [replace(entries[0], text=f"{entries[0].text}\nchanged {number}"), *entries[1:]]
        started = time.perf_counter()
        index = index.updated(changed)
        updates.append(1_000 * (time.perf_counter() - started))
    return {
        "build_s": built,
        "query_p99_ms": 1_000 * percentile(seconds, 0.99),
        "query_median_ms": 1_000 * median(seconds),
        "update_ms": max(updates),
        "index_mb": _megabytes(),
    }


def _questions(queries: Path | None, entries: Sequence[Entry]) -> list[str]:
    """Those of the file; without one, the other phrases by which articles are known."""
    if queries:
        return [case.query for case in read_cases(queries.read_text("utf-8").splitlines())]
    return [alias for entry in entries[:500] for alias in entry.aliases]


def _megabytes() -> float:
    """The most that this process has had in memory: in kilobytes, but in bytes on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1_000_000 if sys.platform == "darwin" else peak * 1_024 / 1_000_000


if __name__ == "__main__":
    store, answers, *queries = map(Path, sys.argv[1:])
    main(store, answers, queries[0] if queries else None)
