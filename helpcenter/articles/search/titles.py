"""The literal rule for those who are still typing: titles that begin with just these words come first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import islice


class Titles:
    """`titles` are plain: folded words with single spaces, by row."""

    def __init__(self, titles: Mapping[int, str]) -> None:
        self._sorted = sorted((title, row) for row, title in titles.items())

    def beginning_with(self, plain: str) -> Iterator[int]:
        if plain:
            for title, row in islice(self._sorted, bisect_left(self._sorted, (plain, -1)), None):
                if not title.startswith(plain):
                    return
                yield row
