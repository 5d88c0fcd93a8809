"""Requests, their history and the money they grant, in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Row, bindparam, union_all, update
from sqlalchemy import select as select_columns
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlmodel import col, select

from helpcenter.adapters.decision_json import read_refund
from helpcenter.adapters.tables import (
    GrantedRefundRow,
    OrderRow,
    RefusalRow,
    RequestEventRow,
    RequestLineRow,
    RequestRow,
)
from helpcenter.adapters.writing import Values, insert_row, insert_rows
from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.request import HOLDING, Actor, Request, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import OPEN

# Every step of a wizard asks for them; see adapters/orders.py.
_HOLDING = (
    select_columns(
        col(RequestRow.reference),
        col(RequestRow.action),
        col(RequestRow.status),
        col(RequestRow.receipt),
        col(RequestLineRow.line_id),
        col(RequestLineRow.quantity),
    )
    .outerjoin(RequestLineRow, col(RequestLineRow.request_id) == col(RequestRow.id))
    .where(
        col(RequestRow.order_number) == bindparam("order_number"),
        # In their order, so that the statement is the same in every process and in the database's own cache.
        col(RequestRow.status).in_(sorted(HOLDING)),
    )
    .order_by(col(RequestRow.id))
)


async def find_reference_credentials(connection: AsyncConnection, reference: str) -> tuple[str, str] | None:
    """The reference of a request or a refusal, and the key of the email address that its order belongs to.

    One query for both, so that nobody can tell by the time whether it is either.
    """
    either = [
        select(row.reference, OrderRow.email_key)
        .join(OrderRow, col(OrderRow.number) == col(row.order_number))
        .where(row.reference == reference)
        for row in (RequestRow, RefusalRow)
    ]
    row = (await connection.execute(union_all(*either))).first()
    return (row[0], row[1]) if row else None


async def load_request(connection: AsyncConnection, reference: str, *, lock: bool = False) -> Request | None:
    """`lock` keeps others from moving it until the transaction ends; use it while writing only."""
    statement = select(RequestRow).where(RequestRow.reference == reference)
    row = (await connection.execute(statement.with_for_update() if lock else statement)).one_or_none()
    return (await _with_parts(connection, [row]))[0] if row else None


async def list_requests(
    connection: AsyncConnection,
    statuses: Collection[RequestStatus],
    *,
    limit: int,
    since: datetime | None = None,
) -> list[Request]:
    """The oldest first, of those that were sent at `since` or later."""
    statement = (
        select(RequestRow)
        .where(col(RequestRow.status).in_(statuses))
        .order_by(col(RequestRow.created_at), col(RequestRow.id))
        .limit(limit)
    )
    if since:
        statement = statement.where(col(RequestRow.created_at) >= since)
    return await _with_parts(connection, (await connection.execute(statement)).all())


async def load_holdings(connection: AsyncConnection, order_number: str) -> tuple[Holding, ...]:
    """The order's requests that hold pieces or money, or are still open; the oldest first."""
    found = await connection.execute(_HOLDING, {"order_number": order_number})
    by_request = groupby(found, key=attrgetter("reference"))
    holdings = [_read_holding(list(rows)) for _, rows in by_request]
    return tuple(
        holding for holding in holdings if holding.quantities or holding.refund or holding.status in OPEN
    )


async def move_request(
    connection: AsyncConnection, reference: str, *, since: RequestStatus, event: RequestEvent
) -> bool:
    """From the state `since` to that of the event, which is added. False where it stands elsewhere by now."""
    statement = (
        update(RequestRow)
        .where(col(RequestRow.reference) == reference, col(RequestRow.status) == since)
        .values(status=event.kind)
        .returning(col(RequestRow.id))
    )
    request_id = (await connection.execute(statement)).scalar_one_or_none()
    if request_id is None:
        return False
    await insert_rows(connection, RequestEventRow, [_event(request_id, event)])
    return True


