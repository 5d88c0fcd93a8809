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
class PageTitles:
    """Of the pages that are not called after what they show."""

    search: str = ""
    contact: str = ""
    requests: str = ""
    missing: str = ""


@dataclass
class Site:
    """What every page shows of the shop. `title` is what the help center is called as a whole.

    `reply_within` is "" where the shop promises no time. `resending` is the address of the wizard that sends
    the confirmation again, "" where the shop has none.
    """

    name: str = ""
    title: str = ""
    page_titles: PageTitles = field(default_factory=PageTitles)
    tagline: str = ""
    email: str = ""
    reply_within: str = ""
    resending: str = ""


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
    """`badge` is a word before the title of what can be settled at once, "" for what is only to be read."""

    title: str
    href: str
    badge: str
    snippet: list[Piece] = field(default_factory=list)


@dataclass
class Filter:
    """A link to the results of one category; `chosen` where it is the one that is shown."""

    title: str
    href: str
    count: int
    chosen: bool


@dataclass
class SearchView:
    """`said` is how much was found, "" before anything was asked.

    `answered` is False where nothing found is likely to be what was meant: then there are `wizards`, the
    closest first, and `popular` articles, besides the results or in their place. `is_gap` says that the shop
    knows the question and has no page about it; no wizard is close to it then.
    """

    query: str = ""
    said: str = ""
    results: list[Result] = field(default_factory=list)
    filters: list[Filter] = field(default_factory=list)
    answered: bool = True
    is_gap: bool = False
    wizards: list[Card] = field(default_factory=list)
    popular: list[Card] = field(default_factory=list)


@dataclass
class Suggestion:
    """`badge` as in a result."""

    title: str
    href: str
    badge: str


@dataclass
class Suggestions:
    """`said` is for those who do not see the list."""

    said: str = ""
    options: list[Suggestion] = field(default_factory=list)
