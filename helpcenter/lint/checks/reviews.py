"""Articles that nobody has read with care for longer than the store wants."""

from __future__ import annotations

from collections.abc import Iterator

from helpcenter.lint.finding import Code, Finding, Severity
from helpcenter.lint.subject import Subject


def check_reviews(subject: Subject) -> Iterator[Finding]:
    limit = subject.store.rules.profile.review.limit_days
    for page in subject.pages:
        age = (subject.today - page.head.reviewed).days
        if age > limit:
            yield Finding(
                page.path,
                page.line("reviewed"),
                Code.OLD_REVIEW,
                f"last reviewed {age} days ago; the store wants it every {limit} days",
                f"Read the article as a customer would, then set `reviewed: {subject.today}`.",
                Severity.WARNING,
            )
