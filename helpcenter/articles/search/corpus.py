"""The entries as search compares them, and what the words of all of them together tell."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.entries import Entry, sentences
from helpcenter.articles.search.vocabulary import Vocabulary

# A word that no entry has says more than the rarest one that is there: the customer is after something else.
_UNKNOWN = 1.5


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

    def phrase_words(self) -> set[str]:
        return {word for literal in self.literals for word in literal.split()}


def index_entry(entry: Entry, analyzer: Analyzer) -> Indexed:
    spoken = [analyzer.words(phrase) for phrase in (entry.title, *entry.aliases)]
    written = [analyzer.words(sentence) for sentence in (*sentences(entry), *entry.headings)]
    return Indexed(
        entry=entry,
        literals=tuple(" ".join(words) for words in spoken),
        phrases=tuple(analyzer.distinct_terms(words) for words in spoken),
        body="\n".join(f" {' '.join(analyzer.distinct_terms(words))} " for words in written),
        body_words=" ".join({word for words in written for word in words}),
    )


class Corpus:
    """Counts over all entries. A change makes a new one: a search in progress keeps its own.

    `weights` are those of all terms of phrases.
    """

    def __init__(
        self,
        analyzer: Analyzer,
        added: Iterable[Indexed],
        removed: Iterable[Indexed] = (),
        base: Corpus | None = None,
    ) -> None:
        self.size: int = base.size if base else 0
        self._in_phrases: Counter[str] = base._in_phrases.copy() if base else Counter()
        self._in_bodies: Counter[str] = base._in_bodies.copy() if base else Counter()
        self._spoken: Counter[str] = base._spoken.copy() if base else Counter()
        self._written: Counter[str] = base._written.copy() if base else Counter()
        for indexed in removed:
            self.size -= 1
            for counts, words in self._counted(indexed):
                counts.subtract(words)
                for word in words:
                    if not counts[word]:
                        del counts[word]
        for indexed in added:
            self.size += 1
            for counts, words in self._counted(indexed):
                counts.update(words)
        self.vocabulary = Vocabulary(self._spoken, self._written, analyzer)
        self.weights = {term: self._weight(known) for term, known in self._in_phrases.items()}

    def _counted(self, indexed: Indexed) -> tuple[tuple[Counter[str], Collection[str]], ...]:
        return (
            (self._in_phrases, indexed.phrase_terms()),
            (self._in_bodies, set(indexed.body.split())),
            (self._spoken, indexed.phrase_words()),
            (self._written, indexed.body_words.split()),
        )

    def knows(self, term: str) -> bool:
        return term in self.weights or term in self._in_bodies

    def weight(self, term: str) -> float:
        """How much a term tells entries apart, going by the phrases of all of them."""
        if term in self.weights:
            return self.weights[term]
        return self._weight(0) if self.knows(term) else self._weight(0) * _UNKNOWN

    def _weight(self, known: int) -> float:
        # The root keeps a rare word from outweighing all others of a question.
        return math.sqrt(math.log(1 + (self.size - known + 0.5) / (known + 0.5)))
