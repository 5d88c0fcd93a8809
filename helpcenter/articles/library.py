"""Everything there is to read and to find, at one moment: articles, synonyms and their index."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from helpcenter.articles.catalogue import Catalogue, load_catalogue
from helpcenter.articles.search.entries import WizardEntry, entries_of
from helpcenter.articles.search.index import SearchIndex
from helpcenter.articles.synonyms import Synonyms, load_synonyms
from helpcenter.errors import ContentError


@dataclass(frozen=True)
class Library:
    """`problems` are sentences with file and line. What they are about keeps its last good version."""

    catalogue: Catalogue
    synonyms: Synonyms
    index: SearchIndex
    language: str
    problems: tuple[str, ...]


def load_library(
    folder: Path,
    *,
    facts: Mapping[str, str],
    categories: Sequence[str],
    wizards: Sequence[WizardEntry],
    popular: Sequence[str] = (),
    language: str = "en",
    previous: Library | None = None,
) -> Library:
    """Reads the store's `faq/` and `synonyms.toml`; parses and indexes only what changed since `previous`."""
    catalogue = load_catalogue(
        folder / "faq",
        facts=facts,
        categories=categories,
        wizards=[wizard.slug for wizard in wizards],
        popular=popular,
        previous=previous.catalogue if previous else None,
    )
    problems = [str(problem) for problem in catalogue.problems]
    try:
        synonyms = load_synonyms(folder / "synonyms.toml")
    except ContentError as error:
        problems.extend(error.problems)
        synonyms = previous.synonyms if previous else Synonyms()
    entries = entries_of(wizards, catalogue.articles.values())
    if previous and previous.synonyms == synonyms and previous.language == language:
        index = previous.index.updated(entries)
    else:
        index = SearchIndex.build(entries, language, synonyms)
    return Library(catalogue, synonyms, index, language, tuple(problems))
