"""`helpcenter search`"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpcenter.commands._options import store_option

if TYPE_CHECKING:
    from helpcenter.articles.search.index import SearchIndex
    from helpcenter.articles.search.results import Results

_LIMIT = 10


@click.command
@click.argument("query", required=False)
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a list to read.")
@click.option("--batch", is_flag=True, help="Read a query a line, write a JSON object a line.")
@click.option(
    "--eval",
    "cases",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Measure the search on a file of queries with the results that are right (JSON lines).",
)
@store_option
def command(query: str | None, as_json: bool, batch: bool, cases: Path | None) -> None:
    """Search the articles and wizards, as customers do."""
    if sum((query is not None, batch, cases is not None)) != 1:
        raise click.UsageError("Give a query, or --batch, or --eval FILE.")
    index = _index()
    if cases:
        _evaluate(index, cases)
    elif batch:
        for line in sys.stdin.buffer:
            asked = line.decode("utf-8", "replace").rstrip("\r\n")
            found = index.search(asked, limit=_LIMIT)
            click.echo(json.dumps({**_answer(asked, found), "answered": found.answered}))
    elif query is not None:
        found = index.search(query, limit=_LIMIT)
        click.echo(json.dumps(_answer(query, found), indent=2) if as_json else _listed(found))


def _index() -> SearchIndex:
    from helpcenter.services.store import load_store
    from helpcenter.settings import load_settings

    return load_store(load_settings().store, datetime.now(UTC)).library.index


def _answer(query: str, found: Results) -> dict[str, Any]:
    results = [
        {"kind": hit.kind, "slug": hit.slug, "title": hit.title, "score": round(hit.score, 4)}
        for hit in found.hits
    ]
    return {"query": query, "results": results}


def _listed(found: Results) -> str:
    lines = [f"{hit.score:5.2f}  {hit.kind:7}  {hit.slug:36}  {hit.title}" for hit in found.hits]
    if not found.answered:
        lines.insert(0, "No good answer; the nearest:" if lines else "Nothing found.")
    return "\n".join(lines)


def _evaluate(index: SearchIndex, cases: Path) -> None:
    from helpcenter.articles.search.evaluate import evaluate, read_cases

    report = evaluate(read_cases(cases.read_text("utf-8").splitlines()), index.search)
    for name, quality in (("all", report.every), ("noisy", report.noisy)):
        click.echo(
            f"{name:6} {quality.questions:5} questions  hit@1 {quality.hit_at_1:6.1%}  "
            f"hit@3 {quality.hit_at_3:6.1%}  MRR {quality.mrr:.3f}"
        )
    click.echo(f"without an answer, and recognised so: {report.unanswerable_recognised:.1%}")
    click.echo(f"with an answer, but taken for none:  {report.answerable_refused:.1%}")
    for misses in report.worst:
        click.echo(
            f"  {misses.expected}: {misses.missed} of {misses.asked} missed, such as {list(misses.examples)}"
        )
