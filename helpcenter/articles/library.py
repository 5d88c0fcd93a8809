"""The articles of a store, ready to be read and searched: one state of them all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcenter.articles.catalogue import Catalogue, load_catalogue
from helpcenter.articles.search import SearchIndex, WizardEntry, entries_of
from helpcenter.articles.search.analysis import STEMMERS
from helpcenter.articles.synonyms import Synonyms, load_synonyms
from helpcenter.errors import ContentError


@dataclass(frozen=True)
class Library:
    """`problems` are sentences with file and line, of articles and synonyms together."""

    catalogue: Catalogue
    index: SearchIndex
    synonyms: Synonyms
    language: str
    problems: tuple[str, ...]

    @classmethod
    def empty(cls) -> Library:
        synonyms = Synonyms()
        return cls(Catalogue.empty(), SearchIndex.build((), "en", synonyms), synonyms, "en", ())

    def refresh(
        self,
        folder: Path,
        facts: Mapping[str, str],
        *,
        categories: Collection[str],
        wizards: Sequence[WizardEntry],
        language: str,
        popular: Sequence[str] = (),
        assets: Path | None = None,
    ) -> Library:
        """The store in `folder` as it is now; what did not change since `self` is taken over.

        A broken file keeps its last good version.
        """
        catalogue = load_catalogue(
            folder / "faq",
            facts=facts,
            categories=categories,
            wizards=[wizard.slug for wizard in wizards],
            popular=popular,
            assets=assets,
            previous=self.catalogue,
        )
        synonyms, problems = self.synonyms, list(map(str, catalogue.problems))
        try:
            synonyms = load_synonyms(folder / "synonyms.toml")
        except ContentError as error:
            problems += error.problems
        if language not in STEMMERS:
            problems.append(f"search reads `{language}` as English: it knows {', '.join(STEMMERS)}")
            language = "en"
        entries = entries_of(wizards, catalogue.articles.values())
        if (synonyms, language) == (self.synonyms, self.language):
            index = self.index.updated(entries)
        else:
            index = SearchIndex.build(entries, language, synonyms)
        return Library(catalogue, index, synonyms, language, tuple(problems))
