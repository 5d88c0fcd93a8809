"""What is wrong in a content file, and where: shown to editors as `content/faq/x.md:12: …`."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class ProblemKind(StrEnum):
    """FILE is whatever keeps a file from being read; the others are between files that can be."""

    FILE = "file"
    DEAD_LINK = "dead_link"
    UNKNOWN_WIZARD = "unknown_wizard"
    UNKNOWN_RELATED = "unknown_related"
    TAKEN_SLUG = "taken_slug"
    FORMER_SLUG = "former_slug"
    SHARED_PHRASE = "shared_phrase"


@dataclass(frozen=True)
class Problem:
    path: Path
    line: int
    message: str
    kind: ProblemKind = ProblemKind.FILE

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"
