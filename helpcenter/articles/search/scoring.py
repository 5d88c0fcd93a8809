"""How well an entry fits a question: from 0 to 1.

Customers say a whole thought in a few words, so what counts is how much of the question one single phrase
covers, and how much else that phrase says. The length of an article plays no part.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from helpcenter.articles.search.corpus import Corpus, Indexed

_BEST_PHRASE, _ALL_PHRASES, _BODY = 0.64, 0.27, 0.09
# Of what a phrase says beyond the question, this part counts against it.
_BEYOND = 0.5


class Question:
    """The terms of a query, weighed once for all candidates."""

    def __init__(self, terms: Sequence[str], corpus: Corpus) -> None:
        self._corpus = corpus
        unknown = sum(not corpus.knows(term) for term in terms)
        # Words that no entry has count as one, however many: a worried mail tells more than it asks.
        self.weights: Mapping[str, float] = {
            term: corpus.weight(term) / (1 if corpus.knows(term) else unknown) for term in terms
        }
        self._total = sum(self.weights.values())

    def score(self, indexed: Indexed, without: int | None = None) -> float:
        """0 where there is no term. `without` leaves out one phrase, by its index."""
        if not self.weights:
            return 0.0
        covered: set[str] = set()
        best = 0.0
        for index, phrase in enumerate(indexed.phrases):
            if index != without:
                best = max(best, self._likeness(phrase, covered))
        union = sum(self.weights[term] for term in covered)
        body = sum(weight for term, weight in self.weights.items() if f" {term} " in indexed.body)
        return _BEST_PHRASE * best + (_ALL_PHRASES * union + _BODY * body) / self._total

    def _likeness(self, phrase: Sequence[str], covered: set[str]) -> float:
        weights, all_weights = self.weights, self._corpus.weights
        shared = beyond = 0.0
        for term in phrase:
            if term in weights:
                shared += weights[term]
                covered.add(term)
            else:
                beyond += all_weights[term]
        return shared / (self._total + _BEYOND * beyond)
