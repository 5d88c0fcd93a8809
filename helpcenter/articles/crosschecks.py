"""What only all articles together tell: dead links, unknown neighbours, phrases and slugs that two claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from helpcenter.articles.article import Article, InternalLink, article_address
from helpcenter.articles.former_names import FormerNames
from helpcenter.articles.problems import Problem, ProblemKind
from helpcenter.articles.sources import Source

_WIZARDS = "/wizards/"


def cross_check(sources: Iterable[Source], wizards: Collection[str]) -> list[Problem]:
    readable = [source for source in sources if source.article is not None]
    articles = {source.article.address: source.article for source in readable if source.article}
    wizard_pages = {f"/wizards/{slug}" for slug in wizards}
    names = FormerNames(readable)
    problems: list[Problem] = []
    for source in readable:
        if article := source.article:
            problems += _dead_links(article, articles, wizard_pages, names)
            problems += _unknown_names(source, article, articles, wizards, names)
    return [*problems, *names.problems(), *_shared_phrases(readable)]


def _dead_links(
    article: Article, articles: Mapping[str, Article], wizard_pages: Collection[str], names: FormerNames
) -> Iterator[Problem]:
    for link in article.links:
        if successor := names.successor(link.page.removeprefix(article_address(""))):
            message = f"{link.page} has been renamed: it is {article_address(successor)} now"
            yield Problem(article.path, link.line, message, ProblemKind.FORMER_SLUG)
        elif dead := _dead(link, article, articles, wizard_pages):
            kind = ProblemKind.UNKNOWN_WIZARD if link.page.startswith(_WIZARDS) else ProblemKind.DEAD_LINK
            yield Problem(article.path, link.line, dead, kind)


def _dead(
    link: InternalLink, article: Article, articles: Mapping[str, Article], wizard_pages: Collection[str]
) -> str | None:
    if link.page.startswith(_WIZARDS):
        return None if link.page in wizard_pages else f"there is no wizard {link.page}"
    if not link.page.startswith("/articles/"):
        return None
    target = articles.get(link.page)
    if target is None:
        return f"there is no article {link.page}"
    if target.draft and not article.draft:
        return f"{link.page} is a draft, which customers cannot open"
    if link.anchor and link.anchor not in {heading.id for heading in target.toc}:
        return f"{link.page} has no heading #{link.anchor}"
    return None


def _unknown_names(
    source: Source,
    article: Article,
    articles: Mapping[str, Article],
    wizards: Collection[str],
    names: FormerNames,
) -> Iterator[Problem]:
    if article.wizard and article.wizard not in wizards:
        message = f"there is no wizard `{article.wizard}`"
        yield Problem(source.path, source.line("wizard"), message, ProblemKind.UNKNOWN_WIZARD)
    for index, slug in enumerate(article.related):
        line = source.line("related", index)
        if successor := names.successor(slug):
            message = f"`{slug}` has been renamed: it is `{successor}` now"
            yield Problem(source.path, line, message, ProblemKind.FORMER_SLUG)
        elif wrong := _unrelated(slug, article, article.related[:index], articles):
            yield Problem(source.path, line, wrong, ProblemKind.UNKNOWN_RELATED)


def _unrelated(
    slug: str, article: Article, before: Collection[str], articles: Mapping[str, Article]
) -> str | None:
    if slug == article.slug:
        return "an article is not related to itself"
    if article_address(slug) not in articles:
        return f"there is no article `{slug}`"
    return f"`{slug}` stands here twice" if slug in before else None


def _shared_phrases(sources: Iterable[Source]) -> Iterator[Problem]:
    """A phrase that two articles claim sends its customers to either at random."""
    owners: dict[str, str] = {}
    for source in sources:
        if not (article := source.article):
            continue
        phrases = [(article.title, source.line("title"))]
        phrases += [(alias, source.line("aliases", index)) for index, alias in enumerate(article.aliases)]
        for phrase, line in phrases:
            owner = owners.setdefault(_plain(phrase), article.slug)
            if owner != article.slug:
                message = f"“{phrase}” is claimed by `{owner}`, too"
                yield Problem(source.path, line, message, ProblemKind.SHARED_PHRASE)


def _plain(phrase: str) -> str:
    return " ".join(re.findall(r"\w+", phrase.casefold()))
