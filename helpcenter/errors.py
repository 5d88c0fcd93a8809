"""Every error that is raised on purpose and leaves its folder; one that is caught at home is declared there.

A refusal ("the window has closed") is a value and never one of these: an exception is a broken promise.
They become words for people once, at the edge (state, web, cli).
"""

from __future__ import annotations

from typing import Any


class HelpCenterError(Exception):
    """The root: catch this at the edge, and nowhere below it."""


class ConfigurationError(HelpCenterError):
    """A setting is missing or makes no sense."""


class ContentError(HelpCenterError):
    """A file of the store, or one with orders, cannot be used.

    `problems` holds one sentence each, with file and line.
    """

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class InvalidInput(HelpCenterError):
    """What was sent does not have the promised form. `field` is a dotted path into it."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field}: {expected}")
        self.field = field
        self.expected = expected


class UnreadableLine(InvalidInput):
    """A line of JSON cannot be read as a whole. `id` is its object's, None where that cannot be made out."""

    def __init__(self, field: str, expected: str, id: Any = None) -> None:
        super().__init__(field, expected)
        self.id = id


class TooManyAttempts(HelpCenterError):
    """A limit was reached. `retry_after_seconds` says when trying again can help."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"too many attempts, again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class UnknownMarkup(HelpCenterError):
    """A page uses something of Reflex that `web/filling` cannot render yet."""
