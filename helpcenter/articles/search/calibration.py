"""From which score on a search counts as answered.

Raw scores do not carry over between corpora, so each corpus draws the line itself: every alias is asked as a
question that its entry has to answer without it. That is how customers' own words meet an article, only
harder, and the line lies where one alias in thirty would count as not answered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from zlib import crc32

from helpcenter.articles.search.corpus import Corpus, Indexed
from helpcenter.articles.search.scoring import Question

_UNANSWERED_SHARE = 0.03
# A small corpus has too few aliases to be trusted beyond these.
_LOWEST_LINE, _HIGHEST_LINE = 0.25, 0.6
_ENOUGH_ENTRIES = 100

Candidates = Callable[[Sequence[str]], Iterable[Indexed]]


def is_measured(key: str, size: int) -> bool:
    """A fixed choice of about so many entries is enough in a large corpus."""
    return crc32(key.encode()) % max(1, size // _ENOUGH_ENTRIES) == 0


def held_out_scores(indexed: Indexed, corpus: Corpus, candidates: Candidates) -> tuple[float, ...]:
    """For each alias of the entry, the best score of all entries while this one lacks the alias."""
    scores = []
    for index, alias in enumerate(indexed.phrases[1:], start=1):
        if alias:
            question = Question(alias, corpus)
            others = (
                question.score(other, without=index if other is indexed else None)
                for other in candidates(alias)
            )
            scores.append(max(others, default=0.0))
    return tuple(scores)


def answered_from(samples: Mapping[str, Sequence[float]]) -> float:
    scores = sorted(score for entry_scores in samples.values() for score in entry_scores)
    line = scores[int(_UNANSWERED_SHARE * len(scores))] if scores else 0.0
    return min(max(line, _LOWEST_LINE), _HIGHEST_LINE)
