"""Runs the cases in the front matter of articles against the policy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpcenter.lint.cases.phrases import WHEN, UnreadableSituation, read_situation
from helpcenter.lint.cases.situation import Situation
from helpcenter.lint.cases.verdict import UnreadableVerdict, ask, read_verdict
from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.page import Page
from helpcenter.lint.subject import Subject

_GRAMMAR = "docs/checking.md lists what a case can say."
_MEND = "Correct what the article says, and the case with it; or the policy, if it is the one that is wrong."


def check_cases(subject: Subject) -> Iterator[Finding]:
    for page in subject.pages:
        for index, case in enumerate(page.head.cases):
            yield from _check(case, page, page.line("cases", index), subject)


def _check(case: Mapping[str, str], page: Page, line: int, subject: Subject) -> Iterator[Finding]:
    if WHEN not in case:
        yield Finding(page.path, line, Code.UNREADABLE_CASE, f"a case begins with `{WHEN}:`", _GRAMMAR)
        return
    profile = subject.store.rules.profile
    try:
        situation = read_situation(case[WHEN], subject.today, profile.zone, profile.currency)
    except UnreadableSituation as error:
        yield Finding(page.path, line, Code.UNREADABLE_CASE, str(error), _GRAMMAR)
        return
    for action, words in case.items():
        if action != WHEN:
            yield from _compare(action, words, case[WHEN], situation, page, line, subject)


def _compare(
    action: str, words: str, when: str, situation: Situation, page: Page, line: int, subject: Subject
) -> Iterator[Finding]:
    try:
        expected = read_verdict(action, words)
    except UnreadableVerdict as error:
        yield Finding(page.path, line, Code.UNREADABLE_CASE, str(error), _GRAMMAR)
        return
    decision = ask(expected.action, situation, subject.store.rules.policy)
    if not expected.agrees(decision):
        said = f"{'allowed' if decision.allowed else 'refused'} {decision.reason} ({decision.rule})"
        message = f"“{when}”: {action} is {said}, not {expected}"
        yield Finding(page.path, line, Code.WRONG_CASE, message, _MEND)
