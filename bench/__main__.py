"""`python -m bench`, which `make bench` calls."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import click
from playwright.sync_api import Error as BrowserError

from bench.page import write_circumstances, write_part
from bench.parts import PARTS
from bench.processes import CannotMeasure
from bench.tables import table
from bench.workshop import Workshop
from helpcenter.commands._signals import stop_like_ctrl_c


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(list(PARTS)))
@click.option("--write", is_flag=True, help="Write the figures into docs/benchmarks.md.")
@click.option(
    "--scratch",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep what is built in this folder, and use it again; else it is removed at the end.",
)
@click.option(
    "--rounds", type=click.IntRange(1, 99), default=9, show_default=True, help="Visits, starts, edits."
)
@click.option(
    "--queries",
    envvar="BENCH_QUERIES",
    show_envvar=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Questions with the results that are right, as `helpcenter search --eval` reads them.",
)
def main(
    parts: tuple[str, ...], write: bool, scratch: Path | None, rounds: int, queries: Path | None
) -> None:
    """Measure the help center beside what people use instead: all parts, or those that are named."""
    stop_like_ctrl_c()
    chosen = list(dict.fromkeys(parts)) or list(PARTS)
    with _folder(scratch) as folder:
        workshop = Workshop(folder, rounds, queries and queries.resolve())
        if write:
            write_circumstances(f'make bench ARGS="{" ".join([*parts, "--write"])}"', datetime.now(UTC))
        skipped = []
        for name in chosen:
            click.echo(f"\n{name}: {PARTS[name].__doc__}")
            try:
                figures = PARTS[name].measure(workshop)
            except (CannotMeasure, BrowserError) as problem:
                click.echo(f"Skipped: {problem.message}")
                skipped.append(name)
                continue
            click.echo(table(figures))
            if write:
                write_part(name, figures)
    if skipped:
        raise click.ClickException(f"not measured: {', '.join(skipped)}")


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept.resolve()
        return
    folder = Path(tempfile.mkdtemp(prefix="helpcenter-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
