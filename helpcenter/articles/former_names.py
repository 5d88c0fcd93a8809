"""Slugs that articles had before: what stands at them now, and who claims one that is not theirs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpcenter.articles.article import Article
from helpcenter.articles.problems import Problem, ProblemKind
from helpcenter.articles.sources import Source


class FormerNames:
    """Of all articles that can be read, drafts included."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._articles = {article.slug: article for source in sources if (article := source.article)}
        self._owners: dict[str, Article] = {}
        for article in self._articles.values():
            for former in article.formerly:
                self._owners.setdefault(former, article)

    def successor(self, slug: str) -> str | None:
        """The slug of the article that customers find at that former one; None where it leads nowhere."""
        owner = None if slug in self._articles else self._owners.get(slug)
        return owner.slug if owner and not owner.draft else None

    def problems(self) -> Iterator[Problem]:
        for source in self._sources:
            for index, former in enumerate(source.article.formerly if source.article else ()):
                if wrong := self._wrong(former, source.path.stem):
                    line = source.line("formerly", index)
                    yield Problem(source.path, line, wrong, ProblemKind.TAKEN_SLUG)

    def _wrong(self, former: str, slug: str) -> str | None:
        if former == slug:
            return f"`{former}` is what the article is called now"
        if former in self._articles:
            return f"there is an article `{former}`, and its address cannot lead here"
        owner = self._owners[former].slug
        return None if owner == slug else f"`{former}` is claimed by `{owner}`, too"
