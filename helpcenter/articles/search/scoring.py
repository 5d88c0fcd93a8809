"""How well an entry fits a question: from 0 to 1.

Customers say a whole thought in a few words, so what counts is how much of the question one single phrase
covers, and how much else that phrase says. The length of an article plays no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpcenter.articles.search.analysis import STOP_MARK
from helpcenter.articles.search.corpus import Corpus, Indexed

_BEST_PHRASE, _NEXT_PHRASES, _ALL_PHRASES, _BODY = 0.5, 0.2, 0.2, 0.1
# Of what a phrase says beyond the question, this part counts against it.
_BEYOND = 0.4


class Question:
    """The terms of a query, weighed once for all candidates."""

    def __init__(self, terms: Sequence[str], corpus: Corpus) -> None:
        self._corpus = corpus
        says_something = [term for term in terms if not term.startswith(STOP_MARK)]
        unknown = sum(not corpus.knows(term) for term in says_something)
        # Words that no entry has count as one, however many: a worried mail tells more than it asks.
        self.weights: Mapping[str, float] = {
            term: corpus.weight(term) / (1 if corpus.knows(term) else unknown) for term in says_something
        }
        self._total = sum(self.weights.values())
        # Stop words are shared or not; which of them a phrase lacks tells nothing.
        self._compared = dict(self.weights) | {
            term: corpus.weight(term) for term in terms if term not in self.weights and corpus.knows(term)
        }

    def score(self, indexed: Indexed, without: int | None = None) -> float:
        """0 where there is no term. `without` leaves out one phrase, by its index."""
        if not self.weights:
            return 0.0
        covered: set[str] = set()
        shares_nothing = self.weights.keys().isdisjoint
        likenesses = [
            self._likeness(phrase, covered)
            for index, phrase in enumerate(indexed.phrases)
            if index != without and not shares_nothing(phrase)
        ]
        likenesses.sort(reverse=True)
        best, second, third = (*likenesses, 0.0, 0.0, 0.0)[:3]
        union = sum(self.weights[term] for term in covered)
        body = sum(weight for term, weight in self.weights.items() if f" {term} " in indexed.body)
        return (
            _BEST_PHRASE * best
            + _NEXT_PHRASES * (second + third) / 2
            + (_ALL_PHRASES * union + _BODY * body) / self._total
        )

    def _likeness(self, phrase: Sequence[str], covered: set[str]) -> float:
        compared, all_weights = self._compared, self._corpus.weights
        shared = beyond = 0.0
        for term in phrase:
            if term in compared:
                shared += compared[term]
            else:
                beyond += all_weights[term]
        covered.update(self.weights.keys() & phrase)
        return shared / (self._total + _BEYOND * beyond)
