"""A page of a wizard. `step` says which one it is, and with it what is filled in; all else stays empty.

| `step`       | what is filled in                                                                      |
|--------------|----------------------------------------------------------------------------------------|
| LOADING      | `title` and `flow_title`, once they are known: the name of the wizard                  |
| IDENTIFY     | `text`, `number`, `count`                                                              |
| a question   | `question`, `text`, `checks`, `answered`, `answer`, `problem`, `number`, `count`, and  |
|   CHOICE     |   `options`, `skip`                                                                    |
|   LINES      |   `lines`                                                                              |
|   TEXT       |   `is_one_line`                                                                        |
|   ADDRESS    |   `address`, `address_problems`, `countries`                                           |
|   EVIDENCE   |   `picker`, and `note`, or `skip` where no file is needed                              |
| CHECK        | `text`, `rows`, `money`, `note`, `until`, `until_iso`, `send`, `number`, `count`, and  |
|              | the seals of what is checked: `answers_seal`, `terms_seal`                             |
| REFUSED      | `text`, `reference`, `citation`, `article`, `requests`, `possible`, `later`; and       |
|              | `question`, `options`, `note` where another answer to that question can still be sent  |
| STATUS       | `text`, `checks`, `advised`, `requests`, `milestones`, `parcels`, `possible`, `later`  |
| DONE         | `reference`, `next_steps`, `money`, `citation`, `requests`, `again`                    |
| REPLIED      | `next_steps`                                                                           |

From IDENTIFY on all have `flow`, `flow_title` and `title`, and up to STATUS `at`. From the first question up
to STATUS there are `order`, `draft` and `trail`; DONE has `order`, too. `back` is there where it leads back.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Step(StrEnum):
    LOADING = "loading"
    IDENTIFY = "identify"
    CHOICE = "choice"
    LINES = "lines"
    TEXT = "text"
    ADDRESS = "address"
    EVIDENCE = "evidence"
    CHECK = "check"
    REFUSED = "refused"
    STATUS = "status"
    DONE = "done"
    REPLIED = "replied"


class Progress(StrEnum):
    """Of a point on a way."""

    DONE = "done"
    CURRENT = "current"
    AHEAD = "ahead"


class ParcelState(StrEnum):
    NOT_SENT = "not_sent"
    ON_ITS_WAY = "on_its_way"
    OVERDUE = "overdue"
    DELIVERED = "delivered"


@dataclass
class Option:
    value: str
    title: str
    hint: str = ""
    chosen: bool = False


@dataclass
class LineChoice:
    """`note` says why nothing of it can be chosen, `limit` how many pieces can."""

    id: str
    title: str
    detail: str
    limit: int
    chosen: int
    note: str = ""


@dataclass
class AddressForm:
    name: str = ""
    line1: str = ""
    line2: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass
class ShownFile:
    """`preview` is the address of a small picture, "" for a document."""

    name: str
    href: str
    preview: str


@dataclass
class Row:
    """`question` is where the answer can be changed, "" where it can't."""

    label: str
    value: str
    question: str = ""
    strong: bool = False
    files: list[ShownFile] = field(default_factory=list)


@dataclass
class Link:
    title: str
    href: str


@dataclass
class RequestLink:
    """Another request for the same order, and where it stands."""

    title: str
    reference: str
    status: str
    href: str


@dataclass
class Possible:
    """Something the customer can do now. `until` is in words, `until_iso` for the running clock."""

    title: str
    href: str
    until: str = ""
    until_iso: str = ""


@dataclass
class Milestone:
    """A point of the order's way."""

    title: str
    when: str
    state: Progress


@dataclass
class Parcel:
    title: str
    state: ParcelState
    expected: str
    contents: list[str]
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""


@dataclass
class Check:
    title: str
    text: str


@dataclass
class Citation:
    """The receipt of a decision, as customer and staff read it: the rule, and the facts that met it.

    `sentence` is "" where no rule of the policy decided. `source` and `since` are sentences, too.
    """

    sentence: str
    source: str = ""
    since: str = ""
    facts: list[Row] = field(default_factory=list)
    article: Link = field(default_factory=lambda: Link("", ""))


@dataclass
class WizardView:
    step: str = Step.LOADING
    flow: str = ""
    flow_title: str = ""
    title: str = ""
    text: str = ""
    question: str = ""
    back: str = ""
    number: int = 0
    count: int = 0
    # The keys of all steps that can be shown, from step 2 on, and which one is: 0 where there is no way back.
    trail: list[str] = field(default_factory=list)
    at: int = 0
    order: str = ""
    # What the page is about, sent back with each answer: another tab may have gone on meanwhile.
    draft: str = ""
    problem: str = ""
    # The deadline of what the customer is about to do, for the running clock.
    until_iso: str = ""
    until: str = ""
    # For questions, most of all:
    options: list[Option] = field(default_factory=list)
    lines: list[LineChoice] = field(default_factory=list)
    answered: bool = False
    answer: str = ""
    is_one_line: bool = False
    address: AddressForm = field(default_factory=AddressForm)
    # What is wrong with each part, "" where nothing is.
    address_problems: AddressForm = field(default_factory=AddressForm)
    countries: list[Option] = field(default_factory=list)
    skip: str = ""
    # JSON: what assets/evidence-picker.js has to know, words included.
    picker: str = ""
    # For the answers to check:
    rows: list[Row] = field(default_factory=list)
    money: list[Row] = field(default_factory=list)
    send: str = ""
    note: str = ""
    # What was checked, sent back with the click: see services/sealing.py.
    answers_seal: str = ""
    terms_seal: str = ""
    # For what comes of it:
    reference: str = ""
    requests: list[RequestLink] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)
    # What asking the same for more of the order is called, "" where there is nothing more to ask.
    again: str = ""
    citation: Citation = field(default_factory=lambda: Citation(""))
    article: Link = field(default_factory=lambda: Link("", ""))
    possible: list[Possible] = field(default_factory=list)
    later: str = ""
    # What the page advises before all else; without an address where there is nothing.
    advised: Possible = field(default_factory=lambda: Possible("", ""))
    milestones: list[Milestone] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)
