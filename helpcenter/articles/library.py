"""The articles of a store, ready to be read and searched: one state of them all."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcenter.articles.catalogue import Catalogue, load_catalogue
from helpcenter.articles.search import (
    Entry,
    SearchIndex,
    WizardEntry,
    article_entry,
    topic_entry,
    wizard_entry,
)
from helpcenter.articles.search.analysis import STEMMERS
from helpcenter.articles.synonyms import Synonyms, load_synonyms
from helpcenter.articles.unanswered import Topic, load_topics
from helpcenter.errors import ContentError


@dataclass(frozen=True)
class Library:
    """`entries` are those of articles, by slug. `other_problems` are those that no article has."""

    catalogue: Catalogue
    entries: Mapping[str, Entry]
    index: SearchIndex
    synonyms: Synonyms
    topics: tuple[Topic, ...]
    language: str
    other_problems: tuple[str, ...]

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences with file and line."""
        return (*map(str, self.catalogue.problems), *self.other_problems)

    @classmethod
    def empty(cls) -> Library:
        synonyms = Synonyms()
        return cls(Catalogue.empty(), {}, SearchIndex.build((), "en", synonyms), synonyms, (), "en", ())

    def updated(
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
        """The store in `folder` as it is now; what did not change since `self` is reused.

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
        synonyms, topics, problems = self.synonyms, self.topics, list[str]()
        try:
            synonyms = load_synonyms(folder / "synonyms.toml")
        except ContentError as error:
            problems += error.problems
        try:
            topics = load_topics(folder / "unanswered.toml")
        except ContentError as error:
            problems += error.problems
        if language not in STEMMERS:
            problems.append(f"search reads `{language}` as English: it knows {', '.join(STEMMERS)}")
            language = "en"
        entries = self._entries(catalogue)
        # Wizards come first: where both fit equally well, settling the case is better than reading about it.
        found = [*map(wizard_entry, wizards), *entries.values(), *map(topic_entry, topics)]
        if (synonyms, language) == (self.synonyms, self.language):
            index = self.index.updated(found)
        else:
            index = SearchIndex.build(found, language, synonyms)
        return Library(catalogue, entries, index, synonyms, topics, language, tuple(problems))

    def _entries(self, catalogue: Catalogue) -> Mapping[str, Entry]:
        """Of all articles; those of the same articles as before are the same entries."""
        before = self.catalogue.articles
        return {
            slug: self.entries[slug] if before.get(slug) is article else article_entry(article)
            for slug, article in catalogue.articles.items()
        }
