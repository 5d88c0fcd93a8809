"""The facts that a file quotes: while they are the same, so is what it says."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class NotedFacts(Mapping[str, str]):
    """The facts, with a note of each name that was looked up, known or not."""

    def __init__(self, facts: Mapping[str, str]) -> None:
        self._facts = facts
        self._quoted: set[str] = set()

    @property
    def quoted(self) -> frozenset[str]:
        return frozenset(self._quoted)

    def __getitem__(self, name: str) -> str:
        self._quoted.add(name)
        return self._facts[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._facts)

    def __len__(self) -> int:
        return len(self._facts)


def changed_facts(old: Mapping[str, str], new: Mapping[str, str]) -> frozenset[str]:
    """The names that say something else now, or have come or gone."""
    return frozenset(name for name in {*old, *new} if old.get(name) != new.get(name))
