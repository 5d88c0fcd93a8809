"""Words by key, from the package's file in the store's language and the store's own changes on top."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import structlog

from helpcenter.toml_file import TomlFile
from helpcenter.wording.sentences import fill, lacking

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Wording:
    """`table` is the merged file. Keys are dotted: "reasons.cancel_order.window_closed".

    `files` are what it was merged from, the store's own first. `facts` are quoted where no others are given.
    A sentence that lacks a fact is not said: no customer reads the name of a term.
    """

    table: Mapping[str, Any]
    files: tuple[TomlFile, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, facts: Mapping[str, str] | None = None, **values: object) -> str:
        """The sentence, with `{{ facts }}` and `{values}` filled in. Raises LookupError if there is none."""
        found = self.find(key)
        if not isinstance(found, str):
            raise LookupError(f"no wording for {key!r}")
        return self._fill(key, found, facts, values) or ""

    def say_first(self, *keys: str, facts: Mapping[str, str] | None = None, **values: object) -> str:
        """The first of these keys that has a sentence which can be said, "" where none has."""
        for key in keys:
            found = self.find(key)
            if isinstance(found, str) and (said := self._fill(key, found, facts, values)) is not None:
                return said
        return ""

    def say_all(self, key: str, facts: Mapping[str, str] | None = None, **values: object) -> tuple[str, ...]:
        """A list of sentences, without those that are left out; none where the key is not there."""
        said = (self._fill(key, item, facts, values) for item in self._items(key))
        return tuple(sentence for sentence in said if sentence)

    def say_tables(self, key: str, facts: Mapping[str, str] | None = None) -> tuple[dict[str, str], ...]:
        """A list of tables, without those of which something cannot be said."""
        said = (
            {name: self._fill(key, words, facts, {}) or "" for name, words in item.items()}
            for item in self._items(key)
        )
        return tuple(table for table in said if all(table.values()))

    def find(self, key: str) -> Any:
        """Also under a name that has dots of its own: `codes."D.C."`."""
        here: Any = self.table
        rest = key
        while isinstance(here, Mapping):
            if rest in here:
                return here[rest]
            name, _, rest = rest.partition(".")
            here = here.get(name)
        return None

    def place(self, key: str) -> tuple[Path, int]:
        """File and line of what is said under that key, which must be there."""
        file = next(file for file in self.files if Wording(file.tables).find(key) is not None)
        return file.path, file.lines.of(*key.split("."))

    def _items(self, key: str) -> Iterator[Any]:
        found = self.find(key)
        return iter(found if isinstance(found, list) else ())

    def _fill(
        self, key: str, sentence: str, facts: Mapping[str, str] | None, values: Mapping[str, object]
    ) -> str | None:
        """None where it cannot be said."""
        known = self.facts if facts is None else facts
        if missing := lacking(sentence, known):
            _report(key, missing)
            return None
        return fill(sentence, known, values)


@cache
def _report(key: str, facts: tuple[str, ...]) -> None:
    """Once for each sentence; `helpcenter check` says how to mend it."""
    log.warning("sentence_lacks_facts", key=key, facts=facts)
