"""JSON as programs write it, one value a line in UTF-8: nothing is lost, and what cannot be read is said."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from helpcenter.errors import UnreadableLine

_TEXT = r'"(?:[^"\\]++|\\.)*+"'
_TEXT_OR_BRACKET = re.compile(rf"{_TEXT}|[\[\]{{}}]")
_VALUE_OF_A_KEY = re.compile(rf"\s*:\s*({_TEXT}|-?[0-9][0-9.eE+-]*)")


class TooLongNumber:
    """What is read in place of a number that has more digits than Python counts to."""


def filled_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, bytes]]:
    """Those with something on them, counted from 1, without the mark that some programs begin a file with."""
    for number, line in enumerate(lines, start=1):
        if filled := line.removeprefix(codecs.BOM_UTF8).strip():
            yield number, filled


def read_json_line(line: bytes) -> Any:
    """A number that is too long comes as TooLongNumber. Raises UnreadableLine."""
    try:
        return json.loads(
            line.decode("utf-8"), object_pairs_hook=_without_repeated_keys, parse_int=_whole_number
        )
    except _RepeatedKey as repeated:
        key = ascii(repeated.key)[1:-1]
        raise UnreadableLine(key, "stands twice in one object", id=_glimpsed_id(line)) from None
    except RecursionError:
        raise UnreadableLine("the line", "is nested too deeply", id=_glimpsed_id(line)) from None
    except UnicodeDecodeError:
        raise UnreadableLine("the line", "is not in UTF-8", id=_glimpsed_id(line)) from None
    except ValueError:
        raise UnreadableLine("the line", "is not JSON") from None


class _RepeatedKey(Exception):
    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Else the last of them would count, and of two lists of parcels the first be lost."""
    read: dict[str, Any] = {}
    for key, value in pairs:
        if key in read:
            raise _RepeatedKey(key)
        read[key] = value
    return read


def _whole_number(digits: str) -> int | TooLongNumber:
    try:
        return int(digits)
    except ValueError:
        return TooLongNumber()


def _glimpsed_id(line: bytes) -> Any:
    """The `id` of an object that cannot be read whole; None where it has none, several or a damaged one."""
    text, depth, found = line.decode("utf-8", "replace"), 0, []
    for token in _TEXT_OR_BRACKET.finditer(text):
        if token[0] in ("{", "["):
            depth += 1
        elif token[0] in ("}", "]"):
            depth -= 1
        elif depth == 1 and token[0] == '"id"' and (value := _VALUE_OF_A_KEY.match(text, token.end())):
            found.append(value[1])
    if len(found) != 1 or "\ufffd" in found[0]:
        return None
    try:
        return json.loads(found[0])
    except ValueError:
        return None
