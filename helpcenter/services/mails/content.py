"""What templates are given: words only, ready to be laid out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from helpcenter.services.views.wizard import Citation, Link, Row


@dataclass(frozen=True)
class Content:
    """`key` names the words under `[mails]`. `badge` is the state in a word or two, "" without one.

    `note` is what a person of the shop wrote, `told` what the customer did, `steps` what comes next,
    `address` where the parcel goes. `link` leads into the help center.
    """

    key: str
    subject: str
    title: str
    badge: str
    text: str
    facts: Sequence[Row]
    items: Sequence[Row]
    money: Sequence[Row]
    rule: Citation
    link: Link
    note: str = ""
    told: Sequence[Row] = ()
    steps: Sequence[str] = ()
    address: Sequence[str] = ()