async def add_request(
    connection: AsyncConnection,
    request: Request,
    *,
    submission_key: str,
    granted: Money | None,
) -> None:
    """Writes the request, its lines, its first events and the refund that it grants, if any."""
    values = {
        "reference": request.reference,
        "submission_key": submission_key,
        "order_number": request.order_number,
        "flow": request.flow,
        "action": request.action,
        "status": request.status,
        "answers": dict(request.answers),
        "receipt": dict(request.receipt),
        "created_at": request.created_at,
        "answer_by": request.answer_by,
    }
    row_id = await insert_row(connection, RequestRow, values)
    lines = [
        {"request_id": row_id, "line_id": line_id, "quantity": quantity}
        for line_id, quantity in request.quantities.items()
    ]
    await insert_rows(connection, RequestLineRow, lines)
    await insert_rows(connection, RequestEventRow, [_event(row_id, event) for event in request.events])
    if granted:
        await insert_rows(connection, GrantedRefundRow, [_granted(row_id, granted, request.created_at)])


async def grant_refund(connection: AsyncConnection, reference: str, amount: Money, at: datetime) -> None:
    """One for each request at the most: a second one is an error."""
    request_id = await connection.scalar(select(RequestRow.id).where(RequestRow.reference == reference))
    if request_id is None:
        raise LookupError(f"there is no request {reference}")
    await insert_rows(connection, GrantedRefundRow, [_granted(request_id, amount, at)])


async def load_granted_refund(connection: AsyncConnection, reference: str) -> tuple[Money, datetime] | None:
    """How much was granted, and when."""
    statement = (
        select(GrantedRefundRow)
        .join(RequestRow, col(RequestRow.id) == col(GrantedRefundRow.request_id))
        .where(RequestRow.reference == reference)
    )
    row = (await connection.execute(statement)).one_or_none()
    return (Money.from_minor(row.amount_minor, row.currency), row.granted_at) if row else None


async def _with_parts(connection: AsyncConnection, rows: Sequence[Row[Any]]) -> list[Request]:
    ids = [row.id for row in rows]
    if not ids:
        return []
    events: defaultdict[int, list[RequestEvent]] = defaultdict(list)
    history = select(RequestEventRow).where(col(RequestEventRow.request_id).in_(ids))
    for event in await connection.execute(history.order_by(col(RequestEventRow.id))):
        kind = RequestStatus(event.kind)
        events[event.request_id].append(
            RequestEvent(event.at, Actor(event.actor), kind, event.note, event.by)
        )
    quantities: defaultdict[int, dict[str, int]] = defaultdict(dict)
    lines = select(RequestLineRow).where(col(RequestLineRow.request_id).in_(ids))
    for line in await connection.execute(lines):
        quantities[line.request_id][line.line_id] = line.quantity
    return [
        Request(
            reference=row.reference,
            order_number=row.order_number,
            flow=row.flow,
            action=Action(row.action),
            status=RequestStatus(row.status),
            answers=row.answers,
            receipt=row.receipt,
            quantities=quantities[row.id],
            created_at=row.created_at,
            answer_by=row.answer_by,
            events=tuple(events[row.id]),
        )
        for row in rows
    ]


def _read_holding(rows: Sequence[Row[Any]]) -> Holding:
    """One request, with each of its lines."""
    request = rows[0]
    return Holding(
        reference=request.reference,
        action=Action(request.action),
        status=RequestStatus(request.status),
        quantities={row.line_id: row.quantity for row in rows if row.line_id is not None},
        refund=read_refund(request.receipt["refund"]),
    )


def _event(request_id: int, event: RequestEvent) -> Values:
    return {
        "request_id": request_id,
        "at": event.at,
        "actor": event.actor,
        "kind": event.kind,
        "note": event.note,
        "by": event.by,
    }


def _granted(request_id: int, amount: Money, at: datetime) -> Values:
    return {
        "request_id": request_id,
        "amount_minor": amount.minor,
        "currency": amount.currency,
        "granted_at": at,
    }
