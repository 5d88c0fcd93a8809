"""What a store can say: its own sentences and the package's, without those that its rules never lead to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpcenter.lint.subject import Subject
from helpcenter.policy.decision import REFUSALS
from helpcenter.services.store import Rules


def sayable_sentences(subject: Subject) -> Iterator[tuple[str, str]]:
    """All that this store can say, with its key, in the order of the file."""
    rules = subject.store.rules
    unsaid = _unsaid_remedies(rules) | _unsaid_flows(rules) | _unsaid_reasons(subject)
    for key, sentence in _texts(rules.wording.table, ""):
        if not any(key == part or key.startswith(f"{part}.") for part in unsaid):
            yield key, sentence


def _unsaid_flows(rules: Rules) -> set[str]:
    return {f"flows.{slug}" for slug in rules.wording.table["flows"] if slug not in rules.flows}


def _unsaid_remedies(rules: Rules) -> set[str]:
    offered = {
        code
        for key, term in rules.policy.terms.items()
        if key.endswith(".remedies")
        for dated in term.values
        if isinstance(dated.value, tuple)
        for code in dated.value
    }
    return {f"remedies.{remedy}" for remedy in rules.wording.table["remedies"] if remedy not in offered}


def _unsaid_reasons(subject: Subject) -> set[str]:
    """Reasons for which the rules never refuse, and general words where there are more special ones."""
    wording = subject.store.rules.wording
    said = set[str]()
    for decision in subject.refusals:
        keys = (f"reasons.{decision.action}.{decision.reason}", f"reasons.{decision.reason}")
        said.add(next(key for key in keys if wording.find(key) is not None))
    ruled = {key for key, _ in _texts(wording.table["reasons"], "reasons.") if _last(key) in REFUSALS}
    return ruled - said


def _last(key: str) -> str:
    return key.rpartition(".")[2]


def _texts(words: Any, at: str) -> Iterator[tuple[str, str]]:
    """Those of a list go by the key of the list."""
    if isinstance(words, str):
        yield at.removesuffix("."), words
    elif isinstance(words, Mapping):
        for key, value in words.items():
            yield from _texts(value, f"{at}{key}.")
    else:
        for item in words:
            for _, text in _texts(item, ""):
                yield at.removesuffix("."), text
