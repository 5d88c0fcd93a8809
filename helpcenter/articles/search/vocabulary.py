"""The words of a corpus: which are known, and what an unknown one was probably meant to be."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile

from rapidfuzz import process
from rapidfuzz.distance import OSA

from helpcenter.articles.search.analysis import Analyzer

# Shorter words have too many neighbours to choose among.
_SHORTEST_CORRECTED = 4
_SHORTEST_WITH_NEW_FIRST_LETTER = 5
_SHORTEST_WITH_TWO_SLIPS = 7
_SHORTEST_COMPLETED = 2
_MOST_COMPLETIONS = 500


class Vocabulary:
    """In how many entries each word is spoken (titles, aliases) and written (all else).

    Stop words are known, too, so that a typo in one is seen.
    """

    def __init__(self, spoken: Mapping[str, int], written: Mapping[str, int], analyzer: Analyzer) -> None:
        self._spoken, self._written, self._stem = spoken, written, analyzer.stem
        words = {*spoken, *written, *analyzer.phrase_words}
        self._stems = set(map(analyzer.stem, words))
        self._sorted = sorted(filter(str.isalpha, words))
        self._stop_words = analyzer.stop_words
        self._known = words | analyzer.stop_words
        self._by_start: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        for word in {*self._sorted, *analyzer.stop_words}:
            self._by_start[word[0], len(word)].append(word)
        self._first_letters = {letter for letter, _ in self._by_start}

    def knows(self, word: str) -> bool:
        """Also in another form: who writes "parcels" knows "parcel"."""
        return word in self._known or self._stem(word) in self._stems

    def complete(self, start: str) -> str | None:
        """The most used word that begins so: what somebody who is still typing is about to write."""
        if len(start) < _SHORTEST_COMPLETED:
            return None
        at = bisect_left(self._sorted, start)
        words = takewhile(lambda word: word.startswith(start), self._sorted[at : at + _MOST_COMPLETIONS])
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
                if is_swap or is_longer or other not in self._stop_words:
                    return other
        return None

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
            shelf = self._by_start.get((word[0], length), ())
            for other, _, _ in process.extract(
                word, shelf, scorer=OSA.distance, score_cutoff=slips, limit=None
            ):
                yield other

    def _with_other_start(self, word: str) -> set[str]:
        """All words one slip away that begin with another letter, without a look at each word there is."""
        swapped = word[1] + word[0] + word[2:]
        replaced = (letter + rest for letter in self._first_letters for rest in (word, word[1:]))
        return {other for other in (word[1:], swapped, *replaced) if other in self._known}

    def _with_first_letter(self, word: str) -> set[str]:
        """The first letter was left out: "rong"."""
        return {letter + word for letter in self._first_letters} & self._known

    def _use(self, word: str) -> int:
        """Titles and aliases are what customers say, and so the better guess at what they meant to type."""
        return 1 + 3 * self._spoken.get(word, 0) + self._written.get(word, 0)
