"""An article as readers, search and other pages see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path


@dataclass(frozen=True)
class Heading:
    id: str
    text: str
    level: int


@dataclass(frozen=True)
class InternalLink:
    """A link to a page of this site: `page` is its path ("/articles/return-policy"), `anchor` may be ""."""

    page: str
    anchor: str
    line: int


@dataclass(frozen=True)
class Question:
    """A section that asks in its heading; `answer` is plain text, one block a line."""

    asked: str
    answer: str


@dataclass(frozen=True)
class Article:
    """`title` and `summary` are plain text, `html` is safe markup, `markdown` is the body without `{{ }}`.

    `text` is the body as plain text for search, one block a line, without its headings: those are in `toc`.
    `rows` are those of its lines that are rows of tables.
    `aliases` are other titles that it could have, `asked` what else customers say who look for it.
    `formerly` are slugs that it had before, `quoted` the names of the facts in it. `questions` is empty
    unless the article is a list of questions with their answers.
    """

    slug: str
    title: str
    summary: str
    category: str
    aliases: tuple[str, ...]
    asked: tuple[str, ...]
    wizard: str | None
    related: tuple[str, ...]
    formerly: tuple[str, ...]
    reviewed: date
    draft: bool
    html: str
    toc: tuple[Heading, ...]
    text: str
    rows: tuple[str, ...]
    markdown: str
    questions: tuple[Question, ...]
    quoted: frozenset[str]
    links: tuple[InternalLink, ...]
    path: Path

    @property
    def address(self) -> str:
        return article_address(self.slug)

    @cached_property
    def points_to(self) -> frozenset[str]:
        """The slugs of the other articles that it names or links to."""
        linked = {link.page.removeprefix(article_address("")) for link in self.links}
        return frozenset((linked | {*self.related}) - {self.slug})


def article_address(slug: str) -> str:
    return f"/articles/{slug}"


def wizard_address(slug: str) -> str:
    return f"/wizards/{slug}"
