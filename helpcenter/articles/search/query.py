"""From what a customer typed to terms: whatever it is, and however it is spelt."""

from __future__ import annotations

import re

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.vocabulary import Vocabulary

# A pasted mail says what it is about near its beginning; the limits also bound the work of one search.
_MOST_CHARACTERS = 1_000
_MOST_WORDS = 60
_MOST_CORRECTIONS = 6
# "Loooong".
_DRAWN_OUT = re.compile(r"(.)\1{2,}")
_MAIL_OR_URL = re.compile(r"\S+@\S+|https?://\S+")


def clean(text: str) -> str:
    """Without lone surrogates, which nothing below can encode, and without addresses, which say nothing."""
    readable = text[:_MOST_CHARACTERS].encode("utf-8", "ignore").decode("utf-8")
    return _MAIL_OR_URL.sub(" ", readable)


def read_query(
    text: str, analyzer: Analyzer, vocabulary: Vocabulary, *, typing: bool = False
) -> tuple[str, ...]:
    """The terms of a cleaned text, each once, in order. `typing` says that the last word may go on."""
    words = analyzer.words(text)[:_MOST_WORDS]
    last = len(words) - 1 if typing and text[-1:].isalnum() else -1
    read: list[str] = []
    corrections = 0
    for index, word in enumerate(words):
        if vocabulary.knows(word) or corrections == _MOST_CORRECTIONS:
            read.append(word)
            continue
        corrections += 1
        read += _meant(word, analyzer, vocabulary, is_begun=index == last)
    return analyzer.phrase_terms(read)


def _meant(word: str, analyzer: Analyzer, vocabulary: Vocabulary, *, is_begun: bool) -> list[str]:
    """What somebody who typed this unknown word is likely to mean by it."""
    if is_begun and (completed := vocabulary.complete(word)):
        return [completed]
    if word in analyzer.common_words:
        return [word]
    calm = _DRAWN_OUT.sub(r"\1", word)
    if vocabulary.knows(calm):
        return [calm]
    if corrected := vocabulary.correct(word):
        return [corrected]
    return vocabulary.split(word) or [word]
