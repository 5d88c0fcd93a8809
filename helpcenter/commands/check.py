"""`helpcenter check`"""

from __future__ import annotations

import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from helpcenter.commands._options import store_option

if TYPE_CHECKING:
    from helpcenter.lint.finding import Finding
    from helpcenter.lint.running import Report


@click.command
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of a list to read.")
@store_option
def command(as_json: bool) -> None:
    """Check the shop's articles, policy and words: what would not work, what contradicts the policy, which
    cases come out otherwise. Each finding names its file and line and says how to mend it.

    The exit code is 1 where there is an error. Warnings alone leave it at 0.
    """
    from helpcenter.lint.running import lint
    from helpcenter.settings import load_settings

    # Shorter to read, and what editors and CI make links of.
    store = load_settings().store
    folder = Path(os.path.relpath(store)) if store.is_relative_to(Path.cwd()) else store
    report = lint(folder, datetime.now(UTC))
    if as_json:
        click.echo(json.dumps(_object(folder, report), indent=2, ensure_ascii=False))
    else:
        for finding in report.findings:
            click.echo(str(finding), err=True)
        click.echo(_summary(folder, report))
    sys.exit(1 if report.has_errors else 0)


def _summary(folder: Path, report: Report) -> str:
    from helpcenter.lint.finding import Severity

    counts = [(report.count(severity), severity) for severity in Severity]
    found = " and ".join(f"{count} {severity}{'' if count == 1 else 's'}" for count, severity in counts)
    found = found if report.findings else "nothing to mend"
    if report.subject is None:
        return f"{folder}: {found}. Everything else is checked once the store can be loaded."
    store = report.subject.store
    articles, wizards = len(store.library.catalogue.articles), len(store.rules.flows)
    terms = len(store.rules.policy.terms)
    told = f"{folder}: {articles} articles, {wizards} wizards, {terms} terms: {found}."
    if unread := [path.name for path in report.subject.unread]:
        told += (
            f"\nSome checks wait until {', '.join(unread)} can be read: of links, numbers and cases there,"
        )
        told += " and of what no article explains or quotes."
    return told


def _object(folder: Path, report: Report) -> dict[str, Any]:
    from helpcenter.lint.finding import Severity

    return {
        "store": str(folder),
        "errors": report.count(Severity.ERROR),
        "warnings": report.count(Severity.WARNING),
        "unread": [str(path) for path in report.subject.unread] if report.subject else [],
        "findings": [_finding(finding) for finding in report.findings],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "file": str(finding.path),
        "line": finding.line,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "mend": finding.mend,
    }
