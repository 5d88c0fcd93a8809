"""All articles of a store at one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
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

    `sources` and `surroundings` let the next load parse no more than it has to.
    """

    articles: Mapping[str, Article]
    problems: tuple[Problem, ...]
    sources: Mapping[str, Source] = field(repr=False)
    surroundings: Surroundings = field(repr=False)
    _by_category: Mapping[str, tuple[Article, ...]] = field(repr=False)

    @classmethod
    def empty(cls) -> Catalogue:
        return cls({}, (), {}, Surroundings({}, frozenset()), {})

    def in_category(self, category: str) -> tuple[Article, ...]:
        return self._by_category.get(category, ())

    def related(self, slug: str) -> tuple[Article, ...]:
        """In the editor's order; names that customers cannot open are left out."""
        article = self.articles.get(slug)
        slugs = article.related if article else ()
        return tuple(self.articles[other] for other in slugs if other in self.articles)

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
    parse_all = previous is None or previous.surroundings != surroundings
    sources = read_sources(folder, surroundings, previous.sources if previous else {}, parse_all=parse_all)
    problems = [problem for source in sources.values() for problem in source.problems]
    if not folder.is_dir():
        problems.append(Problem(folder, 1, "there is no such folder of articles"))
    problems += cross_check(sources.values(), wizards)
    ordered = _in_popular_order(_published(sources.values(), wizards), popular)
    shelves: dict[str, list[Article]] = {}
    for article in ordered:
        shelves.setdefault(article.category, []).append(article)
    return Catalogue(
        articles=MappingProxyType({article.slug: article for article in ordered}),
        problems=tuple(sorted(problems, key=_place)),
        sources=MappingProxyType(sources),
        surroundings=surroundings,
        _by_category=MappingProxyType({name: tuple(shelf) for name, shelf in shelves.items()}),
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


def _in_popular_order(articles: Iterable[Article], popular: Sequence[str]) -> list[Article]:
    """The shop's choice first, then what most other articles point to, then by title."""
    articles = list(articles)
    chosen = {slug: place for place, slug in enumerate(popular)}
    pointers: Counter[str] = Counter()
    for article in articles:
        linked = {link.page.removeprefix("/articles/") for link in article.links}
        pointers.update((linked | {*article.related}) - {article.slug})
    return sorted(
        articles,
        key=lambda article: (
            chosen.get(article.slug, len(chosen)),
            -pointers[article.slug],
            article.title.casefold(),
        ),
    )
