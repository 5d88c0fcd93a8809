"""What can be found: articles and wizards, in one form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from helpcenter.articles.article import Article

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class Kind(StrEnum):
    ARTICLE = "article"
    WIZARD = "wizard"


@dataclass(frozen=True)
class WizardEntry:
    slug: str
    title: str
    summary: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """`text` holds one block a line. Headings are searched like text, but never quoted."""

    kind: Kind
    slug: str
    title: str
    summary: str
    aliases: tuple[str, ...]
    headings: tuple[str, ...] = ()
    text: str = ""

    @property
    def key(self) -> str:
        """ "article:return-policy", as in files of expected results."""
        return f"{self.kind}:{self.slug}"


def sentences(entry: Entry) -> list[str]:
    """What may be quoted: the summary first, then the text."""
    return [entry.summary, *_SENTENCE_END.split(entry.text)]


def entries_of(wizards: Iterable[WizardEntry], articles: Iterable[Article]) -> tuple[Entry, ...]:
    """Wizards come first: where both fit equally well, settling the case is better than reading about it."""
    return (
        *(Entry(Kind.WIZARD, it.slug, it.title, it.summary, it.aliases) for it in wizards),
        *(
            Entry(
                kind=Kind.ARTICLE,
                slug=article.slug,
                title=article.title,
                summary=article.summary,
                aliases=article.aliases,
                headings=tuple(heading.text for heading in article.toc),
                text=article.text,
            )
            for article in articles
        ),
    )
