"""Pages of content, ready to lay out. `html` is ours: rendered from checked Markdown, and escaped."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Card:
    """A link with a line of explanation. `name` picks the icon where there is one."""

    title: str
    text: str
    href: str
    name: str = ""


@dataclass
class Crumb:
    title: str
    href: str


@dataclass
class Site:
    """What every page shows of the shop."""

    name: str = ""
    tagline: str = ""
    email: str = ""
    reply_within: str = ""


@dataclass
class HomeView:
    wizards: list[Card] = field(default_factory=list)
    categories: list[Card] = field(default_factory=list)
    popular: list[Card] = field(default_factory=list)


@dataclass
class CategoryView:
    title: str = ""
    text: str = ""
    articles: list[Card] = field(default_factory=list)


@dataclass
class ArticleView:
    slug: str = ""
    title: str = ""
    summary: str = ""
    html: str = ""
    reviewed: str = ""
    reviewed_iso: str = ""
    category: Crumb = field(default_factory=lambda: Crumb("", ""))
    wizard: Card = field(default_factory=lambda: Card("", "", ""))
    contents: list[Crumb] = field(default_factory=list)
    related: list[Card] = field(default_factory=list)


@dataclass
class Piece:
    """A stretch of a sentence; `match` where it is what was searched for."""

    text: str
    match: bool = False


@dataclass
class Result:
    title: str
    href: str
    kind: str
    name: str = ""
    snippet: list[Piece] = field(default_factory=list)


@dataclass
class SearchView:
    """`answered` is False where nothing found is likely to be what was meant."""

    query: str = ""
    results: list[Result] = field(default_factory=list)
    answered: bool = True
    searched: bool = False
