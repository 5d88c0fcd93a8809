"""Where mails go: one way for all kinds of places."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol


@dataclass(frozen=True)
class Failure:
    """`problem` is for the staff. `is_final` where trying again cannot help."""

    problem: str
    is_final: bool = False


class Transport(Protocol):
    async def send(self, message: EmailMessage) -> Failure | None:
        """Hands it over to the addresses of its headers; None where that has worked."""

    def find_sent(self, message: EmailMessage) -> EmailMessage | None:
        """The same mail as it was sent, where the place keeps a copy that we can read."""
