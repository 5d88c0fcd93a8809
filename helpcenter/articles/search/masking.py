"""What customers search for, without what could tell who they are: for editors to read, and to be kept.

Whatever has a digit or an @ in it goes, and so do the words around it that the shop's pages do not know:
"12 Baker Street" leaves nothing, "order 12345 is late" leaves "order … is late". So do several unknown words
in a row, since a name can be: "parcel of sarah miller" leaves "parcel of …". One alone stays. It rather takes
out too much: what many customers look for comes in many forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.vocabulary import Vocabulary

MASK = "…"
_MOST_CHARACTERS = 500
_MOST_WORDS = 12
# Street, town and country behind a house number; a name before an order number.
_AROUND = 4
# Nobody mistypes more words in a row, and each takes a look at the whole vocabulary.
_MOST_SLIPS = 6
_WEB_ADDRESS = re.compile(r"://|^[\w-]+(\.[\w-]+)+(/|$)")


def mask_personal(text: str, analyzer: Analyzer, vocabulary: Vocabulary) -> str:
    """Folded words with single spaces, the first few of them; "" where no word is left."""
    said = text[:_MOST_CHARACTERS].encode("utf-8", "ignore").decode("utf-8").split()
    tokens = [token for token in said if token == MASK or "@" in token or analyzer.words(token)]
    spoken = [analyzer.words(token) for token in tokens]
    known = [bool(words) and all(map(vocabulary.knows, words)) for words in spoken]
    hidden = {*_personal(tokens, known), *_names(tokens, spoken, vocabulary)}
    kept: list[str] = []
    for index, words in enumerate(spoken):
        # Folding can bring out a number that was not one before.
        if index in hidden or any(map(_has_number, words)):
            words = [MASK]  # noqa: PLW2901
        kept += [word for word in words if word != MASK or kept[-1:] != [MASK]]
    kept = kept[:_MOST_WORDS]
    return " ".join(kept) if set(kept) - {MASK} else ""


def _personal(tokens: list[str], known: list[bool]) -> Iterator[int]:
    for index, token in enumerate(tokens):
        if token == MASK:
            yield index
        elif token == "@":  # noqa: S105 - an email address with spaces in it
            yield from range(max(index - 1, 0), min(index + 2, len(tokens)))
            yield from _unknown_around(index + 1, known)
        elif _has_number(token) or "@" in token or (_WEB_ADDRESS.search(token) and not known[index]):
            yield index
            yield from _unknown_around(index, known)


def _unknown_around(index: int, known: list[bool]) -> Iterator[int]:
    for step in (1, -1):
        for near in range(index + step, index + step * (_AROUND + 1), step):
            if not 0 <= near < len(known) or known[near]:
                break
            yield near


def _names(tokens: list[str], spoken: list[list[str]], vocabulary: Vocabulary) -> Iterator[int]:
    """Two or more words in a row that no page knows, in capitals or not."""
    # A mask of before has no words, but parts those beside it all the same.
    said = [(index, word) for index, words in enumerate(spoken) for word in words or [MASK]]
    for is_unknown, run in groupby(said, lambda one: one[1] != MASK and not vocabulary.knows(one[1])):
        places, words = zip(*run, strict=True)
        if is_unknown and len(words) > 1:
            capitals = sum(tokens[index][:1].isupper() for index in set(places))
            if capitals > 1 or not _are_slips(words, vocabulary):
                yield from places


def _are_slips(words: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Typing mistakes, all of them: beside an unknown word, "hans" is not a slip of "hands"."""
    return len(words) <= _MOST_SLIPS and all(map(vocabulary.correct, words))


def _has_number(text: str) -> bool:
    return any(map(str.isnumeric, text))
