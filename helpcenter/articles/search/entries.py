"""What can be found: articles and wizards, in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

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

    @cached_property
    def key(self) -> str:
        """ "article:return-policy", as in files of expected results."""
        return f"{self.kind}:{self.slug}"


def sentences(entry: Entry) -> list[str]:
    """What may be quoted: the summary first, then the text."""
    return [entry.summary, *_SENTENCE_END.split(entry.text)]


def wizard_entry(wizard: WizardEntry) -> Entry:
    return Entry(Kind.WIZARD, wizard.slug, wizard.title, wizard.summary, wizard.aliases)


def article_entry(article: Article) -> Entry:
    return Entry(
        kind=Kind.ARTICLE,
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        aliases=article.aliases,
        headings=tuple(heading.text for heading in article.toc),
        text=article.text,
    )
