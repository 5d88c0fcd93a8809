"""Finds articles and wizards for whatever a customer types."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from heapq import nsmallest

from rapidfuzz import fuzz
from tantivy import Searcher

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.calibration import answered_from, held_out_scores, is_measured
from helpcenter.articles.search.corpus import Corpus, Indexed, index_entry
from helpcenter.articles.search.entries import Entry, Kind
from helpcenter.articles.search.query import clean, read_query
from helpcenter.articles.search.results import Hit, Results
from helpcenter.articles.search.scoring import Question
from helpcenter.articles.search.shelf import Shelf
from helpcenter.articles.search.snippets import best_sentence
from helpcenter.articles.search.titles import Titles
from helpcenter.articles.synonyms import Synonyms

_CANDIDATES = 40
# Above every score: whoever types a whole title or alias gets it first, then whoever is about to.
_EXACT, _TITLE_BEGUN = 2.0, 1.0
# Of its own score: settling the case is better than reading about it, where both fit about as well.
_WIZARD_FIRST = 0.05


@dataclass(frozen=True)
class SearchIndex:
    """One state of the index. `updated` gives the next one; this one goes on answering as it did.

    A row is the number of an indexed entry. `order` breaks ties: the first entry wins. `held_out` are the
    scores that the line is drawn by, of the entries that are measured.
    """

    analyzer: Analyzer
    shelf: Shelf
    searcher: Searcher
    corpus: Corpus
    rows: Mapping[int, Indexed]
    order: Mapping[int, int]
    titles: Titles
    held_out: Mapping[str, tuple[float, ...]]
    answered_from: float

    @classmethod
    def build(cls, entries: Sequence[Entry], language: str, synonyms: Synonyms) -> SearchIndex:
        """Raises KeyError for a language without a stemmer."""
        analyzer, shelf = Analyzer(language, synonyms), Shelf()
        empty = cls(
            analyzer=analyzer,
            shelf=shelf,
            searcher=shelf.hold({}),
            corpus=Corpus.empty(analyzer),
            rows={},
            order={},
            titles=Titles(),
            held_out={},
            answered_from=1.0,
        )
        return empty.updated(entries)

    def updated(self, entries: Sequence[Entry]) -> SearchIndex:
        """Of all entries, in their new order: those that differ are indexed anew."""
        known = {indexed.entry.key: row for row, indexed in self.rows.items()}
        rows: dict[int, Indexed] = {}
        added: dict[int, Indexed] = {}
        for entry in entries:
            row = known.get(entry.key, -1)
            before = self.rows.get(row)
            if before and (before.entry is entry or before.entry == entry):
                rows[row] = before
            else:
                row = self.shelf.new_row()
                rows[row] = added[row] = index_entry(entry, self.analyzer)
        removed = {row: indexed for row, indexed in self.rows.items() if row not in rows}
        order = {row: place for place, row in enumerate(rows)}
        if not added and not removed:
            return replace(self, order=order)
        changed = replace(
            self,
            searcher=self.shelf.hold(rows),
            corpus=self.corpus.updated(added.values(), removed.values()),
            rows=rows,
            order=order,
            titles=self.titles.updated(
                {row: new.literals[0] for row, new in added.items() if new.entry.kind is not Kind.TOPIC},
                removed,
            ),
        )
        return changed._calibrated(added.values(), {indexed.entry.key for indexed in removed.values()})

    def _calibrated(self, added: Iterable[Indexed], gone: Collection[str]) -> SearchIndex:
        """Only what is new is measured: one article more or less moves the line very little."""
        held_out = {key: scores for key, scores in self.held_out.items() if key not in gone}
        for indexed in added:
            if indexed.entry.kind is not Kind.TOPIC and is_measured(indexed.entry.key, len(self.rows)):
                held_out[indexed.entry.key] = held_out_scores(indexed, self.corpus, self._candidates)
        return replace(self, held_out=held_out, answered_from=answered_from(held_out))

    def get_ready(self) -> None:
        """Reads what the first search for an unknown word would have to read."""
        _ = self.analyzer.common_words

    def search(self, text: str, limit: int = 10, *, typing: bool = False) -> Results:
        """Answers any text whatever; one without a word that is worth looking for finds nothing.

        `typing` says that its last word may go on.
        """
        text = clean(text)
        plain = self.analyzer.plain(text)
        terms = read_query(text, self.analyzer, self.corpus.vocabulary, typing=typing)
        question = Question(terms, self.corpus)
        begun = set(nsmallest(limit, self.titles.beginning_with(plain), key=self.order.__getitem__))
        scores = {
            row: self._score(row, question, plain) + _TITLE_BEGUN * (row in begun)
            for row in begun.union(self.shelf.candidates(self.searcher, terms, _CANDIDATES))
        }
        best = sorted(scores, key=lambda row: (-scores[row], self.order[row]))
        pages = [row for row in best if not self._topic(row)]
        typed = frozenset(plain.split())
        is_near = bool(best) and scores[best[0]] >= self.answered_from
        topic = self._topic(best[0]) if is_near else ""
        return Results(
            hits=tuple(self._hit(row, scores[row], question, typed) for row in pages[:limit]),
            answered=is_near and not topic,
            topic=topic,
        )

    def closest(self, text: str, kind: Kind) -> list[str]:
        """The slugs of that kind, the most alike in spelling first: where no word is shared, letters are."""
        plain = self.analyzer.plain(clean(text))
        likeness = {
            row: max(fuzz.WRatio(plain, literal) for literal in indexed.literals)
            for row, indexed in self.rows.items()
            if indexed.entry.kind is kind
        }
        best = sorted(likeness, key=lambda row: (-likeness[row], self.order[row]))
        return [self.rows[row].entry.slug for row in best]

    def _topic(self, row: int) -> str:
        entry = self.rows[row].entry
        return entry.slug if entry.kind is Kind.TOPIC else ""

    def _candidates(self, terms: Sequence[str]) -> list[Indexed]:
        return [self.rows[row] for row in self.shelf.candidates(self.searcher, terms, _CANDIDATES)]

    def _score(self, row: int, question: Question, plain: str) -> float:
        indexed = self.rows[row]
        score = question.score(indexed)
        if indexed.entry.kind is Kind.WIZARD:
            score *= 1 + _WIZARD_FIRST
        return score + _EXACT * (plain in indexed.literals)

    def _hit(self, row: int, score: float, question: Question, typed: frozenset[str]) -> Hit:
        indexed = self.rows[row]
        entry = indexed.entry
        quote = partial(best_sentence, indexed, question.weights, typed, self.analyzer)
        return Hit(entry.kind, entry.slug, entry.title, round(score, 4), quote)
