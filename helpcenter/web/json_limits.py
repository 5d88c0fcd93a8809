"""What data from a client may look like, whatever it is for."""

from __future__ import annotations

import re
from typing import Any

from helpcenter.web.socket_rejections import FrameRejected, Rejection

DEEPEST = 8
# The form of an order with a thousand lines has so many, and the largest frame has room for no more.
_MOST_VALUES = 8_000
_MOST_KEYS = 200
_LONGEST_KEY = 200
# Beyond this, JavaScript and Python no longer mean the same number.
_LARGEST_NUMBER = 2**53
# A lone half of a character breaks the socket of whoever is sent it, NUL breaks PostgreSQL, and the tag makes
# Reflex look for a Var that it has never met.
_BAD_TEXT = re.compile("[\x00\ud800-\udfff]|<reflex\\.Var>", re.IGNORECASE)
_FORM_ENTRIES = "__reflex_form_data__"


def check_data(data: Any, handler: str = "") -> None:
    """Raises FrameRejected with the name of the handler that the data is for. No depth exhausts it."""
    try:
        _check(data)
    except FrameRejected as rejected:
        raise FrameRejected(rejected.reason, handler) from None


def _check(data: Any) -> None:
    waiting = [(data, 1)]
    values = 0
    while waiting:
        value, depth = waiting.pop()
        values += 1
        if depth > DEEPEST:
            raise FrameRejected(Rejection.TOO_DEEP)
        if values > _MOST_VALUES:
            raise FrameRejected(Rejection.TOO_MANY_VALUES)
        match value:
            case None | bool():
                pass
            case str():
                _check_text(value)
            case int() | float():
                if not abs(value) <= _LARGEST_NUMBER:  # nor is a NaN
                    raise FrameRejected(Rejection.BAD_NUMBER)
            case dict():
                _check_object(value)
                waiting.extend((item, depth + 1) for item in value.values())
            case list():
                waiting.extend((item, depth + 1) for item in value)
            case _:
                raise FrameRejected(Rejection.BAD_SHAPE)


def is_good_text(text: Any, longest: int) -> bool:
    return isinstance(text, str) and len(text) <= longest and not _BAD_TEXT.search(text)


def _check_object(value: dict[Any, Any]) -> None:
    if len(value) > _MOST_KEYS:
        raise FrameRejected(Rejection.TOO_MANY_VALUES)
    for key in value:
        if not is_good_text(key, _LONGEST_KEY):
            raise FrameRejected(Rejection.BAD_TEXT)
    if _FORM_ENTRIES in value:
        _check_form(value)


def _check_form(value: dict[Any, Any]) -> None:
    """A submitted form comes as pairs; Reflex trips over anything else under this key."""
    entries = value[_FORM_ENTRIES]
    if len(value) != 1 or not isinstance(entries, list):
        raise FrameRejected(Rejection.BAD_SHAPE)
    for entry in entries:
        if not (isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str)):
            raise FrameRejected(Rejection.BAD_SHAPE)


def _check_text(text: str) -> None:
    if _BAD_TEXT.search(text):
        raise FrameRejected(Rejection.BAD_TEXT)
