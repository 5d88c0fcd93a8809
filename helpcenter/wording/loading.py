"""Reads the package's words and the store's own on top, strictly: every problem at once, with its line."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from helpcenter.errors import ContentError
from helpcenter.plain_words import did_you_mean
from helpcenter.toml_file import read_toml
from helpcenter.wording.sentences import facts_in, slips, values_in, without_parts
from helpcenter.wording.wording import Wording

_PACKAGE = Path(__file__).parent
# The store has codes of its own in its policy: to these tables it may add words for them.
_OPEN = frozenset({("codes",), ("flows", "change-shipping", "method", "options")})
# Words that facts are made of.
_OF_FACTS = frozenset({"codes", "units", "words"})
_At = tuple[str, ...]


def load_wording(language: str, store: Path, facts: Collection[str]) -> Wording:
    """`facts` are the names that the store's own file can quote.

    Raises ContentError where that file has another one, or a key or a placeholder that the package lacks.
    """
    standard_file = _PACKAGE / f"{language}.toml"
    standard = read_toml(standard_file if standard_file.exists() else _PACKAGE / "en.toml")
    own_file = store / "wording.toml"
    if not own_file.exists():
        return Wording(standard.tables, (standard,))
    own = read_toml(own_file)
    merging = _Merging(facts)
    merged = merging.merge_table(standard.tables, own.tables, ())
    if merging.problems:
        raise ContentError(
            [f"{own_file}:{own.lines.of(*at)}: {'.'.join(at)}: {said}" for at, said in merging.problems]
        )
    return Wording(merged, (own, standard))


class _Merging:
    """One pass over the store's file, collecting what is wrong instead of stopping at the first."""

    def __init__(self, facts: Collection[str]) -> None:
        self.facts = facts
        self.problems: list[tuple[_At, str]] = []

    def merge_table(self, standard: Mapping[str, Any], own: Mapping[str, Any], at: _At) -> dict[str, Any]:
        merged = dict(standard)
        for key, words in own.items():
            if key in standard:
                merged[key] = self.merge_value(standard[key], words, (*at, key))
            elif at in _OPEN:
                merged[key] = self.merge_value("", words, (*at, key))
            else:
                self.report_unknown(key, standard, at)
        return merged

    def merge_value(self, standard: Any, own: Any, at: _At) -> Any:
        if isinstance(standard, dict) and isinstance(own, dict):
            return self.merge_table(standard, own, at)
        if isinstance(standard, list) and isinstance(own, list):
            for number, item in enumerate(own, start=1):
                self.check_item(standard, standard[0] if standard else "", item, (*at, str(number)))
        else:
            self.check_item([standard], standard, own, at)
        return own

    def check_item(self, standard: list[Any], pattern: Any, own: Any, at: _At) -> None:
        """One sentence, or one table of a list. It may hold what any of `standard` holds."""
        if type(pattern) is not type(own):
            self.report(at, f"{_kind(pattern)} was expected")
        elif isinstance(own, dict):
            for key in pattern:
                if key not in own:
                    self.report((*at, key), "is missing")
            for key, words in own.items():
                if key in pattern:
                    self.check_item([table[key] for table in standard], pattern[key], words, (*at, key))
                else:
                    self.report_unknown(key, pattern, at)
        else:
            self.check_sentence(standard, own, at)

    def check_sentence(self, standard: list[str], own: str, at: _At) -> None:
        if found := next(slips(own), None):
            self.report(at, found)
            return
        known = {name for words in standard for name in values_in(words)}
        always = {name for words in standard for name in values_in(without_parts(words))}
        if odd := values_in(own) - known:
            there = f"; there are {', '.join(sorted(known))}" if known else "; there are none here"
            self.report(at, f"unknown placeholder {', '.join(sorted(odd))}{there}")
        for name in sorted((values_in(without_parts(own)) & known) - always):
            self.report(at, f"{{{name}}} can be missing; write [[ … ]] around what says it")
        if at[0] in _OF_FACTS and facts_in(own):
            self.report(at, "facts are made of this word, so it cannot quote one")
        for fact in sorted(facts_in(own) - set(self.facts)):
            self.report(at, f"the policy has no {fact}{did_you_mean(fact, self.facts)}")

    def report_unknown(self, key: str, known: Collection[str], at: _At) -> None:
        self.report((*at, key), f"unknown key{did_you_mean(key, known)}")

    def report(self, at: _At, said: str) -> None:
        self.problems.append((at, said))


def _kind(standard: Any) -> str:
    match standard:
        case str():
            return "a text"
        case [dict(), *_]:
            return "a list of tables"
        case list():
            return "a list of texts"
    return "a table"
