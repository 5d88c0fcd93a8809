"""Words as search compares them, whatever they are written with."""

from __future__ import annotations

import unicodedata


def fold(word: str) -> str:
    """A word without case, accents and apostrophes."""
    word = word.casefold()
    # Once more afterwards: a capital that mathematicians use is one only when it is taken apart.
    plain = word if word.isascii() else unicodedata.normalize("NFKD", word).casefold()
    return plain if plain.isalnum() else "".join(char for char in plain if char.isalnum()) or word
