"""One thing that an editor should mend, or look at."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

_SENTENCE = re.compile(r"(?P<path>.*?)(?::(?P<line>\d+))?: (?P<message>.*)", re.DOTALL)


class Severity(StrEnum):
    """Errors fail the check, warnings do not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """What was found; `docs/checking.md` has a section for each."""

    UNREADABLE = "unreadable"
    DEAD_LINK = "dead-link"
    UNKNOWN_WIZARD = "unknown-wizard"
    UNKNOWN_RELATED = "unknown-related"
    TAKEN_SLUG = "taken-slug"
    FORMER_SLUG = "former-slug"
    SHARED_PHRASE = "shared-phrase"
    OLD_REVIEW = "old-review"
    CONTRADICTION = "contradiction"
    LITERAL = "literal"
    VOUCHED_FOR_NOTHING = "vouched-for-nothing"
    UNREADABLE_CASE = "unreadable-case"
    WRONG_CASE = "wrong-case"
    UNEXPLAINED_ACTION = "unexplained-action"
    UNEXPLAINED_REASON = "unexplained-reason"
    UNREACHED_OUTCOME = "unreached-outcome"
    UNUSED_TERM = "unused-term"
    MISSING_TERM = "missing-term"


@dataclass(frozen=True)
class Finding:
    """`mend` says what to do about it, in a sentence."""

    path: Path
    line: int
    code: Code
    message: str
    mend: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity} [{self.code}] {self.message}\n    {self.mend}"


def finding_from(sentence: str, folder: Path) -> Finding:
    """Of what a loader says: "content/policy.toml:12: cancellation.window: …", the line being optional."""
    match = _SENTENCE.fullmatch(sentence)
    path, line, message = match.group("path", "line", "message") if match else (folder, None, sentence)
    return Finding(
        Path(path), int(line or 1), Code.UNREADABLE, message, _HOW_TO_WRITE.get(Path(path).name, _ARTICLE)
    )


_ARTICLE = "Change that line; docs/adding-an-article.md says how an article is written."
_HOW_TO_WRITE = {
    "policy.toml": "Change that line; docs/changing-the-policy.md says how a term is written.",
    "store.toml": "Change that line as content/store.toml shows it.",
    "synonyms.toml": "Change that line; the first lines of the file say how a group is written.",
    "unanswered.toml": "Change that line; the first lines of the file say how a topic is written.",
    "wording.toml": "Use a key and placeholders of helpcenter/wording/en.toml, and terms of policy.toml.",
}
