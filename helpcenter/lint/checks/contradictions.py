"""Numbers about the policy, in articles and in sentences: wrong ones, and right ones that are not quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from helpcenter.flows.registry import FLOWS
from helpcenter.lint.finding import Finding
from helpcenter.lint.page import Page
from helpcenter.lint.prose.judging import Judge
from helpcenter.lint.subject import Subject
from helpcenter.lint.vouching import finding_for, unneeded_vouch, vouched_phrase
from helpcenter.policy.decide import RULES

_IN_HEAD = 'add `vouched: ["{}"]` to the front matter.'


def check_contradictions(subject: Subject) -> Iterator[Finding]:
    judge = Judge(subject.store.rules.policy)
    for page in subject.pages:
        used = set[str]()
        article = about(page)
        for passage in page.passages:
            for verdict in judge.judge(passage, article):
                if phrase := vouched_phrase(verdict, passage.text, page.head.vouched):
                    used.add(phrase)
                else:
                    yield finding_for(verdict, passage.text, page.path, _IN_HEAD, subject)
        for index, phrase in enumerate(page.head.vouched):
            if phrase not in used:
                yield unneeded_vouch(phrase, page.path, page.line("vouched", index))


def about(page: Page) -> Sequence[str]:
    """The title says it best; the file's name and the topic of the wizard say it where the title does not."""
    flow = FLOWS.get(page.head.wizard or "")
    wizard = RULES[flow.action][0].replace("_", " ") if flow and flow.action else ""
    return page.head.title, page.slug.replace("-", " "), wizard
