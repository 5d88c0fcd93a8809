"""Numbers in an article's prose that are about the policy: wrong ones, and right ones that are not quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from helpcenter.flows.registry import FLOWS
from helpcenter.lint.finding import Code, Finding, Severity
from helpcenter.lint.page import Page
from helpcenter.lint.prose.judging import Judge, Verdict
from helpcenter.lint.prose.promises import Promise
from helpcenter.lint.prose.quantities import Amount, find_quantities
from helpcenter.lint.subject import Subject
from helpcenter.policy.decide import RULES

_NAMED = 3


def check_contradictions(subject: Subject) -> Iterator[Finding]:
    judge = Judge(subject.store.rules.policy)
    for page in subject.pages:
        used = set[str]()
        article = about(page)
        for passage in page.passages:
            for verdict in judge.judge(passage, article):
                if phrase := _vouching(verdict, page):
                    used.add(phrase)
                else:
                    yield _finding(verdict, page, subject)
        yield from _idle(page, used)


def about(page: Page) -> Sequence[str]:
    """The title says it best; the file's name and the topic of the wizard say it where the title does not."""
    flow = FLOWS.get(page.head.wizard or "")
    wizard = RULES[flow.action][0].replace("_", " ") if flow and flow.action else ""
    return page.head.title, page.slug.replace("-", " "), wizard


def _vouching(verdict: Verdict, page: Page) -> str | None:
    return next((phrase for phrase in page.head.vouched if verdict.quantity.amount in _amounts(phrase)), None)


def _amounts(phrase: str) -> Collection[Amount]:
    return [quantity.amount for quantity in find_quantities(phrase)]


def _finding(verdict: Verdict, page: Page, subject: Subject) -> Finding:
    written = " ".join(verdict.quantity.text.split())
    if verdict.is_right:
        message = f"“{written}” repeats {_said(verdict.promises, subject)} instead of quoting it"
        return Finding(page.path, verdict.line, Code.LITERAL, message, _quote(verdict), Severity.WARNING)
    if verdict.promises:
        message = f"“{written}” is not what the policy says: {_said(verdict.promises, subject)}"
    else:
        message = f"“{written}” is about {_listed(verdict.topics)}, for which the policy has no such number"
    return Finding(page.path, verdict.line, Code.CONTRADICTION, message, _mend(verdict, written))


def _mend(verdict: Verdict, written: str) -> str:
    vouch = f'if it is about something else, add `vouched: ["{written}"]` to the front matter.'
    return f"{_quote(verdict)} Or {vouch}" if verdict.promises else f"Take the number out. Or {vouch}"


def _quote(verdict: Verdict) -> str:
    keys = dict.fromkeys(promise.key for promise in verdict.promises)
    return f"Write {' or '.join(f'{{{{ {key} }}}}' for key in list(keys)[:_NAMED])}."


def _said(promises: Sequence[Promise], subject: Subject) -> str:
    keys = list(dict.fromkeys(promise.key for promise in promises))[:_NAMED]
    return _listed([f"{key} ({subject.store.facts[key]})" for key in keys])


def _listed(words: Sequence[str]) -> str:
    return " and ".join(words)


def _idle(page: Page, used: Collection[str]) -> Iterator[Finding]:
    for index, phrase in enumerate(page.head.vouched):
        if phrase not in used:
            yield Finding(
                page.path,
                page.line("vouched", index),
                Code.VOUCHED_FOR_NOTHING,
                f"“{phrase}” is vouched for, and nothing in the article needs it",
                "Take it out of `vouched`.",
                Severity.WARNING,
            )
