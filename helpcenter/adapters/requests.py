"""Requests, their history and the money they grant, in the database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import bindparam, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from helpcenter.adapters.decision_json import read_refund
from helpcenter.adapters.tables import GrantedRefundRow, OrderRow, RequestEventRow, RequestLineRow, RequestRow
from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.request import HOLDING, Actor, Request, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import OPEN

# Every step of a wizard asks for them; see adapters/orders.py.
_HOLDING = (
    select(RequestRow)
    .where(
        RequestRow.order_number == bindparam("order_number"),
        # In their order, so that the statement is the same in every process and in the database's own cache.
        col(RequestRow.status).in_(sorted(HOLDING)),
    )
    .order_by(col(RequestRow.id))
)


async def find_request_credentials(session: AsyncSession, reference: str) -> tuple[str, str] | None:
    """The reference and the key of the email address that its order belongs to."""
    statement = (
        select(RequestRow.reference, OrderRow.email_key)
        .join(OrderRow, col(OrderRow.number) == col(RequestRow.order_number))
        .where(RequestRow.reference == reference)
    )
    row = (await session.execute(statement)).one_or_none()
    return (row[0], row[1]) if row else None


async def load_request(session: AsyncSession, reference: str, *, lock: bool = False) -> Request | None:
    """`lock` keeps others from moving it until the transaction ends; use it in a writing session only."""
    statement = select(RequestRow).where(RequestRow.reference == reference)
    row = (await session.scalars(statement.with_for_update() if lock else statement)).one_or_none()
    return (await _with_parts(session, [row]))[0] if row else None


async def list_requests(
    session: AsyncSession, statuses: Collection[RequestStatus], *, limit: int
) -> list[Request]:
    """The oldest first."""
    statement = (
        select(RequestRow)
        .where(col(RequestRow.status).in_(statuses))
        .order_by(col(RequestRow.created_at), col(RequestRow.id))
        .limit(limit)
    )
    return await _with_parts(session, (await session.scalars(statement)).all())


async def load_holdings(session: AsyncSession, order_number: str) -> tuple[Holding, ...]:
    """The order's requests that hold pieces or money, or are still open; the oldest first."""
    found = await session.scalars(_HOLDING, {"order_number": order_number})
    requests = await _with_parts(session, found.all())
    return tuple(
        Holding(
            reference=request.reference,
            action=request.action,
            status=request.status,
            quantities=request.quantities,
            refund=read_refund(request.receipt["refund"]),
        )
        for request in requests
        if request.quantities or request.receipt["refund"] or request.status in OPEN
    )


async def move_request(
    session: AsyncSession, reference: str, *, since: RequestStatus, event: RequestEvent
) -> bool:
    """From the state `since` to that of the event, which is added. False where it stands elsewhere by now."""
    statement = (
        update(RequestRow)
        .where(col(RequestRow.reference) == reference, col(RequestRow.status) == since)
        .values(status=event.kind)
        .returning(col(RequestRow.id))
    )
    request_id = (await session.execute(statement)).scalar_one_or_none()
    if request_id is None:
        return False
    session.add(_event(request_id, event))
    await session.flush()
    return True


async def add_request(
    session: AsyncSession,
    request: Request,
    *,
    submission_key: str,
    granted: Money | None,
) -> None:
    """Writes the request, its lines, its first events and the refund that it grants, if any."""
    row = RequestRow(
        reference=request.reference,
        submission_key=submission_key,
        order_number=request.order_number,
        flow=request.flow,
        action=request.action,
        status=request.status,
        answers=dict(request.answers),
        receipt=dict(request.receipt),
        created_at=request.created_at,
        answer_by=request.answer_by,
    )
    session.add(row)
    await session.flush()
    if row.id is None:
        raise RuntimeError("the database gave the request no id")
    for line_id, quantity in request.quantities.items():
        session.add(RequestLineRow(request_id=row.id, line_id=line_id, quantity=quantity))
    for event in request.events:
        session.add(_event(row.id, event))
    if granted:
        session.add(_granted(row.id, granted, request.created_at))
    await session.flush()


async def grant_refund(session: AsyncSession, reference: str, amount: Money, at: datetime) -> None:
    """One for each request at the most: a second one is an error."""
    request_id = await session.scalar(select(RequestRow.id).where(RequestRow.reference == reference))
    if request_id is None:
        raise LookupError(f"there is no request {reference}")
    session.add(_granted(request_id, amount, at))
    await session.flush()


async def load_granted_refund(session: AsyncSession, reference: str) -> tuple[Money, datetime] | None:
    """How much was granted, and when."""
    statement = (
        select(GrantedRefundRow)
        .join(RequestRow, col(RequestRow.id) == col(GrantedRefundRow.request_id))
        .where(RequestRow.reference == reference)
    )
    row = (await session.scalars(statement)).one_or_none()
    return (Money.from_minor(row.amount_minor, row.currency), row.granted_at) if row else None


async def _with_parts(session: AsyncSession, rows: Sequence[RequestRow]) -> list[Request]:
    ids = [row.id for row in rows if row.id is not None]
    if not ids:
        return []
    events: defaultdict[int, list[RequestEvent]] = defaultdict(list)
    history = select(RequestEventRow).where(col(RequestEventRow.request_id).in_(ids))
    for event in await session.scalars(history.order_by(col(RequestEventRow.id))):
        kind = RequestStatus(event.kind)
        events[event.request_id].append(
            RequestEvent(event.at, Actor(event.actor), kind, event.note, event.by)
        )
    quantities: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for line in await session.scalars(select(RequestLineRow).where(col(RequestLineRow.request_id).in_(ids))):
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
            quantities=quantities[row.id or 0],
            created_at=row.created_at,
            answer_by=row.answer_by,
            events=tuple(events[row.id or 0]),
        )
        for row in rows
    ]


def _event(request_id: int, event: RequestEvent) -> RequestEventRow:
    return RequestEventRow(
        request_id=request_id, at=event.at, actor=event.actor, kind=event.kind, note=event.note, by=event.by
    )


def _granted(request_id: int, amount: Money, at: datetime) -> GrantedRefundRow:
    return GrantedRefundRow(
        request_id=request_id, amount_minor=amount.minor, currency=amount.currency, granted_at=at
    )
