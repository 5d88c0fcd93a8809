"""The words of a corpus: which are known, and what an unknown one was probably meant to be."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.counts import changed_counts, changes

# Shorter words have too many neighbours to choose among.
_SHORTEST_CORRECTED = 4
_SHORTEST_WITH_NEW_FIRST_LETTER = 5
_SHORTEST_WITH_TWO_SLIPS = 7
_SHORTEST_COMPLETED = 2
_MOST_COMPLETIONS = 500
# The work grows with the square of the length, and anybody can send a word of a thousand letters.
_SHORTEST_SPLIT, _LONGEST_SPLIT, _SHORTEST_PART = 7, 40, 2


@dataclass(frozen=True)
class Vocabulary:
    """In how many entries each word is spoken (titles, aliases) and written (all else).

    Words of phrases that mean the same are there, too; stop words are known, so that a typo in one is seen.
    `stems` counts the words of each stem, `alphabetical` are those of letters alone, and `shelves` hold the
    same and the stop words by first letter and length.
    """

    analyzer: Analyzer
    spoken: Mapping[str, int]
    written: Mapping[str, int]
    stems: Mapping[str, int]
    alphabetical: Sequence[str]
    shelves: Mapping[tuple[str, int], Sequence[str]]

    @classmethod
    def empty(cls, analyzer: Analyzer) -> Vocabulary:
        shelves = _shelved({}, analyzer.stop_words, frozenset())
        empty = cls(analyzer, {}, {}, {}, (), shelves)
        return empty._rearranged(analyzer.phrase_words, frozenset())

    def updated(self, spoken: Mapping[str, int], written: Mapping[str, int]) -> Vocabulary:
        """By how much the counts of some words change; the other words stay as they stand."""
        after = replace(
            self,
            spoken=changed_counts(self.spoken, spoken),
            written=changed_counts(self.written, written),
        )
        touched = spoken.keys() | written.keys()
        had = {word for word in touched if self._has(word)}
        has = {word for word in touched if after._has(word)}
        return after._rearranged(has - had, had - has)

    def knows(self, word: str) -> bool:
        """Also in another form: who writes "parcels" knows "parcel"."""
        return self._is_known(word) or self.analyzer.stem(word) in self.stems

    def complete(self, start: str) -> str | None:
        """The most used word that begins so: what somebody who is still typing is about to write."""
        if len(start) < _SHORTEST_COMPLETED:
            return None
        at = bisect_left(self.alphabetical, start)
        words = takewhile(lambda word: word.startswith(start), self.alphabetical[at : at + _MOST_COMPLETIONS])
        return max(words, key=self._use, default=None)

    def correct(self, word: str) -> str | None:
        """The most used word that is one slip of the fingers away; two in a long word.

        The first letter is taken to be right in a short word, and where there are two slips.
        """
        if len(word) < _SHORTEST_CORRECTED or not word.isalpha():
            return None
        letters = sorted(word)
        for candidates in self._attempts(word):
            # Letters in the wrong order are the surest of all slips.
            rated = [(sorted(other) == letters, self._use(other), other) for other in candidates]
            for is_swap, _, other in sorted(rated, reverse=True):
                # A short word turned into a stop word would be lost: "user" is not "use". "wher" is "where".
                is_longer = max(len(word), len(other)) > _SHORTEST_CORRECTED
                if is_swap or is_longer or other not in self.analyzer.stop_words:
                    return other
        return None

    def split(self, word: str) -> list[str] | None:
        """The known words that it runs together ("wheresmyorder"): as few as can be."""
        if not _SHORTEST_SPLIT <= len(word) <= _LONGEST_SPLIT or not word.isalpha():
            return None
        # By where the rest begins: how it is best split.
        best: dict[int, list[str] | None] = {len(word): []}
        for start in reversed(range(len(word))):
            rests = (
                [word[start:stop], *rest]
                for stop in range(len(word), start + _SHORTEST_PART - 1, -1)
                if (rest := best[stop]) is not None and self._is_known(word[start:stop])
            )
            best[start] = min(rests, key=len, default=None)
        return best[0]

    def _attempts(self, word: str) -> Iterator[Iterable[str]]:
        yield self._near(word, 1)
        if len(word) >= _SHORTEST_WITH_NEW_FIRST_LETTER:
            yield self._with_other_start(word)
        else:
            yield self._with_first_letter(word)
        if len(word) >= _SHORTEST_WITH_TWO_SLIPS:
            yield self._near(word, 2)

    def _near(self, word: str, slips: int) -> Iterator[str]:
        for length in range(len(word) - slips, len(word) + slips + 1):
            shelf = self.shelves.get((word[0], length), ())
            for other, _, _ in process.extract(
                word, shelf, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                yield other

    def _with_other_start(self, word: str) -> set[str]:
        """All words one slip away that begin with another letter, without a look at each word there is."""
        swapped = word[1] + word[0] + word[2:]
        replaced = (letter + rest for letter in self._first_letters for rest in (word, word[1:]))
        return set(filter(self._is_known, (word[1:], swapped, *replaced)))

    def _with_first_letter(self, word: str) -> set[str]:
        """The first letter was left out: "rong"."""
        return {letter + word for letter in self._first_letters if self._is_known(letter + word)}

    @cached_property
    def _first_letters(self) -> set[str]:
        return {letter for letter, _ in self.shelves}

    def _use(self, word: str) -> int:
        """Titles and aliases are what customers say, and so the better guess at what they meant to type."""
        return 1 + 3 * self.spoken.get(word, 0) + self.written.get(word, 0)

    def _rearranged(self, came: Set[str], gone: Set[str]) -> Vocabulary:
        if not came and not gone:
            return self
        stem, stop_words = self.analyzer.stem, self.analyzer.stop_words
        stems = changed_counts(self.stems, changes([map(stem, came)], [map(stem, gone)]))
        came, gone = set(filter(str.isalpha, came)), set(filter(str.isalpha, gone))
        kept = [word for word in self.alphabetical if word not in gone]
        return replace(
            self,
            stems=stems,
            # Quick, as all but those that came are in order already.
            alphabetical=sorted([*kept, *came]),
            shelves=_shelved(self.shelves, came - stop_words, gone - stop_words),
        )

    def _has(self, word: str) -> bool:
        return word in self.spoken or word in self.written or word in self.analyzer.phrase_words

    def _is_known(self, word: str) -> bool:
        return self._has(word) or word in self.analyzer.stop_words


def _shelved(
    shelves: Mapping[tuple[str, int], Sequence[str]], came: Set[str], gone: Set[str]
) -> Mapping[tuple[str, int], Sequence[str]]:
    """Shelves on which nothing changes are shared."""
    added: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
    for word in came:
        added[word[0], len(word)].append(word)
    changed = added.keys() | {(word[0], len(word)) for word in gone}
    return {
        **shelves,
        **{
            place: [*(word for word in shelves.get(place, ()) if word not in gone), *added[place]]
            for place in changed
        },
    }
