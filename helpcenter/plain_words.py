"""What the libraries that read files say of a mistake, in words for those who wrote the file."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any, TypedDict


class Misfit(TypedDict):
    """What pydantic tells of one value that does not fit."""

    type: str
    msg: str
    input: Any


# Patterns of what tomllib says, without the place.
_TOML = (
    (r"Expected '=' after a key", "a key and its value are written `key = value`"),
    (r"Cannot overwrite a value", "the key on this line stands here twice"),
    (r"Cannot declare", "the table on this line stands here twice"),
    (r"Expected newline or end of document", "something stands behind the value that does not belong to it"),
    (
        r"Illegal character '\\n'|Unterminated string|Expected \"'\"",
        "a quotation mark is missing at the end of a text",
    ),
    (r"Illegal character", "this line has a character that cannot stand there"),
    (r"Unclosed array|Unclosed inline table", "a bracket or a comma is missing in this list or table"),
    (r"Expected '\]+'", "a bracket is missing at the end of a table's name"),
    (r"Unescaped '\\'|Invalid hex|Escaped character", "a text with a \\ in it stands in single quotes"),
    (r"Invalid date", "there is no such date or time"),
    (r"Invalid value", "the value cannot be read: a text stands in quotation marks, a date is 2024-01-31"),
    (
        r"Invalid statement|Invalid initial character",
        "a line is `key = value`, or a table's name in brackets",
    ),
)
# Patterns of what YAML, or what reads its dates, says.
_YAML = (
    (r"mapping values are not allowed", 'a value with ": " in it stands in quotes: title: "Late: what now?"'),
    (
        r"day is out of range|month must be in|day \d+ must be in",
        "there is no such day; a date is 2026-11-15",
    ),
    (r"(hour|minute|second) must be in", "there is no such time"),
    (
        r"did not find expected ',' or '\]'|expected ',' or '\]'",
        "a list is [one, two]: a comma or ] is missing",
    ),
    (r"did not find expected ',' or '}'|expected ',' or '}'", "a comma or } is missing"),
    (
        r"cannot start any token",
        "a value that begins with @, ` or % stands in quotes, and no line with a tab",
    ),
    (r"unexpected end of stream|quoted scalar", "a quotation mark is missing at the end of a value"),
    (r"found a tab character", "a line begins with spaces, not with a tab"),
    (r"sequence entries are not allowed", "a list begins on the line below its key, or is [one, two]"),
    (r"could not find expected ':'", "a key and its value are written `key: value`"),
    (
        r"did not find expected key|block mapping",
        "keys begin at the left edge, and quotes enclose the whole value",
    ),
    (r"did not find expected node content", "a bracket or a value is not complete"),
    (r"alias|anchor|expected alphabetic or numeric", "a value that begins with * or & stands in quotes"),
    (r"constructor for the tag", "a value that begins with ! stands in quotes"),
    (
        r"(special|control) characters are not allowed",
        "there is a character in it that cannot be seen; write the line anew",
    ),
)


# By the type of pydantic's errors.
_MISFITS = {
    "missing": "is missing",
    "extra_forbidden": "is not a known key",
    "string_type": "a text was expected, not {given!r}; in quotes it would be one",
    "string_too_short": "is too short: it has {length} characters, and {min_length} are the fewest",
    "string_too_long": "is too long: it has {length} characters, and {max_length} are the most",
    "string_pattern_mismatch": "“{given}” is not written as it must be",
    "too_short": "has too few entries: {min_length} or more are needed",
    "too_long": "has too many entries: {max_length} are the most",
    "list_type": 'a list such as ["one", "two"] was expected',
    "tuple_type": 'a list such as ["one", "two"] was expected',
    "dict_type": "a table was expected",
    "model_type": "a table was expected",
    "int_type": "a whole number was expected",
    "greater_than_equal": "must be {ge} or more",
    "less_than_equal": "must be {le} or less",
    "date_type": "must be a date such as 2026-11-15",
    "bool_type": "must be true or false",
}
# What is said otherwise of JSON. None of it repeats the value, which may be a customer's and end in a log.
_MISFITS_IN_JSON = {
    **_MISFITS,
    "string_type": "a text was expected",
    "string_unicode": "there is half of a character in this text",
    "tuple_type": "a list was expected",
    "model_type": "a JSON object was expected",
    "enum": "{expected} was expected",
    "datetime_from_date_parsing": "there is no such date or time",
    "datetime_parsing": "there is no such date or time",
    "timezone_aware": "an offset is missing at the end, such as -05:00",
}


def say_toml_error(message: str) -> str:
    return f"the file cannot be read: {_plain(message, _TOML)}"


def say_yaml_error(message: str) -> str:
    return _plain(message, _YAML)


def say_misfit(detail: Misfit, limits: Mapping[str, Any]) -> str:
    """What was expected of a value; `limits` are the numbers that pydantic gives with it."""
    given = detail["input"]
    if given is None:
        return "is empty"
    if detail["type"] in _MISFITS:
        return _MISFITS[detail["type"]].format(given=given, length=len(str(given)), **limits)
    # A sentence of ours, or one of a library that reads email addresses; or something that is not usual.
    message = detail["msg"].removeprefix("Value error, ").replace("value is not", "this is not")
    return f"{message[0].lower()}{message[1:]}"


def say_misfit_in_json(detail: Misfit, limits: Mapping[str, Any]) -> str:
    """What was expected of a value in JSON, whoever wrote it: a program, as a rule."""
    given, words = detail["input"], _MISFITS_IN_JSON.get(detail["type"])
    if words is None:
        return detail["msg"].removeprefix("Value error, ")
    return words.format(length=len(given) if isinstance(given, str) else 0, **limits)


def did_you_mean(given: str, known: Collection[str]) -> str:
    """ "; did you mean `…`?", or nothing where none is alike."""
    near = get_close_matches(given, known, n=1, cutoff=0.7)
    return f"; did you mean `{near[0]}`?" if near else ""


def _plain(message: str, words: tuple[tuple[str, str], ...]) -> str:
    for pattern, sentence in words:
        if re.search(pattern, message):
            return sentence
    return f"{message[0].lower()}{message[1:]}"
