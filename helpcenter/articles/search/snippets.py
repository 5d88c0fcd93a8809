"""The sentence of an entry that answers a question best, with the words that the two share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.corpus import Indexed
from helpcenter.articles.search.entries import sentences
from helpcenter.articles.search.results import Snippet

_LONGEST = 220
_LEAD = 60

# Cutting a text into sentences takes longer than all the rest, and most searches find the same few articles.
_quotable = lru_cache(maxsize=250)(sentences)


def best_sentence(indexed: Indexed, weights: Mapping[str, float], analyzer: Analyzer) -> Snippet:
    """The summary stands in where no sentence shares a word, and wins where it shares as much."""
    quotable = _quotable(indexed.entry)
    marked = [(f" {term} ", weight) for term, weight in weights.items()]
    worths = [
        sum(weight for term, weight in marked if term in line)
        for line in indexed.body.split("\n", len(quotable))[: len(quotable)]
    ]
    sentence = quotable[max(range(len(worths)), key=worths.__getitem__)]
    spans, terms = analyzer.spans(sentence), analyzer.terms(analyzer.words(sentence))
    shared = tuple((spans[term.start][0], spans[term.stop - 1][1]) for term in terms if term.text in weights)
    return _shortened(Snippet(sentence, shared))


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
