"""Takes personal data and secrets out of what is about to be logged.

Keys are judged by name, free text by pattern. It rather takes out too much: what is missing can be looked up
by the order number, what is written to a log file stays there.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Mapping
from types import TracebackType
from typing import Any

MASK = "[removed]"

# A key is sensitive when it is one of these, or when one of its words is: customer_email, session-token.
_SENSITIVE_KEYS = {
    *("name", "first_name", "last_name", "full_name", "recipient"),
    *("line1", "line2", "postal_code", "city"),
    *("answers", "payload", "form_data", "query", "router_data", "headers", "environ", "body"),
}
_SENSITIVE_WORDS = {
    *("address", "addresses", "street", "email", "mail", "phone"),
    *("authorization", "cookie", "cookies", "password", "secret", "token", "tokens"),
}

_LONGEST_TEXT = 4_000
_LONGEST_TRACEBACK = 20_000
_DEEPEST = 6

_PATTERNS = (
    # Whatever stands between two spaces around an @: addresses, and passwords in URLs. The look-behind lets
    # it start at the beginning of a word only, which keeps it linear in long texts.
    (re.compile(r"(?<!\S)\S+(?:@|%40)\S+", re.IGNORECASE), MASK),
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE), MASK),
    (re.compile(r"[0-9a-f]{32,}", re.IGNORECASE), MASK),
    (re.compile(r"((?:cookie|authorization)[\"']?\s*[:=]).*", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"\b(bearer|basic)\s+\S+", re.IGNORECASE), rf"\1 {MASK}"),
    (re.compile(r"(token[\"']?\s*[:=]\s*[\"']?)[^\s\"'&,;}]+", re.IGNORECASE), rf"\1{MASK}"),
    (re.compile(r"(hc_visitor=)[^\s\"',;]+"), rf"\1{MASK}"),
)
# Other people's messages quote what they choke on.
_QUOTED_DATA = (
    (re.compile(r"\[parameters: .*", re.DOTALL), f"[parameters: {MASK}]"),  # SQLAlchemy, to the end
    (re.compile(r"input_value=.*?, input_type=", re.DOTALL), f"input_value={MASK}, input_type="),  # pydantic
    (re.compile(r"\{.*\}", re.DOTALL), MASK),
)
_QUOTED = re.compile(r"""(?<!\w)'((?:[^'\n]|(?<=\w)'(?=\w))*)'|"([^"\n]*)\"""")
_CODE_NAME = re.compile(r"[\w.<>:/\\-]*")
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def redact_text(text: str) -> str:
    """Free text of ours on one line: a line break in it could pass for another record."""
    return _one_line(_masked(text))[:_LONGEST_TEXT]


def redact_foreign_text(text: str) -> str:
    """A message of a library, which may quote a whole payload."""
    return _one_line(_masked(_QUOTED.sub(f"'{MASK}'", _without_quoted_data(text))))[:_LONGEST_TEXT]


def redact_traceback(
    kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
) -> str:
    """With files, lines and code, without local values. Line breaks stay, and so do quoted names of code."""
    lines = traceback.format_exception(kind, error, trace)
    text = "".join(_QUOTED.sub(_unless_code, _without_quoted_data(line)) for line in lines)
    text = _masked(text).rstrip()
    return "\n".join(map(_one_line, text[:_LONGEST_TRACEBACK].split("\n")))


def redact_event(event: Mapping[Any, Any], depth: int = 0) -> dict[str, Any]:
    """The same keys with values that may be logged. What is not plain data becomes its redacted text."""
    return {
        redact_text(str(key)): MASK if _is_sensitive(str(key)) else _redact_value(value, depth)
        for key, value in event.items()
    }


def _redact_value(value: Any, depth: int) -> Any:
    match value:
        case None | bool() | int() | float():
            return value
        case str():
            return redact_text(value)
        case bytes() | bytearray():
            return f"[{len(value)} bytes]"
        case _ if depth >= _DEEPEST:
            return MASK
        case Mapping():
            return redact_event(value, depth + 1)
        case list() | tuple() | set() | frozenset():
            return [_redact_value(item, depth + 1) for item in value]
    return redact_foreign_text(_text_of(value))


def _is_sensitive(key: str) -> bool:
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[^A-Za-z0-9]+", "_", key).lower().strip("_")
    return words in _SENSITIVE_KEYS or not _SENSITIVE_WORDS.isdisjoint(words.split("_"))


def _masked(text: str) -> str:
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text


def _without_quoted_data(text: str) -> str:
    for pattern, replacement in _QUOTED_DATA:
        text = pattern.sub(replacement, text)
    return text


def _unless_code(quoted: re.Match[str]) -> str:
    return quoted[0] if _CODE_NAME.fullmatch(quoted[1] or quoted[2] or "") else f"'{MASK}'"


def _one_line(text: str) -> str:
    return _CONTROL.sub(lambda found: found.group().encode("unicode_escape").decode("ascii"), text)


def _text_of(value: object) -> str:
    try:
        return str(value)
    except Exception:  # an object that cannot even be shown must not cost the record
        return f"<{type(value).__name__}>"
