"""The words of a language that everybody knows: whoever types one of them has not slipped.

They come with pyspellchecker, which counted them in subtitles of films. Its own look-up is not used: it takes
the most common word that is near for what was meant, and a shop's customers mean the shop's words.
"""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib.resources import files

from helpcenter.articles.search.folding import fold

# Rarer ones are typing mistakes as often as words: "oder" is counted 146 times in English.
_LEAST_COUNT = 300


@cache
def common_words(language: str) -> frozenset[str]:
    """Folded. `language` is a code that STEMMERS has. The first call takes some tenths of a second."""
    packed = files("spellchecker") / "resources" / f"{language}.json.gz"
    counts: dict[str, int] = json.loads(gzip.decompress(packed.read_bytes()))
    return frozenset(fold(word) for word, count in counts.items() if count >= _LEAST_COUNT)
