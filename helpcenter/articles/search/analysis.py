"""From text to the terms that search compares, the same way for articles and for what customers type.

Words are folded (case, accents, apostrophes), phrases that mean the same become one form, stop words fall
away, and the rest is stemmed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.resources import files
from typing import NamedTuple

from tantivy import Filter, TextAnalyzerBuilder, Tokenizer

from helpcenter.articles.search.common_words import common_words
from helpcenter.articles.search.folding import fold
from helpcenter.articles.synonyms import Synonyms

STEMMERS = {"en": "english", "es": "spanish", "de": "german", "fr": "french"}
# "don't" is one English word, "l'article" are two French ones.
_SPLIT = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_JOINED = re.compile(rf"{_SPLIT.pattern}(?:['\u2019\u02bc]{_SPLIT.pattern})*")
_DIGIT = re.compile(r"\d")
_MOST_WORDS_KEPT = 100_000
# Before a stop word, where it is compared at all: no word begins so.
STOP_MARK = "~"


class Term(NamedTuple):
    """What is compared, and the words that it came from: the first, and the one behind the last."""

    text: str
    start: int
    stop: int


class Analyzer:
    """Raises KeyError for a language that STEMMERS does not have."""

    def __init__(self, language: str, synonyms: Synonyms) -> None:
        stemmer = Filter.stemmer(STEMMERS[language])
        self._stemmer = TextAnalyzerBuilder(Tokenizer.raw()).filter(stemmer).build()
        self._word = _JOINED if language == "en" else _SPLIT
        self._known: dict[str, tuple[str, bool]] = {}
        self.language = language
        self.stop_words = _read_stop_words(language)
        self.phrase_words: set[str] = set()
        # By their first stem, the longest first: the other stems of a phrase, and what it becomes.
        self._phrases: dict[str, list[tuple[list[str], str]]] = {}
        # Single words just as they were written: they win over a word of another group with the same stem.
        self._forms: dict[str, str] = {}
        for phrase, form in synonyms.forms:
            self._learn(phrase, form)

    def _learn(self, phrase: str, form: str) -> None:
        words, form_words = self.words(phrase), self.words(form)
        head, *rest = map(self.stem, words)
        term = "_".join(map(self.stem, form_words))
        entries = self._phrases.setdefault(head, [])
        entries.append((rest, term))
        entries.sort(key=lambda entry: -len(entry[0]))
        self._forms.update({spelt[0]: term for spelt in (words, form_words) if len(spelt) == 1})
        self.phrase_words.update(words, form_words)

    @property
    def common_words(self) -> frozenset[str]:
        return common_words(self.language)

    def words(self, text: str) -> list[str]:
        """Folded, stop words included, in order."""
        if text.isascii():
            return [word.replace("'", "") for word in self._word.findall(text.lower())]
        return [fold(match) for match in self._word.findall(text)]

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Where the words stand, in the order of `words`."""
        return [match.span() for match in self._word.finditer(text)]

    def plain(self, text: str) -> str:
        return " ".join(self.words(text))

    def stem(self, word: str) -> str:
        return self._read(word)[0]

    def distinct_terms(self, words: Sequence[str]) -> tuple[str, ...]:
        read = self._read_all(words)
        if self._phrases.keys().isdisjoint([stem for stem, _ in read]):
            # Most sentences: no phrase can begin in it.
            return tuple(dict.fromkeys([stem for stem, says_something in read if says_something]))
        return tuple(dict.fromkeys([term for term, _, _ in self.terms(words)]))

    def phrase_terms(self, words: Sequence[str]) -> tuple[str, ...]:
        """With the stop words, marked: "when will it come" and "it did not come" differ in nothing else."""
        stop_words = dict.fromkeys([STOP_MARK + word for word in words if word in self.stop_words])
        return (*self.distinct_terms(words), *stop_words)

    def terms(self, words: Sequence[str]) -> list[Term]:
        """Longer phrases win; what stands in one is used up by it."""
        read = self._read_all(words)
        terms: list[Term] = []
        used = 0
        for index, (stem, says_something) in enumerate(read):
            if index < used:
                continue
            if stem in self._phrases and (found := self._phrase_at(read, index)):
                if found.stop == index + 1:
                    found = found._replace(text=self._forms.get(words[index], found.text))
                terms.append(found)
                used = found.stop
            elif says_something:
                terms.append(Term(stem, index, index + 1))
        return terms

    def _phrase_at(self, read: list[tuple[str, bool]], index: int) -> Term | None:
        for rest, form in self._phrases[read[index][0]]:
            if stop := _end_of_phrase(rest, read, index + 1):
                return Term(form, index, stop)
        return None

    def _read_all(self, words: Sequence[str]) -> list[tuple[str, bool]]:
        known = self._known
        return [known.get(word) or self._read(word) for word in words]

    def _read(self, word: str) -> tuple[str, bool]:
        """The stem, and whether the word says something: stop words, single letters and numbers do not.

        Numbers are order numbers, dates and amounts, which differ from customer to customer.
        """
        read = self._known.get(word)
        if read is None:
            says_something = len(word) > 1 and word not in self.stop_words and not _DIGIT.search(word)
            # Twice, as stemmers are not made for words without accents: "livrée", "livree", "livre", "livr".
            stem = self._stemmer.analyze(self._stemmer.analyze(word)[0])[0]
            read = stem, says_something
            if len(self._known) < _MOST_WORDS_KEPT:
                self._known[word] = read
        return read


def _end_of_phrase(rest: list[str], read: list[tuple[str, bool]], at: int) -> int | None:
    """Behind the last of these stems. One stop word may stand before each: "send it back" is "send back"."""
    for stem in rest:
        if at < len(read) and read[at][0] != stem and not read[at][1]:
            at += 1
        if at >= len(read) or read[at][0] != stem:
            return None
        at += 1
    return at


def _read_stop_words(language: str) -> frozenset[str]:
    text = (files(__package__) / "stopwords" / f"{language}.txt").read_text("utf-8")
    lines = (line for line in text.split("\n") if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())
