"""Runs every check over one store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from helpcenter.errors import ContentError
from helpcenter.lint.finding import Finding, Severity, finding_from
from helpcenter.lint.registry import CHECKS, CHECKS_OF_ALL_ARTICLES
from helpcenter.lint.subject import Subject
from helpcenter.project import PROJECT
from helpcenter.services.store import load_store


@dataclass(frozen=True)
class Report:
    """`findings` are sorted by file and line. `subject` is None where the store could not be loaded at all:
    then only what keeps it from being loaded is named. Where articles cannot be read, some checks wait."""

    findings: tuple[Finding, ...]
    subject: Subject | None

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.findings)

    @property
    def has_errors(self) -> bool:
        return self.count(Severity.ERROR) > 0


def lint(folder: Path, now: datetime) -> Report:
    """`now` is aware: policies, cases and review dates are read as of then."""
    try:
        subject = Subject(folder, load_store(folder, now, assets=PROJECT / "assets"), now)
    except ContentError as error:
        return Report(tuple(finding_from(sentence, folder) for sentence in error.problems), None)
    checks = CHECKS if subject.unread else (*CHECKS, *CHECKS_OF_ALL_ARTICLES)
    findings = (finding for check in checks for finding in check(subject))
    ordered = sorted(findings, key=lambda finding: (str(finding.path), finding.line, finding.code))
    return Report(tuple(ordered), subject)
