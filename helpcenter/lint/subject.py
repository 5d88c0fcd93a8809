"""What every check reads: one store, as it is in its folder at one moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from helpcenter.lint.cases.refusals import refusals
from helpcenter.lint.finding import Finding
from helpcenter.lint.page import Page, read_page
from helpcenter.policy.decision import Decision
from helpcenter.services.store import Store


@dataclass(frozen=True)
class Subject:
    """`now` is aware."""

    folder: Path
    store: Store
    now: datetime

    @property
    def today(self) -> date:
        return self.now.astimezone(self.store.rules.profile.zone).date()

    @property
    def policy_file(self) -> Path:
        return self.folder / "policy.toml"

    @cached_property
    def pages(self) -> tuple[Page, ...]:
        """Every article that can be read, drafts included, by file name."""
        categories = [category.slug for category in self.store.rules.profile.categories]
        paths = (source.path for source in self.store.library.catalogue.sources.values())
        pages = (read_page(path, categories, self.store.facts) for path in paths)
        return tuple(page for page in pages if page is not None)

    @cached_property
    def refusals(self) -> tuple[Decision, ...]:
        """All that the store can refuse today, some of it more than once."""
        return tuple(refusals(self.store.rules, self.today))

    @property
    def unread(self) -> tuple[Path, ...]:
        """Articles that cannot be read: nothing that stands in them is known."""
        sources = self.store.library.catalogue.sources.values()
        return tuple(source.path for source in sources if source.article is None)


Check = Callable[[Subject], Iterable[Finding]]
