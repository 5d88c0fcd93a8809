"""Requests, their history and the money they grant, in the database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col, select

from helpcenter.adapters.tables import GrantedRefundRow, OrderRow, RequestEventRow, RequestLineRow, RequestRow
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.request import HOLDING, Request, RequestEvent, RequestStatus


async def find_request_credentials(session: AsyncSession, reference: str) -> tuple[str, str] | None:
    """The reference and the key of the email address that its order belongs to."""
    statement = (
        select(RequestRow.reference, OrderRow.email_key)
        .join(OrderRow, col(OrderRow.number) == col(RequestRow.order_number))
        .where(RequestRow.reference == reference)
    )
    row = (await session.execute(statement)).one_or_none()
    return (row[0], row[1]) if row else None


async def load_request(session: AsyncSession, reference: str) -> Request | None:
    row = (await session.scalars(select(RequestRow).where(RequestRow.reference == reference))).one_or_none()
    if row is None:
        return None
    events = (
        select(RequestEventRow).where(RequestEventRow.request_id == row.id).order_by(col(RequestEventRow.id))
    )
    lines = select(RequestLineRow).where(RequestLineRow.request_id == row.id)
    return Request(
        reference=row.reference,
        order_number=row.order_number,
        flow=row.flow,
        action=Action(row.action),
        status=RequestStatus(row.status),
        answers=row.answers,
        receipt=row.receipt,
        quantities={line.line_id: line.quantity for line in await session.scalars(lines)},
        created_at=row.created_at,
        events=tuple(RequestEvent(e.at, e.actor, e.kind) for e in await session.scalars(events)),
    )


async def claimed_quantities(session: AsyncSession, order_number: str) -> Mapping[str, int]:
    """Pieces by line id that other requests for this order hold already."""
    statement = (
        select(RequestLineRow.line_id, RequestLineRow.quantity)
        .join(RequestRow, col(RequestRow.id) == col(RequestLineRow.request_id))
        .where(RequestRow.order_number == order_number, col(RequestRow.status).in_(HOLDING))
    )
    claimed: Counter[str] = Counter()
    for line_id, quantity in await session.execute(statement):
        claimed[line_id] += quantity
    return claimed


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
    session.add(RequestEventRow(request_id=request_id, at=event.at, actor=event.actor, kind=event.kind))
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
    )
    session.add(row)
    await session.flush()
    if row.id is None:
        raise RuntimeError("the database gave the request no id")
    for line_id, quantity in request.quantities.items():
        session.add(RequestLineRow(request_id=row.id, line_id=line_id, quantity=quantity))
    for event in request.events:
        session.add(RequestEventRow(request_id=row.id, at=event.at, actor=event.actor, kind=event.kind))
    if granted:
        session.add(_granted(row.id, granted, request.created_at))
    await session.flush()


def _granted(request_id: int, amount: Money, at: datetime) -> GrantedRefundRow:
    return GrantedRefundRow(
        request_id=request_id, amount_minor=amount.minor, currency=amount.currency, granted_at=at
    )
