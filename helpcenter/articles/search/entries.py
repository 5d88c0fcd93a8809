"""What can be found: articles and wizards, in one form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from helpcenter.articles.article import Article
from helpcenter.articles.unanswered import Topic

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+|\n+")


class Kind(StrEnum):
    """A topic is what no page answers: it is found, and never among the results."""

    ARTICLE = "article"
    WIZARD = "wizard"
    TOPIC = "topic"


@dataclass(frozen=True)
class WizardEntry:
    slug: str
    title: str
    summary: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Entry:
    """`text` holds one block a line, without `rows`, those of tables.

    Headings are searched like text, but never quoted.
    """

    kind: Kind
    slug: str
    title: str
    summary: str
    aliases: tuple[str, ...]
    headings: tuple[str, ...] = ()
    text: str = ""
    rows: tuple[str, ...] = ()

    @cached_property
    def key(self) -> str:
        """ "article:return-policy", as in files of expected results."""
        return f"{self.kind}:{self.slug}"


def sentences(entry: Entry) -> list[str]:
    """What may be quoted: the summary first, then the text, then the rows of tables."""
    return [entry.summary, *_SENTENCE_END.split(entry.text), *entry.rows]


def wizard_entry(wizard: WizardEntry) -> Entry:
    return Entry(Kind.WIZARD, wizard.slug, wizard.title, wizard.summary, wizard.aliases)


def topic_entry(topic: Topic) -> Entry:
    first, *others = topic.asked
    return Entry(Kind.TOPIC, topic.about, first, summary="", aliases=tuple(others))


def article_entry(article: Article) -> Entry:
    return Entry(
        kind=Kind.ARTICLE,
        slug=article.slug,
        title=article.title,
        summary=article.summary,
        aliases=(*article.aliases, *article.asked),
        headings=tuple(heading.text for heading in article.toc),
        text="\n".join(line for line in article.text.split("\n") if line not in article.rows),
        rows=article.rows,
    )
