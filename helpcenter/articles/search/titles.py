"""The literal rule for those who are still typing: titles that begin with just these words come first."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import islice


class Titles:
    """Plain titles, folded words with single spaces, in order, each with its row."""

    def __init__(self, ordered: Sequence[tuple[str, int]] = ()) -> None:
        self._ordered = ordered

    def updated(self, added: Mapping[int, str], removed: Container[int]) -> Titles:
        kept = [title for title in self._ordered if title[1] not in removed]
        return Titles(sorted([*kept, *((title, row) for row, title in added.items())]))

    def beginning_with(self, plain: str) -> Iterator[int]:
        if plain:
            for title, row in islice(self._ordered, bisect_left(self._ordered, (plain, -1)), None):
                if not title.startswith(plain):
                    return
                yield row
