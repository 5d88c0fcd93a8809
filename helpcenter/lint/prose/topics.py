"""Which parts of the policy some words speak of, as `topics.toml` has it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from pathlib import Path

_FILE = Path(__file__).with_name("topics.toml")
ELSEWHERE = "elsewhere"
HARDLY = "hardly"
_TOPICLESS = "topicless"
_LETTER, _GAP = r"[\w\u2019'-]", r"\s+"


@dataclass(frozen=True)
class Mention:
    """`topic` is a topic or a term of the policy, or ELSEWHERE for what no rule is about. HARDLY is the same
    for words that stand beside those of the policy, too."""

    topic: str
    start: int
    end: int

    @property
    def is_policy(self) -> bool:
        return self.topic not in (ELSEWHERE, HARDLY)

    def distance(self, start: int, end: int) -> int:
        return max(self.start - end, start - self.end, 0)


@dataclass(frozen=True)
class Lexicon:
    """`about` and `elsewhere` hold phrases by what they speak of; `counts` patterns of nouns by term.

    `counts_of_topics` are such patterns by a term's name without its topic, `named` what is said with them.
    """

    about: Mapping[str, Sequence[str]]
    elsewhere: Sequence[str]
    hardly: Sequence[str]
    topicless: Sequence[str]
    kept: Sequence[str]
    priced: Sequence[str]
    returned: Sequence[str]
    counts: Mapping[str, Sequence[str]]
    counts_of_topics: Mapping[str, Sequence[str]]
    named: Mapping[str, Sequence[str]]

    def mentions(self, text: str) -> list[Mention]:
        """None within another: the longest phrase counts, even one that names no topic."""
        found = [Mention(topic, *match.span()) for topic, match in self._matches(text)]
        kept: list[Mention] = []
        for mention in sorted(found, key=lambda mention: mention.start - mention.end):
            if not any(mention.start < other.end and other.start < mention.end for other in kept):
                kept.append(mention)
        return sorted((mention for mention in kept if mention.topic != _TOPICLESS), key=lambda m: m.start)

    def says_kept(self, text: str) -> bool:
        return self._kept.search(text) is not None

    def says_priced(self, text: str) -> bool:
        return self._priced.search(text) is not None

    def says_returned(self, text: str) -> bool:
        return self._returned.search(text) is not None

    def names(self, counted: str, text: str) -> bool:
        """Whether the text says what is counted: a "refund" where options are remedies."""
        return _pattern(self.named[counted]).search(text) is not None

    def _matches(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        for topic, pattern in self._patterns.items():
            yield from ((topic, match) for match in pattern.finditer(text))

    @cached_property
    def _patterns(self) -> Mapping[str, re.Pattern[str]]:
        phrases = {**self.about, ELSEWHERE: self.elsewhere, HARDLY: self.hardly, _TOPICLESS: self.topicless}
        return {topic: _pattern(words) for topic, words in phrases.items()}

    @cached_property
    def _kept(self) -> re.Pattern[str]:
        return _pattern(self.kept)

    @cached_property
    def _priced(self) -> re.Pattern[str]:
        return _pattern(self.priced)

    @cached_property
    def _returned(self) -> re.Pattern[str]:
        return _pattern(self.returned)


def lexicon_for(topics: Collection[str]) -> Lexicon:
    """The words of the file, and its own name for each topic that the file does not know."""
    known = _read()
    listed = {key.partition(".")[0] for key in known.about}
    named = {topic: [f"{topic.replace('_', ' ').rstrip('s')}*"] for topic in topics if topic not in listed}
    return replace(known, about={**known.about, **named})


@cache
def _read() -> Lexicon:
    tables = tomllib.loads(_FILE.read_text("utf-8"))
    return Lexicon(
        about=tables["about"],
        elsewhere=_phrases(tables["elsewhere"]["strong"]),
        hardly=tables["elsewhere"]["weak"]["phrases"],
        topicless=_phrases(tables["topicless"]),
        kept=tables["fees"]["kept"],
        priced=tables["fees"]["priced"],
        returned=tables["fees"]["returned"],
        counts=tables["counts"]["terms"],
        counts_of_topics=tables["counts"]["of_topics"],
        named=tables["counts"]["named"],
    )


def _phrases(lists: Mapping[str, Sequence[str]]) -> list[str]:
    return [phrase for phrases in lists.values() for phrase in phrases]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    """Longest first, so that of two phrases that begin alike the longer one is found."""
    alternatives = sorted((_expression(phrase) for phrase in phrases), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


def _expression(phrase: str) -> str:
    return "".join(map(_word, phrase.split())).removesuffix(_GAP)


def _word(word: str) -> str:
    if word == "..":
        return rf"(?:{_LETTER}+{_GAP}){{0,4}}?"
    return re.escape(word).replace(r"\*", rf"{_LETTER}*") + _GAP
