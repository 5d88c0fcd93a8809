"""Every error that this program raises on purpose.

A refusal ("the window has closed") is a value and never one of these: an exception is a broken promise.
They become words for people once, at the edge (state, web, cli).
"""


class HelpCenterError(Exception):
    """The root: catch this at the edge, and nowhere below it."""


class ConfigurationError(HelpCenterError):
    """A setting is missing or makes no sense."""


class ContentError(HelpCenterError):
    """A file of the store cannot be used. `problems` holds one sentence each, with file and line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class InvalidInput(HelpCenterError):
    """What was sent does not have the promised form. `field` is a dotted path into it."""

    def __init__(self, field: str, expected: str) -> None:
        super().__init__(f"{field}: {expected}")
        self.field = field
        self.expected = expected


class TooManyAttempts(HelpCenterError):
    """A limit was reached. `retry_after_seconds` says when trying again can help."""

    def __init__(self, retry_after_seconds: int) -> None:
        super().__init__(f"too many attempts, again in {retry_after_seconds} s")
        self.retry_after_seconds = retry_after_seconds


class UnknownMarkup(HelpCenterError):
    """A page uses something of Reflex that `web/filling` cannot write yet."""
