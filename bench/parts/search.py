"""How often search finds what customers mean, beside MiniSearch, asked the same in the same words."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from bench import vitepress
from bench.figures import Figure, Goal, at_least, at_most
from bench.processes import run
from bench.workshop import Workshop
from helpcenter.articles.search.entries import Kind
from helpcenter.articles.search.evaluate import Case, Quality, evaluate, read_cases
from helpcenter.articles.search.results import Hit, Results, Snippet
from helpcenter.build.npm import npm_environment
from helpcenter.services.store import Store, load_store

_ASK = Path(__file__).with_name("ask-minisearch.mjs")
_OTHER = "MiniSearch"
_KINDS = {"articles": Kind.ARTICLE, "wizards": Kind.WIZARD}


def measure(workshop: Workshop) -> list[Figure]:
    cases = read_cases(workshop.asked().read_text("utf-8").splitlines())
    store = load_store(workshop.store(), datetime.now(UTC))
    own = evaluate(cases, store.library.index.search)
    bare = evaluate(cases, _minisearch(workshop, cases, {}))
    helped = evaluate(cases, _minisearch(workshop, cases, _aliases(store)))
    return [
        *_rows("all", own.every, bare.every, (at_least(0.90), at_least(0.97))),
        *_rows("noisy", own.noisy, bare.noisy, (at_least(0.78), at_least(0.90))),
        *_rows("all, MiniSearch given our aliases", own.every, helped.every),
        *_rows("noisy, MiniSearch given our aliases", own.noisy, helped.noisy),
        Figure(
            f"recognised, of {own.unanswerable} questions without an answer",
            "%",
            own.unanswerable_recognised,
            bare.unanswerable_recognised,
            _OTHER,
            at_least(0.75),
        ),
        Figure("taken for such, of the others", "%", own.answerable_refused, goal=at_most(0.08)),
    ]


def _rows(
    which: str, own: Quality, theirs: Quality, goals: tuple[Goal | None, Goal | None] = (None, None)
) -> list[Figure]:
    return [
        Figure(
            f"hit@1, {own.questions} questions, {which}", "%", own.hit_at_1, theirs.hit_at_1, _OTHER, goals[0]
        ),
        Figure(f"hit@3, {which}", "%", own.hit_at_3, theirs.hit_at_3, _OTHER, goals[1]),
        Figure(f"MRR, {which}", "", own.mrr, theirs.mrr, _OTHER),
    ]


def _aliases(store: Store) -> dict[str, tuple[str, ...]]:
    """By address, for articles and wizards alike."""
    entries = [indexed.entry for indexed in store.library.index.rows.values()]
    folders = {kind: folder for folder, kind in _KINDS.items()}
    return {
        f"/{folders[entry.kind]}/{entry.slug}": entry.aliases for entry in entries if entry.kind in folders
    }


def _minisearch(
    workshop: Workshop, cases: tuple[Case, ...], aliases: dict[str, tuple[str, ...]]
) -> Callable[[str], Results]:
    """Search over the index that VitePress built, with the options that it ships."""
    folder = workshop.folder("minisearch")
    asked, answers = folder / "asked.json", folder / "answers.json"
    index = vitepress.search_index(workshop.site())
    # Beside node_modules, where node looks for what a script imports.
    script = workshop.vitepress / _ASK.name
    script.write_text(_ASK.read_text("utf-8"), encoding="utf-8")
    asked.write_text(
        json.dumps({"queries": [case.query for case in cases], "aliases": aliases}), encoding="utf-8"
    )
    run(["node", script, index, asked, answers], folder / "log", env=npm_environment(os.environ))
    found = json.loads(answers.read_text("utf-8"))
    return lambda query: _results(found[query])


def _no_snippet() -> Snippet:
    return Snippet("")


def _results(addresses: list[str]) -> Results:
    """A search without a line below which nothing is an answer: it has one wherever it finds anything."""
    hits = []
    for address in addresses:
        folder, _, slug = address.removeprefix("/").partition("/")
        if folder in _KINDS:
            hits.append(Hit(_KINDS[folder], slug, slug, 0.0, _no_snippet))
    return Results(tuple(hits), answered=bool(hits))
