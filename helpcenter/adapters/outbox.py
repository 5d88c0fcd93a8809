"""Mails to send: queued in the transaction that they tell about, taken by one worker at a time.

A worker takes a mail by moving its `due_at` to the end of a lease and counting the attempt. The count is also
the proof of the claim: whoever comes back after the lease finds another number and changes nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.tables import OutboxRow
from helpcenter.adapters.writing import insert_rows

_WAITING: ColumnElement[bool] = col(OutboxRow.sent_at).is_(None) & col(OutboxRow.given_up_at).is_(None)


class MailState(StrEnum):
    WAITING = "waiting"
    SENT = "sent"
    GIVEN_UP = "given_up"


@dataclass(frozen=True)
class QueuedMail:
    """`number` is what people call it by. `attempts` includes the one under way."""

    number: int
    key: str
    mail: str
    about: str
    recipient: str
    payload: Mapping[str, Any]
    created_at: datetime
    due_at: datetime
    attempts: int
    sent_at: datetime | None = None
    given_up_at: datetime | None = None
    problem: str = ""

    @property
    def state(self) -> MailState:
        if self.sent_at:
            return MailState.SENT
        return MailState.GIVEN_UP if self.given_up_at else MailState.WAITING

    @property
    def state_at(self) -> datetime:
        """When it came to that state; of a waiting mail, when it is due."""
        return self.sent_at or self.given_up_at or self.due_at


async def queue_mail(
    connection: AsyncConnection,
    *,
    key: str,
    mail: str,
    about: str,
    recipient: str,
    payload: Mapping[str, Any],
    now: datetime,
) -> None:
    """`key` names this one mail ("request_received:R-7K4M-2XQP"): queueing it twice is an error."""
    values = {
        "key": key,
        "mail": mail,
        "about": about,
        "recipient": recipient,
        "payload": dict(payload),
        "created_at": now,
        "due_at": now,
    }
    await insert_rows(connection, OutboxRow, [values])


async def claim_mail(connection: AsyncConnection, now: datetime, lease: timedelta) -> QueuedMail | None:
    """The mail that is due the longest, for this worker alone until `lease` is over.

    One statement: on PostgreSQL, workers step over each other's rows; SQLite has one writer at a time.
    """
    longest_due = (
        select(OutboxRow.id)
        .where(_WAITING, col(OutboxRow.due_at) <= now)
        .order_by(col(OutboxRow.due_at), col(OutboxRow.id))
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    claimed = await connection.execute(
        update(OutboxRow)
        .where(col(OutboxRow.id) == longest_due)
        .values(attempts=OutboxRow.attempts + 1, due_at=now + lease)
        .returning(OutboxRow)
    )
    row = claimed.one_or_none()
    return _read(row) if row else None


async def mark_sent(connection: AsyncConnection, mail: QueuedMail, now: datetime) -> bool:
    """False where the lease was over and the mail is another worker's by now."""
    return await _settle(connection, mail, sent_at=now, problem="")


async def put_off(connection: AsyncConnection, mail: QueuedMail, until: datetime, problem: str) -> bool:
    return await _settle(connection, mail, due_at=until, problem=problem)


async def give_up(connection: AsyncConnection, mail: QueuedMail, now: datetime, problem: str) -> bool:
    return await _settle(connection, mail, given_up_at=now, problem=problem)


async def requeue(connection: AsyncConnection, numbers: Sequence[int] | None, now: datetime) -> list[int]:
    """Given-up mails are due again at once, with all their attempts: those, or all of them with None."""
    asked = _in_state(MailState.GIVEN_UP)
    if numbers is not None:
        asked &= col(OutboxRow.id).in_(numbers)
    statement = (
        update(OutboxRow)
        .where(asked)
        .values(given_up_at=None, attempts=0, due_at=now)
        .returning(col(OutboxRow.id))
    )
    return sorted(number for number in await connection.scalars(statement) if number is not None)


async def list_mails(
    connection: AsyncConnection, *, limit: int, state: MailState | None = None, about: str | None = None
) -> list[QueuedMail]:
    """The newest first."""
    statement = select(OutboxRow).order_by(col(OutboxRow.id).desc()).limit(limit)
    if state:
        statement = statement.where(_in_state(state))
    if about:
        statement = statement.where(OutboxRow.about == about)
    return [_read(row) for row in await connection.execute(statement)]


async def load_mail(connection: AsyncConnection, number: int) -> QueuedMail | None:
    row = (await connection.execute(select(OutboxRow).where(OutboxRow.id == number))).one_or_none()
    return _read(row) if row else None


def _in_state(state: MailState) -> ColumnElement[bool]:
    match state:
        case MailState.WAITING:
            return _WAITING
        case MailState.SENT:
            return col(OutboxRow.sent_at).is_not(None)
        case MailState.GIVEN_UP:
            return col(OutboxRow.given_up_at).is_not(None)


async def _settle(connection: AsyncConnection, mail: QueuedMail, **changes: Any) -> bool:
    is_still_ours = (col(OutboxRow.id) == mail.number) & (col(OutboxRow.attempts) == mail.attempts) & _WAITING
    settled = update(OutboxRow).where(is_still_ours).values(**changes).returning(col(OutboxRow.id))
    return (await connection.scalars(settled)).one_or_none() is not None


def _read(row: Row[Any]) -> QueuedMail:
    return QueuedMail(
        number=row.id,
        key=row.key,
        mail=row.mail,
        about=row.about,
        recipient=row.recipient,
        payload=row.payload,
        created_at=row.created_at,
        due_at=row.due_at,
        attempts=row.attempts,
        sent_at=row.sent_at,
        given_up_at=row.given_up_at,
        problem=row.problem,
    )
