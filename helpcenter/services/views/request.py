"""A request as the customer who sent it sees it."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpcenter.services.views.wizard import Citation, Row


@dataclass
class HistoryEntry:
    title: str
    when: str


@dataclass
class RequestView:
    reference: str = ""
    title: str = ""
    order: str = ""
    status: str = ""
    status_title: str = ""
    status_text: str = ""
    rows: list[Row] = field(default_factory=list)
    money: list[Row] = field(default_factory=list)
    citation: Citation = field(default_factory=lambda: Citation(""))
    can_withdraw: bool = False
    history: list[HistoryEntry] = field(default_factory=list)
