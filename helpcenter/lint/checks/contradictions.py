"""Numbers about the policy, in articles and in sentences: wrong ones, and right ones that are not quoted."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

from helpcenter.flows.registry import FLOWS
from helpcenter.lint.finding import Code, Finding, Severity
from helpcenter.lint.page import Page
from helpcenter.lint.prose.judging import Judge, Verdict
from helpcenter.lint.prose.promises import Promise
from helpcenter.lint.prose.quantities import Amount, find_quantities
from helpcenter.lint.subject import Subject
from helpcenter.policy.decide import RULES

_NAMED = 3
_IN_HEAD = 'add `vouched: ["{}"]` to the front matter.'


def check_contradictions(subject: Subject) -> Iterator[Finding]:
    judge = Judge(subject.store.rules.policy)
    for page in subject.pages:
        used = set[str]()
        article = about(page)
        for passage in page.passages:
            for verdict in judge.judge(passage, article):
                if phrase := vouching(verdict, page.head.vouched):
                    used.add(phrase)
                else:
                    yield judged(verdict, page.path, verdict.line, _IN_HEAD, subject)
        for index, phrase in enumerate(page.head.vouched):
            if phrase not in used:
                yield idle(phrase, page.path, page.line("vouched", index))


def about(page: Page) -> Sequence[str]:
    """The title says it best; the file's name and the topic of the wizard say it where the title does not."""
    flow = FLOWS.get(page.head.wizard or "")
    wizard = RULES[flow.action][0].replace("_", " ") if flow and flow.action else ""
    return page.head.title, page.slug.replace("-", " "), wizard


def vouching(verdict: Verdict, vouched: Collection[str]) -> str | None:
    return next((phrase for phrase in vouched if verdict.quantity.amount in _amounts(phrase)), None)


def _amounts(phrase: str) -> Collection[Amount]:
    return [quantity.amount for quantity in find_quantities(phrase)]


def judged(verdict: Verdict, path: Path, line: int, vouch: str, subject: Subject) -> Finding:
    """`vouch` says how to vouch for the number, with a gap for it."""
    written = " ".join(verdict.quantity.text.split())
    if verdict.is_right:
        message = f"“{written}” repeats {_said(verdict.promises, subject)} instead of quoting it"
        return Finding(path, line, Code.LITERAL, message, _quote(verdict), Severity.WARNING)
    if verdict.promises:
        message = f"“{written}” is not what the policy says: {_said(verdict.promises, subject)}"
    else:
        message = f"“{written}” is about {_listed(verdict.topics)}, for which the policy has no such number"
    return Finding(path, line, Code.CONTRADICTION, message, _mend(verdict, vouch.format(written)))


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


def idle(phrase: str, path: Path, line: int) -> Finding:
    return Finding(
        path,
        line,
        Code.VOUCHED_FOR_NOTHING,
        f"“{phrase}” is vouched for, and nothing needs it",
        "Take it out of `vouched`.",
        Severity.WARNING,
    )
