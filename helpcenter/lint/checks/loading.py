"""What the loaders say: unreadable files, dead links, unknown names, phrases that two articles claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from helpcenter.articles.problems import Problem, ProblemKind
from helpcenter.lint.finding import Code, Finding, Severity, finding_from
from helpcenter.lint.subject import Subject

_WARNINGS = frozenset({ProblemKind.FORMER_SLUG})
_BETWEEN_FILES: Mapping[ProblemKind, tuple[Code, str]] = {
    ProblemKind.DEAD_LINK: (Code.DEAD_LINK, "Correct the address, or take the link out."),
    ProblemKind.UNKNOWN_WIZARD: (
        Code.UNKNOWN_WIZARD,
        "Name one that this store offers, or none: a wizard is there when policy.toml offers its action.",
    ),
    ProblemKind.UNKNOWN_RELATED: (
        Code.UNKNOWN_RELATED,
        "Name another article once each, by its file's name.",
    ),
    ProblemKind.TAKEN_SLUG: (
        Code.TAKEN_SLUG,
        "Let each former address lead to one article, and to none while an article has it.",
    ),
    ProblemKind.FORMER_SLUG: (
        Code.FORMER_SLUG,
        "It still works, by way of the old address. Name the new one, which is quicker and stays.",
    ),
    ProblemKind.SHARED_PHRASE: (
        Code.SHARED_PHRASE,
        "Leave the phrase to the article that answers it best, and reword it here.",
    ),
}


def check_loading(subject: Subject) -> Iterator[Finding]:
    located = {str(problem): problem for problem in subject.store.library.catalogue.problems}
    for sentence in subject.store.problems:
        problem = located.get(sentence)
        yield (
            _between(problem)
            if problem and problem.kind in _BETWEEN_FILES
            else finding_from(sentence, subject.folder)
        )


def _between(problem: Problem) -> Finding:
    code, mend = _BETWEEN_FILES[problem.kind]
    severity = Severity.WARNING if problem.kind in _WARNINGS else Severity.ERROR
    return Finding(problem.path, problem.line, code, problem.message, mend, severity)
