"""Terms that no rule reads and nobody quotes: a promise that is kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.subject import Subject
from helpcenter.policy.facts import FACT
from helpcenter.policy.schema import SCHEMA


def check_terms(subject: Subject) -> Iterator[Finding]:
    rules = subject.store.rules
    quoted = {fact for page in subject.pages for fact in page.quoted} | set(_quoted(rules.wording.table))
    for key, term in rules.policy.terms.items():
        if key.partition(".")[0] not in SCHEMA and key not in quoted:
            yield Finding(
                subject.policy_file,
                term.line,
                Code.UNUSED_TERM,
                f"{key} is quoted by no article and read by no rule",
                f"Quote it where it matters, as {{{{ {key} }}}}, or take it out.",
            )


def _quoted(words: Any) -> Iterator[str]:
    if isinstance(words, str):
        yield from FACT.findall(words)
    elif isinstance(words, Mapping | list):
        for part in words.values() if isinstance(words, Mapping) else words:
            yield from _quoted(part)
