"""What is said of a number that a verdict is about, and which words vouch for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path

from helpcenter.lint.finding import Code, Finding, Severity
from helpcenter.lint.prose.judging import Verdict
from helpcenter.lint.prose.promises import Promise
from helpcenter.lint.prose.quantities import Quantity, find_quantities
from helpcenter.lint.subject import Subject

_NAMED = 3
_WORDS_BEFORE = re.compile(r"(?:[\w\u2019'-]+[ \n]){0,3}$")
_WORDS_AFTER = re.compile(r"(?:[ \n][\w\u2019'-]+){0,3}")


def vouched_phrase(verdict: Verdict, text: str, vouched: Collection[str]) -> str | None:
    """The first phrase that vouches for the number. `text` is the passage that was judged.

    A number alone does so wherever it stands, and however it is written. With more words it does only where
    all of them stand: elsewhere, the same number may be a mistake.
    """
    return next((phrase for phrase in vouched if _vouches(phrase, verdict.quantity, text)), None)


def unneeded_vouch(phrase: str, path: Path, line: int) -> Finding:
    return Finding(
        path,
        line,
        Code.VOUCHED_FOR_NOTHING,
        f"“{phrase}” is vouched for, and nothing needs it",
        "Take it out of `vouched`.",
        Severity.WARNING,
    )


def finding_for(verdict: Verdict, text: str, path: Path, vouch: str, subject: Subject) -> Finding:
    """`vouch` says how to vouch for the number, with a gap for the words."""
    written = _flat(verdict.quantity.text)
    if verdict.is_right:
        message = f"“{written}” repeats {_said(verdict.promises, subject)} instead of quoting it"
        return Finding(path, verdict.line, Code.LITERAL, message, _quote(verdict), Severity.WARNING)
    if verdict.promises:
        message = f"“{written}” is not what the policy says: {_said(verdict.promises, subject)}"
    else:
        message = f"“{written}” is about {_listed(verdict.topics)}, for which the policy has no such number"
    mend = _mend(verdict, vouch.format(_in_its_words(verdict.quantity, text)))
    return Finding(path, verdict.line, Code.CONTRADICTION, message, mend)


def _vouches(phrase: str, quantity: Quantity, text: str) -> bool:
    alone = [found.amount for found in find_quantities(phrase) if found.text == phrase]
    if quantity.amount in alone:
        return True
    words = r"\s+".join(map(re.escape, phrase.split()))
    places = re.finditer(rf"(?<!\w){words}(?!\w)", text, re.IGNORECASE)
    return any(place.start() <= quantity.start and quantity.end <= place.end() for place in places)


def _in_its_words(quantity: Quantity, text: str) -> str:
    """With some words around it, so that it is vouched for here alone."""
    before, after = _WORDS_BEFORE.search(text[: quantity.start]), _WORDS_AFTER.match(text, quantity.end)
    return _flat(f"{before[0] if before else ''}{quantity.text}{after[0] if after else ''}")


def _mend(verdict: Verdict, vouch: str) -> str:
    vouch = f"if it is about something else, {vouch}"
    return f"{_quote(verdict)} Or {vouch}" if verdict.promises else f"Take the number out. Or {vouch}"


def _quote(verdict: Verdict) -> str:
    keys = dict.fromkeys(promise.key for promise in verdict.promises)
    return f"Write {' or '.join(f'{{{{ {key} }}}}' for key in list(keys)[:_NAMED])}."


def _said(promises: Sequence[Promise], subject: Subject) -> str:
    keys = list(dict.fromkeys(promise.key for promise in promises))[:_NAMED]
    return _listed([f"{key} ({subject.store.facts[key]})" for key in keys])


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words)


def _flat(words: str) -> str:
    return " ".join(words.split())
