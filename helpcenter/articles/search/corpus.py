"""The entries as search compares them, and what the words of all of them together tell."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from helpcenter.articles.search.analysis import STOP_MARK, Analyzer
from helpcenter.articles.search.counts import changed_counts, changes
from helpcenter.articles.search.entries import Entry, sentences
from helpcenter.articles.search.vocabulary import Vocabulary

# A word that no entry has says more than the rarest one that is there: the customer is after something else.
_UNKNOWN = 1.5
_STOP_WORD = 0.15


@dataclass(frozen=True)
class Indexed:
    """An entry in terms. Each phrase, the title and the aliases, is compared as a text of its own.

    `literals` are the same as plain words. `body` has a line for each sentence, with a space around each
    term: many thousand sets would take ten times the memory of strings.
    """

    entry: Entry
    literals: tuple[str, ...]
    phrases: tuple[tuple[str, ...], ...]
    body: str
    body_words: str

    def phrase_terms(self) -> set[str]:
        return {term for phrase in self.phrases for term in phrase}

    def body_terms(self) -> set[str]:
        return set(self.body.split())

    def phrase_words(self) -> set[str]:
        return {word for literal in self.literals for word in literal.split()}

    def written_words(self) -> list[str]:
        return self.body_words.split()


def index_entry(entry: Entry, analyzer: Analyzer) -> Indexed:
    spoken = [analyzer.words(phrase) for phrase in (entry.title, *entry.aliases)]
    written = [analyzer.words(sentence) for sentence in (*sentences(entry), *entry.headings)]
    return Indexed(
        entry=entry,
        literals=tuple(" ".join(words) for words in spoken),
        phrases=tuple(analyzer.phrase_terms(words) for words in spoken),
        body="\n".join(f" {' '.join(analyzer.distinct_terms(words))} " for words in written),
        body_words=" ".join({word for words in written for word in words}),
    )


class Weights(dict[str, float]):
    """Of the terms of phrases. An edit changes all of them a little, so each is worked out when asked for."""

    def __init__(self, in_phrases: Mapping[str, int], size: int) -> None:
        super().__init__()
        self._in_phrases, self._size = in_phrases, size

    def __missing__(self, term: str) -> float:
        weight = self.weigh(self._in_phrases[term])
        self[term] = weight = weight * _STOP_WORD if term.startswith(STOP_MARK) else weight
        return weight

    def weigh(self, known: int) -> float:
        """The weight of a term that so many entries have in a phrase."""
        # The root keeps a rare word from outweighing all others of a question.
        return math.sqrt(math.log(1 + (self._size - known + 0.5) / (known + 0.5)))


class Corpus:
    """Counts over all entries. A change makes a new one: a search in progress keeps its own."""

    def __init__(
        self, size: int, in_phrases: Mapping[str, int], in_bodies: Mapping[str, int], vocabulary: Vocabulary
    ) -> None:
        self.weights = Weights(in_phrases, size)
        self.vocabulary = vocabulary
        self._size, self._in_phrases, self._in_bodies = size, in_phrases, in_bodies

    @classmethod
    def empty(cls, analyzer: Analyzer) -> Corpus:
        return cls(0, {}, {}, Vocabulary.empty(analyzer))

    def updated(self, added: Collection[Indexed], removed: Collection[Indexed]) -> Corpus:
        phrases, bodies, spoken, written = (
            changes(map(words_of, added), map(words_of, removed))
            for words_of in (
                Indexed.phrase_terms,
                Indexed.body_terms,
                Indexed.phrase_words,
                Indexed.written_words,
            )
        )
        return Corpus(
            size=self._size + len(added) - len(removed),
            in_phrases=changed_counts(self._in_phrases, phrases),
            in_bodies=changed_counts(self._in_bodies, bodies),
            vocabulary=self.vocabulary.updated(spoken, written),
        )

    def knows(self, term: str) -> bool:
        return term in self._in_phrases or term in self._in_bodies

    def weight(self, term: str) -> float:
        """How much a term tells entries apart, going by the phrases of all of them."""
        if term in self._in_phrases:
            return self.weights[term]
        return self.weights.weigh(0) * (1 if self.knows(term) else _UNKNOWN)
