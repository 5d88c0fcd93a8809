"""What the parts of a run share, each thing made when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from bench import bare_app, ours, vitepress
from bench.content import grow_store
from bench.processes import CannotMeasure
from bench.scratch import made_once
from helpcenter.project import PROJECT

STORE = PROJECT / "content"


@dataclass(frozen=True)
class Workshop:
    """`rounds` is how often what can drift is measured, `queries` a file for `helpcenter search --eval`."""

    scratch: Path
    rounds: int
    queries: Path | None = None

    def folder(self, name: str) -> Path:
        """A folder for what one server writes."""
        path = self.scratch / "servers" / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @cached_property
    def built(self) -> None:
        """The help center's frontend is up to date."""
        ours.build(self.scratch)

    @cached_property
    def bare_app(self) -> Path:
        return made_once(self.scratch / "bare-app", lambda folder: bare_app.build(STORE, folder))

    @cached_property
    def vitepress(self) -> Path:
        return made_once(self.scratch / "vitepress", vitepress.install)

    def store(self, articles: int | None = None) -> Path:
        """The shop's own folder, or a copy that is grown to so many articles."""
        if articles is None:
            return STORE
        folder = self.scratch / "stores" / str(articles)
        return made_once(folder, lambda grown: grow_store(STORE, grown, articles))

    def site(self, articles: int | None = None) -> Path:
        """The same articles as a finished static site."""
        folder = self.vitepress / f"site-{articles or 'own'}"
        return (
            made_once(folder, lambda site: vitepress.build_site(self.store(articles), site)) / vitepress.DIST
        )

    def asked(self) -> Path:
        if self.queries is None:
            raise CannotMeasure(
                "no queries to ask: name a file with --queries or BENCH_QUERIES, of the form that "
                "`helpcenter search --eval` reads"
            )
        return self.queries
