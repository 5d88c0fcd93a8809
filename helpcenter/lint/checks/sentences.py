"""Sentences that the store's customers are to read, and that quote a term which its policy lacks.

The store's own are refused when they are loaded. The package's have to fit every store: where they cannot do
without a term, the store gets the term or says it otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.sayable import sayable_sentences
from helpcenter.lint.subject import Subject
from helpcenter.wording.sentences import lacking


def check_sentences(subject: Subject) -> Iterator[Finding]:
    wording = subject.store.rules.wording
    for key, sentence in sayable_sentences(subject):
        for fact in lacking(sentence, subject.store.facts):
            path, line = wording.place(key)
            yield Finding(
                path,
                line,
                Code.MISSING_TERM,
                f"{key} is not said, because it quotes {fact}, which the policy lacks",
                f"Add [{fact}] to policy.toml, or say it otherwise in wording.toml, under the same key.",
            )
