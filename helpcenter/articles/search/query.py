"""From what a customer typed to terms: whatever it is, and however it is spelt."""

from __future__ import annotations

import re

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.vocabulary import Vocabulary

# A pasted mail says what it is about near its beginning; the limits also bound the work of one search.
_MOST_CHARACTERS = 1_000
_MOST_WORDS = 60
_MOST_CORRECTIONS = 6
_MAIL_OR_URL = re.compile(r"\S+@\S+|https?://\S+")


def clean(text: str) -> str:
    """Without lone surrogates, which nothing below can encode, and without addresses, which say nothing."""
    readable = text[:_MOST_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")
    return _MAIL_OR_URL.sub(" ", readable)


def read_query(text: str, analyzer: Analyzer, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The terms of a cleaned text, each once, in order."""
    words = analyzer.words(text)[:_MOST_WORDS]
    still_typing = bool(words) and text[-1:].isalnum()
    corrections = 0
    for index, word in enumerate(words):
        if vocabulary.knows(word) or corrections == _MOST_CORRECTIONS:
            continue
        corrections += 1
        completed = vocabulary.complete(word) if still_typing and index == len(words) - 1 else None
        words[index] = completed or vocabulary.correct(word) or word
    return analyzer.distinct_terms(words)
