"""What only all articles together tell: dead links, unknown neighbours, phrases and slugs that two claim."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from helpcenter.articles.article import Article, InternalLink, article_address, wizard_address
from helpcenter.articles.former_names import FormerNames
from helpcenter.articles.problems import Problem, ProblemKind
from helpcenter.articles.sources import Source
from helpcenter.plain_words import did_you_mean

_WIZARDS = wizard_address("")
# By address; None is one that cannot be read: what is said of it is neither right nor wrong yet.
_Articles = Mapping[str, Article | None]


def cross_check(sources: Collection[Source], wizards: Collection[str]) -> list[Problem]:
    readable = [source for source in sources if source.article is not None]
    articles = {article_address(source.path.stem): source.article for source in sources}
    names = FormerNames(readable)
    problems: list[Problem] = []
    for source in readable:
        if article := source.article:
            problems += _dead_links(article, articles, wizards, names)
            problems += _unknown_names(source, article, articles, wizards, names)
    return [*problems, *names.problems(), *_shared_phrases(readable)]


def _dead_links(
    article: Article, articles: _Articles, wizards: Collection[str], names: FormerNames
) -> Iterator[Problem]:
    for link in article.links:
        if successor := names.successor(link.page.removeprefix(article_address(""))):
            message = f"{link.page} has been renamed: it is {article_address(successor)} now"
            yield Problem(article.path, link.line, message, ProblemKind.FORMER_SLUG)
        elif dead := _dead(link, article, articles, wizards):
            kind = ProblemKind.UNKNOWN_WIZARD if link.page.startswith(_WIZARDS) else ProblemKind.DEAD_LINK
            yield Problem(article.path, link.line, dead, kind)


def _dead(link: InternalLink, article: Article, articles: _Articles, wizards: Collection[str]) -> str | None:
    if link.page.startswith(_WIZARDS):
        slug = link.page.removeprefix(_WIZARDS)
        return None if slug in wizards else _no_wizard(link.page, wizards)
    if not link.page.startswith("/articles/"):
        return None
    if link.page not in articles:
        return _no_article(link.page, articles)
    target = articles[link.page]
    if target is None:
        return None
    if target.draft and not article.draft:
        return f"{link.page} is a draft, which customers cannot open"
    if link.anchor and link.anchor not in {heading.id for heading in target.toc}:
        return f"{link.page} has no heading #{link.anchor}"
    return None


def _unknown_names(
    source: Source,
    article: Article,
    articles: _Articles,
    wizards: Collection[str],
    names: FormerNames,
) -> Iterator[Problem]:
    if article.wizard and article.wizard not in wizards:
        message = _no_wizard(f"`{article.wizard}`", wizards)
        yield Problem(source.path, source.line("wizard"), message, ProblemKind.UNKNOWN_WIZARD)
    for index, slug in enumerate(article.related):
        line = source.line("related", index)
        if successor := names.successor(slug):
            message = f"`{slug}` has been renamed: it is `{successor}` now"
            yield Problem(source.path, line, message, ProblemKind.FORMER_SLUG)
        elif wrong := _unrelated(slug, article, article.related[:index], articles):
            yield Problem(source.path, line, wrong, ProblemKind.UNKNOWN_RELATED)


def _unrelated(slug: str, article: Article, before: Collection[str], articles: _Articles) -> str | None:
    if slug == article.slug:
        return "an article is not related to itself"
    if article_address(slug) not in articles:
        return _no_article(f"`{slug}`", articles.keys() - {article.address})
    return f"`{slug}` stands here twice" if slug in before else None


def _no_wizard(written: str, wizards: Collection[str]) -> str:
    """They are few enough to be listed."""
    there = f"; there are {', '.join(wizards)}" if wizards else ""
    return f"there is no wizard {written}{there}{did_you_mean(_slug(written), wizards)}"


def _no_article(written: str, addresses: Iterable[str]) -> str:
    near = did_you_mean(_slug(written), sorted(map(_slug, addresses)))
    return f"there is no article {written}{near}"


def _slug(written: str) -> str:
    """Of an address, or of a slug in backticks."""
    return written.rpartition("/")[2].strip("`")


def _shared_phrases(sources: Iterable[Source]) -> Iterator[Problem]:
    """A phrase that two articles claim sends its customers to either at random."""
    owners: dict[str, str] = {}
    for source in sources:
        if not (article := source.article):
            continue
        phrases = [(article.title, source.line("title"))]
        phrases += [
            (phrase, source.line(key, index))
            for key, spoken in (("aliases", article.aliases), ("asked", article.asked))
            for index, phrase in enumerate(spoken)
        ]
        for phrase, line in phrases:
            owner = owners.setdefault(_plain(phrase), article.slug)
            if owner != article.slug:
                message = f"“{phrase}” is claimed by `{owner}`, too"
                yield Problem(source.path, line, message, ProblemKind.SHARED_PHRASE)


def _plain(phrase: str) -> str:
    return " ".join(re.findall(r"\w+", phrase.casefold()))
