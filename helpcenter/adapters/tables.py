"""The database, table by table. Money is whole minor units (cents); instants are UTC."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, ForeignKey, Index, String, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from helpcenter.adapters.columns import Instant

# Only these mails are ever looked for by time, and there are few of them: the index stays small for good.
_WAITING = text("sent_at IS NULL AND given_up_at IS NULL")


def _instant(*, nullable: bool = False, index: bool = False) -> Any:
    return Field(default=None, sa_column=Column(Instant(), nullable=nullable, index=index))


def _json() -> Any:
    return Field(default=None, sa_column=Column(JSON(), nullable=False))


def _money() -> Any:
    """Minor units. 32 bits would end at 21 million, which some currencies pass with one sofa."""
    return Field(sa_column=Column(BigInteger(), nullable=False))


def _of_order() -> Any:
    return Field(sa_column=Column(String, ForeignKey("orders.number", ondelete="CASCADE"), primary_key=True))


class OrderRow(SQLModel, table=True):
    """`number_key` and `email_key` are what look-ups compare (see orders/reference.py)."""

    __tablename__ = "orders"

    number: str = Field(primary_key=True)
    number_key: str = Field(unique=True)
    email: str
    email_key: str = Field(index=True)
    placed_at: datetime = _instant(index=True)
    status: str
    currency: str = Field(max_length=3)
    shipping_method: str
    shipping_price_minor: int = _money()
    address: dict[str, str] = _json()


class LineRow(SQLModel, table=True):
    __tablename__ = "order_lines"

    order_number: str = _of_order()
    line_id: str = Field(primary_key=True)
    position: int
    sku: str
    title: str
    quantity: int
    unit_price_minor: int = _money()
    kind: str
    tags: list[str] = _json()


class ShipmentRow(SQLModel, table=True):
    __tablename__ = "shipments"

    order_number: str = _of_order()
    shipment_id: str = Field(primary_key=True)
    position: int
    line_ids: list[str] = _json()
    shipped_at: datetime | None = _instant(nullable=True)
    estimated_delivery_at: datetime | None = _instant(nullable=True)
    delivered_at: datetime | None = _instant(nullable=True)
    carrier: str = ""
    tracking_number: str = ""
    tracking_url: str = ""


class RequestRow(SQLModel, table=True):
    """`submission_key` is the draft it came from: sending twice meets the unique key."""

    __tablename__ = "requests"
    # What staff ask for: those in some state, the oldest first.
    __table_args__ = (Index("ix_requests_status", "status", "created_at"),)

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    submission_key: str = Field(unique=True)
    order_number: str = Field(foreign_key="orders.number", index=True)
    flow: str
    action: str
    status: str
    answers: dict[str, Any] = _json()
    receipt: dict[str, Any] = _json()
    created_at: datetime = _instant(index=True)
    answer_by: datetime | None = _instant(nullable=True)


class RefusalRow(SQLModel, table=True):
    """`key` is the same for the same refusal: looking at it again meets the unique key."""

    __tablename__ = "refusals"

    id: int | None = Field(default=None, primary_key=True)
    reference: str = Field(unique=True)
    key: str = Field(unique=True)
    order_number: str = Field(foreign_key="orders.number", index=True)
    flow: str
    outcome: str
    answers: dict[str, Any] = _json()
    receipt: dict[str, Any] = _json()
    created_at: datetime = _instant(index=True)


class RequestLineRow(SQLModel, table=True):
    __tablename__ = "request_lines"

    request_id: int = Field(foreign_key="requests.id", primary_key=True)
    line_id: str = Field(primary_key=True)
    quantity: int


class RequestEventRow(SQLModel, table=True):
    """Append-only: triggers refuse to change or delete a row."""

    __tablename__ = "request_events"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="requests.id", index=True)
    at: datetime = _instant()
    actor: str
    kind: str
    note: str = ""
    by: str = ""


class GrantedRefundRow(SQLModel, table=True):
    """Money that the shop owes the customer; one for each request at the most."""

    __tablename__ = "granted_refunds"

    request_id: int = Field(foreign_key="requests.id", primary_key=True)
    amount_minor: int = _money()
    currency: str = Field(max_length=3)
    granted_at: datetime = _instant()


class DraftRow(SQLModel, table=True):
    """A wizard under way. `visitor_key` is the hash of the visitor's cookie, never the cookie.

    `order_number` is set once number and email were checked, and `identified_at` says when.
    `reference` is set once it was sent.
    """

    __tablename__ = "wizard_drafts"
    __table_args__ = (UniqueConstraint("visitor_key", "flow"),)

    id: str = Field(primary_key=True)
    visitor_key: str
    flow: str
    order_number: str | None = Field(default=None, foreign_key="orders.number")
    identified_at: datetime | None = _instant(nullable=True)
    answers: dict[str, Any] = _json()
    reference: str | None = None
    updated_at: datetime = _instant(index=True)


class EvidenceRow(SQLModel, table=True):
    """A photo or a document that a customer sent. The row comes before its file and goes before it.

    `arrived` is set when the file lies in the store, `reference` when the draft becomes a request. A file
    without one belongs to whoever has the draft.
    """

    __tablename__ = "evidence"

    id: str = Field(primary_key=True)
    draft_id: str = Field(index=True)
    kind: str
    added_at: datetime = _instant(index=True)
    arrived: bool = False
    reference: str | None = Field(default=None, foreign_key="requests.reference", index=True)


class RequestGrantRow(SQLModel, table=True):
    """Who sent a request, or proved to know its reference and email address, may open it for a while.

    It opens the whole request: to see it with its files, and to take it back (services/request_access.py).
    """

    __tablename__ = "request_grants"

    visitor_key: str = Field(primary_key=True)
    reference: str = Field(primary_key=True, foreign_key="requests.reference")
    until: datetime = _instant(index=True)


class OutboxRow(SQLModel, table=True):
    """A mail to send, queued in the transaction that it tells about. `key` makes it one of its kind.

    `about` is the request's reference or the order's number. From `due_at` on a worker may take the mail, and
    while one has it, this is when its lease ends. `sent_at` and `given_up_at` are final.
    """

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_due", "due_at", sqlite_where=_WAITING, postgresql_where=_WAITING),)

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    mail: str
    about: str = Field(index=True)
    recipient: str
    payload: dict[str, Any] = _json()
    created_at: datetime = _instant()
    due_at: datetime = _instant()
    attempts: int = 0
    sent_at: datetime | None = _instant(nullable=True)
    given_up_at: datetime | None = _instant(nullable=True)
    problem: str = ""


class ArticleVoteRow(SQLModel, table=True):
    """Whether an article helped: one vote a visitor, the last one counts."""

    __tablename__ = "article_votes"
    # All that counting them needs to read.
    __table_args__ = (Index("ix_article_votes_count", "slug", "helpful"),)

    slug: str = Field(primary_key=True)
    visitor_key: str = Field(primary_key=True)
    helpful: bool
    at: datetime = _instant(index=True)


class SearchRow(SQLModel, table=True):
    """What customers searched for, counted by day. `words` are masked (articles/search/masking.py)."""

    __tablename__ = "searches"

    day: date = Field(primary_key=True)
    words: str = Field(primary_key=True)
    times: int
    results: int
    answered: bool
