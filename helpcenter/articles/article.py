"""An article as readers, search and other pages see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
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
class Article:
    """`title` and `summary` are plain text, `html` is safe markup.

    `text` is the body as plain text for search, one block a line, without its headings: those are in `toc`.
    """

    slug: str
    title: str
    summary: str
    category: str
    aliases: tuple[str, ...]
    wizard: str | None
    related: tuple[str, ...]
    reviewed: date
    draft: bool
    html: str
    toc: tuple[Heading, ...]
    text: str
    links: tuple[InternalLink, ...]
    path: Path

    @property
    def address(self) -> str:
        return article_address(self.slug)


def article_address(slug: str) -> str:
    return f"/articles/{slug}"
