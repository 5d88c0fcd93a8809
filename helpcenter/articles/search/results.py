"""What a search gives back: plain data, put into HTML by whoever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from helpcenter.articles.search.entries import Kind


@dataclass(frozen=True)
class Snippet:
    """A sentence of the result. `highlights` are (start, end) in `text`, rising, without overlaps."""

    text: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True)
class Hit:
    """`quote` looks for the snippet, which takes longer than the search: ask for those that are shown."""

    kind: Kind
    slug: str
    title: str
    score: float
    quote: Callable[[], Snippet] = field(repr=False, compare=False)

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.slug}"


@dataclass(frozen=True)
class Results:
    """Best first. Where `answered` is False, none of them is likely to be what the customer is after.

    `topic` is there where it is known what that is, and that no page is about it ("gift cards").
    """

    hits: tuple[Hit, ...] = ()
    answered: bool = False
    topic: str = ""
