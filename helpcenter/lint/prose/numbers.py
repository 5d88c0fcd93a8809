"""Numbers as people write them: 14, 1.5, fourteen, twenty-four, a couple of, half a."""

from __future__ import annotations

import re
from decimal import Decimal

_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
_VALUES = {word: number for number, word in enumerate(_ONES.split())} | {
    word: 10 * number for number, word in enumerate(_TENS.split(), 2)
}
_ORDINALS = (
    "third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
)
_ORDINAL_VALUES = {word: number for number, word in enumerate(_ORDINALS.split(), 3)} | {
    "twentieth": 20,
    "thirtieth": 30,
    "sixtieth": 60,
}

# Not in the middle of a word, a date, a time, an order number or a telephone number.
_DIGITS = (
    r"(?<![\w#/.:+])(?<!\w-)\d{1,3}(?:,\d{3})+(?![\d-])|(?<![\w#/.:+])(?<!\w-)\d{1,6}(?:\.\d+)?(?![\d/:])"
)
_TENS_WORD = "|".join(_TENS.split())
_ONES_WORD = "|".join(sorted(_VALUES.keys() - set(_TENS.split()), key=len, reverse=True))
_WORD = (
    rf"\b(?:(?:{_TENS_WORD})(?:[\s-](?:{_ONES_WORD}))?"
    rf"|(?:{_ONES_WORD})(?:\s+and\s+a\s+half)?|(?:a|one)\s+hundred)\b"
)
# "A" is a number only before a unit, and only some of the time: see `quantities.py`.
_ARTICLE = r"\b(?:half\s+an?|a\s+couple\s+of|a\s+couple|a\s+dozen|an?)\b"

NUMBER = rf"(?:{_DIGITS}|{_WORD})"
# Behind a dash: the end of a range.
RANGE_END = rf"(?:\d{{1,6}}(?:\.\d+)?|{_WORD})"
NUMBER_OR_ARTICLE = rf"(?:{_DIGITS}|{_WORD}|{_ARTICLE})"
ORDINAL = rf"(?<![\w-])\d{{1,3}}(?:st|nd|rd|th)\b|\b(?:{'|'.join(_ORDINAL_VALUES)})\b"

_PHRASES = {
    "a": "1",
    "an": "1",
    # Within the week, in the first week.
    "the": "1",
    "the first": "1",
    "half a": "0.5",
    "half an": "0.5",
    "a couple": "2",
    "a couple of": "2",
    "a dozen": "12",
    "a hundred": "100",
    "one hundred": "100",
}


def read_number(written: str) -> Decimal:
    """The value of what NUMBER, NUMBER_OR_ARTICLE or ORDINAL has matched."""
    text = " ".join(written.casefold().split())
    if text in _PHRASES:
        return Decimal(_PHRASES[text])
    if text[0].isdigit():
        return Decimal(re.sub(r"[,a-z]", "", text))
    if text in _ORDINAL_VALUES:
        return Decimal(_ORDINAL_VALUES[text])
    whole, _, half = text.partition(" and ")
    value = sum(_VALUES[word] for word in re.split(r"[\s-]", whole))
    return Decimal(value) + (Decimal("0.5") if half else 0)
