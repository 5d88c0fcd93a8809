"""The sentence of an entry that answers a question best, with the words that the two share."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from helpcenter.articles.search.analysis import Analyzer, Term
from helpcenter.articles.search.corpus import Indexed
from helpcenter.articles.search.entries import sentences
from helpcenter.articles.search.results import Snippet

_LONGEST = 220
_LEAD = 60
# Of the languages that search reads.
_PLURALS = ("", "s", "es", "n", "en", "e")

# Cutting a text into sentences takes longer than all the rest, and most searches find the same few articles.
_quotable = lru_cache(maxsize=250)(sentences)


def best_sentence(
    indexed: Indexed, weights: Mapping[str, float], typed: Collection[str], analyzer: Analyzer
) -> Snippet:
    """The summary stands in where no sentence shares a word, and wins where it shares as much.

    A row of a table is not a sentence: it is quoted where nothing else shares a word. `typed` are the words
    of the question as they were written.
    """
    quotable = _quotable(indexed.entry)
    marked = [(f" {term} ", weight) for term, weight in weights.items()]
    worths = [
        sum(weight for term, weight in marked if term in line)
        for line in indexed.body.split("\n", len(quotable))[: len(quotable)]
    ]
    prose = len(quotable) - len(indexed.entry.rows)
    shared = [place for place, worth in enumerate(worths) if worth]
    for place in sorted(shared, key=lambda place: (place >= prose, -worths[place])):
        if spans := _shared(quotable[place], weights, typed, analyzer):
            return _shortened(Snippet(quotable[place], spans))
    return _shortened(Snippet(quotable[0]))


def _shared(
    sentence: str, weights: Mapping[str, float], typed: Collection[str], analyzer: Analyzer
) -> tuple[tuple[int, int], ...]:
    words, spans = analyzer.words(sentence), analyzer.spans(sentence)
    return tuple(
        (spans[term.start][0], spans[term.stop - 1][1])
        for term in analyzer.terms(words)
        if term.text in weights and _is_meant(term, words, typed, analyzer)
    )


def _is_meant(term: Term, words: Sequence[str], typed: Collection[str], analyzer: Analyzer) -> bool:
    """A synonym counts as its group has it, or in the plural: "packaged" is not "package"."""
    word = words[term.start]
    if term.stop - term.start > 1 or word in typed or analyzer.stem(word) == term.text:
        return True
    return any(word.removesuffix(ending) in analyzer.phrase_words for ending in _PLURALS)


def _shortened(snippet: Snippet) -> Snippet:
    """Cut at spaces to a readable length, around the first shared word."""
    text = snippet.text
    if len(text) <= _LONGEST:
        return snippet
    first = snippet.highlights[0][0] if snippet.highlights else 0
    start = text.rfind(" ", 0, first - _LEAD) + 1 if first > _LEAD else 0
    end = len(text) if len(text) - start <= _LONGEST else text.rfind(" ", start, start + _LONGEST)
    end = end if end > start else start + _LONGEST
    before, after = "… " * (start > 0), " …" * (end < len(text))
    shift = len(before) - start
    kept = tuple((a + shift, b + shift) for a, b in snippet.highlights if start <= a and b <= end)
    return Snippet(f"{before}{text[start:end]}{after}", kept)
