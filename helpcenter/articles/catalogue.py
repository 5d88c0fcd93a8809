"""All articles of a store at one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from helpcenter.articles.article import Article
from helpcenter.articles.crosschecks import cross_check
from helpcenter.articles.parsing import Surroundings
from helpcenter.articles.problems import Problem
from helpcenter.articles.sources import Source, read_sources


@dataclass(frozen=True)
class Catalogue:
    """`articles` holds what customers may see, by slug, in popular order. Drafts are only checked.

    `renamed` leads from a slug that an article had formerly to the one that it has.
    `sources` and `surroundings` let the next load parse no more than it has to.
    """

    articles: Mapping[str, Article]
    renamed: Mapping[str, str]
    folder: Path
    wizards: Collection[str]
    sources: Mapping[str, Source] = field(repr=False)
    surroundings: Surroundings = field(repr=False)
    _by_category: Mapping[str, tuple[Article, ...]] = field(repr=False)
    _of_wizards: Mapping[str, frozenset[str]] = field(repr=False)

    @classmethod
    def empty(cls) -> Catalogue:
        return cls({}, {}, Path(), (), {}, Surroundings({}, frozenset()), {}, {})

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """Looked for when somebody asks, so that no edit waits for what it has to do with all the others."""
        problems = [problem for source in self.sources.values() for problem in source.problems]
        if not self.folder.is_dir():
            problems.append(Problem(self.folder, 1, "there is no such folder of articles"))
        problems += cross_check(self.sources.values(), self.wizards)
        return tuple(sorted(problems, key=_place))

    def in_category(self, category: str) -> tuple[Article, ...]:
        return self._by_category.get(category, ())

    def categories_of_wizard(self, wizard: str) -> frozenset[str]:
        """Those of the articles that offer it: wizards stand on no shelf of their own."""
        return self._of_wizards.get(wizard, frozenset())

    def related(self, slug: str) -> tuple[Article, ...]:
        """In the editor's order; names that customers cannot open are left out."""
        article = self.articles.get(slug)
        slugs = dict.fromkeys(
            self.renamed.get(other, other) for other in (article.related if article else ())
        )
        return tuple(self.articles[other] for other in slugs if other in self.articles and other != slug)

    def popular(self, limit: int) -> tuple[Article, ...]:
        return tuple(self.articles.values())[:limit]


def load_catalogue(
    folder: Path,
    *,
    facts: Mapping[str, str],
    categories: Collection[str],
    wizards: Collection[str],
    popular: Sequence[str] = (),
    assets: Path | None = None,
    previous: Catalogue | None = None,
) -> Catalogue:
    """Reads what has changed since `previous`; a broken file keeps its last good version.

    `popular` are slugs that the shop puts first. What is wrong in a file is not raised: see `problems`.
    """
    surroundings = Surroundings(dict(facts), frozenset(categories), assets)
    before = previous or Catalogue.empty()
    sources = read_sources(folder, surroundings, before.sources, before.surroundings)
    ordered = _in_popular_order(_published(sources.values(), wizards), popular)
    shelves: dict[str, list[Article]] = {}
    of_wizards: dict[str, set[str]] = {}
    for article in ordered:
        shelves.setdefault(article.category, []).append(article)
        if article.wizard is not None:
            of_wizards.setdefault(article.wizard, set()).add(article.category)
    return Catalogue(
        articles=MappingProxyType({article.slug: article for article in ordered}),
        renamed=MappingProxyType(_renamed(ordered)),
        folder=folder,
        wizards=wizards,
        sources=MappingProxyType(sources),
        surroundings=surroundings,
        _by_category=MappingProxyType({name: tuple(shelf) for name, shelf in shelves.items()}),
        _of_wizards=MappingProxyType({name: frozenset(found) for name, found in of_wizards.items()}),
    )


def _place(problem: Problem) -> tuple[str, int, str]:
    return str(problem.path), problem.line, problem.message


def _published(sources: Iterable[Source], wizards: Collection[str]) -> Iterator[Article]:
    for source in sources:
        article = source.article
        if article is not None and not article.draft:
            # A button that starts nothing is worse than none; the problem is on the list.
            known = article.wizard is None or article.wizard in wizards
            yield article if known else replace(article, wizard=None)


def _renamed(articles: Sequence[Article]) -> dict[str, str]:
    """An article that is there goes before one that was; of two that claim a slug, the first has it."""
    there = {article.slug for article in articles}
    renamed = [article for article in articles if article.formerly]
    renamed.sort(key=lambda article: article.slug, reverse=True)
    return {former: article.slug for article in renamed for former in article.formerly if former not in there}


def _in_popular_order(articles: Iterable[Article], popular: Sequence[str]) -> list[Article]:
    """The shop's choice first, then what most other articles point to, then by title."""
    articles = list(articles)
    chosen = {slug: place for place, slug in enumerate(popular)}
    pointers = Counter(chain.from_iterable(article.points_to for article in articles))
    return sorted(
        articles,
        key=lambda article: (
            chosen.get(article.slug, len(chosen)),
            -pointers.get(article.slug, 0),
            article.title.casefold(),
        ),
    )
