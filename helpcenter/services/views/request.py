"""A request as the customer who sent it sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpcenter.adapters.outbox import MailState
from helpcenter.services.views.wizard import Citation, Progress, Row


@dataclass
class Stage:
    """A point of a request's way. `note` is what the staff wrote."""

    title: str
    when: str
    state: Progress
    note: str = ""


@dataclass
class SentMail:
    """`sentence` says the state, with the time and a masked address."""

    title: str
    sentence: str
    state: MailState


@dataclass
class RequestView:
    """`turn` says whose it is, `promise` by when an answer comes, and `is_late` that it should have come.

    `note` is what the staff wrote with the last move; those before stand on the way. A refusal has no way;
    `again` is where the same can be asked once more.
    """

    reference: str = ""
    title: str = ""
    order: str = ""
    status: str = ""
    status_title: str = ""
    status_text: str = ""
    turn: str = ""
    promise: str = ""
    is_late: bool = False
    note: str = ""
    again: str = ""
    way: list[Stage] = field(default_factory=list)
    granted: str = ""
    rows: list[Row] = field(default_factory=list)
    money: list[Row] = field(default_factory=list)
    citation: Citation = field(default_factory=lambda: Citation(""))
    can_withdraw: bool = False
    mails: list[SentMail] = field(default_factory=list)
