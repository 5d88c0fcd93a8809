"""Words by key, from the package's file in the store's language and the store's own changes on top."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpcenter.errors import ContentError

# `{{ fact }}` or `{value}`.
_GAP = re.compile(r"\{\{\s*([a-z0-9_]+(?:\.[a-z0-9_]+)+)\s*\}\}|\{([a-z_]+)\}")
_PACKAGE = Path(__file__).parent


@dataclass(frozen=True)
class Wording:
    """`table` is the merged file. Keys are dotted: "reasons.cancel_order.window_closed"."""

    table: Mapping[str, Any]

    def say(self, key: str, facts: Mapping[str, str] | None = None, **values: object) -> str:
        """The sentence, with `{{ facts }}` and `{values}` filled in. Raises LookupError if there is none."""
        found = self.find(key)
        if not isinstance(found, str):
            raise LookupError(f"no wording for {key!r}")
        return fill(found, facts or {}, values)

    def say_all(self, key: str, facts: Mapping[str, str] | None = None, **values: object) -> tuple[str, ...]:
        """A list of sentences; none where the key is not there."""
        found = self.find(key)
        return tuple(fill(item, facts or {}, values) for item in found) if isinstance(found, list) else ()

    def say_first(self, *keys: str, facts: Mapping[str, str] | None = None, **values: object) -> str:
        """The first of these keys that has a sentence, "" where none has."""
        for key in keys:
            if isinstance(found := self.find(key), str):
                return fill(found, facts or {}, values)
        return ""

    def find(self, key: str) -> Any:
        here: Any = self.table
        for part in key.split("."):
            if not isinstance(here, Mapping) or part not in here:
                return None
            here = here[part]
        return here


def load_wording(language: str, store: Path, facts: Collection[str]) -> Wording:
    """`facts` are the names that the store's own file can quote.

    Raises ContentError where that file has another one, or a key or a placeholder that the package lacks.
    """
    standard_file = _PACKAGE / f"{language}.toml"
    standard = tomllib.loads(
        (standard_file if standard_file.exists() else _PACKAGE / "en.toml").read_text("utf-8")
    )
    own_file = store / "wording.toml"
    if not own_file.exists():
        return Wording(standard)
    try:
        own = tomllib.loads(own_file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ContentError([f"{own_file}: {error}"]) from error
    problems: list[str] = []
    merged = _merge(standard, own, "", facts, problems)
    if problems:
        raise ContentError([f"{own_file}: {problem}" for problem in problems])
    return Wording(merged)


def fill(sentence: str, facts: Mapping[str, str], values: Mapping[str, object]) -> str:
    """Values go in as they are: this is plain text, and escaped where it becomes HTML.

    Raises LookupError for a value that nobody gave.
    """
    return _GAP.sub(lambda gap: facts.get(gap[1], gap[1]) if gap[1] else str(values[gap[2]]), sentence)


def _merge(standard: Any, own: Any, at: str, facts: Collection[str], problems: list[str]) -> Any:
    if isinstance(standard, dict) and isinstance(own, dict):
        unknown = [f"{at}{key}: unknown key" for key in own if key not in standard]
        problems.extend(unknown)
        return {
            key: _merge(value, own[key], f"{at}{key}.", facts, problems) if key in own else value
            for key, value in standard.items()
        }
    if type(standard) is not type(own):
        problems.append(f"{at.rstrip('.')}: {type(standard).__name__} was expected")
    elif _has_loose_brace(own):
        problems.append(f"{at.rstrip('.')}: a brace stands alone; write {{value}} or {{{{ topic.fact }}}}")
    elif odd := _placeholders(own) - _placeholders(standard):
        problems.append(f"{at.rstrip('.')}: unknown placeholder {', '.join(sorted(odd))}")
    elif unquotable := _facts(own) - set(facts):
        problems.append(f"{at.rstrip('.')}: the policy has no {', '.join(sorted(unquotable))}")
    return own


def _placeholders(words: Any) -> set[str]:
    return {gap[2] for sentence in _sentences(words) for gap in _GAP.finditer(sentence) if gap[2]}


def _facts(words: Any) -> set[str]:
    return {gap[1] for sentence in _sentences(words) for gap in _GAP.finditer(sentence) if gap[1]}


def _has_loose_brace(words: Any) -> bool:
    return any(set("{}") & set(_GAP.sub("", sentence)) for sentence in _sentences(words))


def _sentences(words: Any) -> list[str]:
    listed = words if isinstance(words, list) else [words]
    return [sentence for sentence in listed if isinstance(sentence, str)]
