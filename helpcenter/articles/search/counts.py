"""In how many entries each word is, kept up to date by what came and what went."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping


def changes(added: Iterable[Iterable[str]], removed: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """By how much which counts differ, for the distinct words of each entry that came or went."""
    changed: Counter[str] = Counter()
    for words in added:
        changed.update(words)
    for words in removed:
        changed.subtract(words)
    return {word: by for word, by in changed.items() if by}


def changed_counts(before: Mapping[str, int], changed: Mapping[str, int]) -> Mapping[str, int]:
    """Without the words that no entry has any more; the same mapping where nothing changes."""
    if not changed:
        return before
    counts = dict(before)
    for word, by in changed.items():
        counts[word] = counts.get(word, 0) + by
        if not counts[word]:
            del counts[word]
    return counts
