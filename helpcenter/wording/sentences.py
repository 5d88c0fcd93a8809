"""How a sentence is written, and how it is filled in.

`{{ topic.fact }}` quotes the policy, and `{value}` is what the code gives. A part in `[[ … ]]` is left out
where a fact in it is not known or a value in it is empty; such parts may stand in each other.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from helpcenter.policy.facts import FACT

_GAP = re.compile(rf"{FACT.pattern}|\{{([a-z_]+)\}}")
# One that holds no other.
_PART = re.compile(r"\[\[((?:(?!\[\[|\]\]).)*)\]\]", re.DOTALL)


def fill(sentence: str, facts: Mapping[str, str], values: Mapping[str, object]) -> str:
    """Values go in as they are: this is plain text, and escaped where it becomes HTML.

    Raises LookupError for a value that nobody gave, and for a fact that it is `lacking`.
    """

    def word(gap: re.Match[str]) -> str:
        return facts[gap[1]] if gap[1] else str(values[gap[2]])

    def is_known(gap: re.Match[str]) -> bool:
        return (gap[1] in facts) if gap[1] else str(values[gap[2]]) != ""

    if "{" not in sentence:
        return sentence  # as most are, and a page says a hundred
    # Parts go first: a value may well hold a bracket.
    while part := _PART.search(sentence):
        said = part[1] if all(map(is_known, _GAP.finditer(part[1]))) else ""
        sentence = f"{sentence[: part.start()]}{said}{sentence[part.end() :]}"
    return _GAP.sub(word, sentence)


def lacking(sentence: str, facts: Collection[str]) -> tuple[str, ...]:
    """The facts that it cannot be said without, and that are not there."""
    if "{{" not in sentence:
        return ()
    return tuple(name for name in FACT.findall(without_parts(sentence)) if name not in facts)


def facts_in(sentence: str) -> set[str]:
    return set(FACT.findall(sentence))


def values_in(sentence: str) -> set[str]:
    return {gap[2] for gap in _GAP.finditer(sentence) if gap[2]}


def without_parts(sentence: str) -> str:
    """All that is said in any case."""
    while (shorter := _PART.sub("", sentence)) != sentence:
        sentence = shorter
    return sentence


def slips(sentence: str) -> Iterator[str]:
    """What is wrong with how it is written."""
    if set("{}") & set(_GAP.sub("", sentence)):
        yield "a brace stands alone; write {value} or {{ topic.fact }}"
    while part := _PART.search(sentence):
        if not _GAP.search(part[1]):
            yield f"nothing in [[{part[1]}]] can be missing; it holds a {{value}} or a {{{{ topic.fact }}}}"
        sentence = f"{sentence[: part.start()]}{sentence[part.end() :]}"
    if "[[" in sentence or "]]" in sentence:
        yield "a double bracket stands alone; write [[ … ]] around what can be left out"
