"""Requests as the staff see them: what waits for whom, since when, and what the customer was told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.adapters.requests import list_requests
from helpcenter.orders.request import Actor, Request, RequestStatus
from helpcenter.orders.request_moves import Party, acts_next, is_overdue, may_move_to
from helpcenter.policy.decision import Decision
from helpcenter.services.context import Context
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.request_records import RequestRecord, load_record
from helpcenter.services.store import Store
from helpcenter.services.views.request import RequestView


@dataclass(frozen=True)
class Waiting:
    """A line of the list. Nobody is named in it: whose request it is stands with the order."""

    request: Request
    next: Party
    is_overdue: bool


@dataclass(frozen=True)
class Dossier:
    """`view` is what the customer sees, `moves` what the staff can do, `decisions` those of the receipt."""

    request: Request
    view: RequestView
    decisions: tuple[Decision, ...]
    moves: tuple[RequestStatus, ...]
    is_overdue: bool


async def list_waiting(
    context: Context,
    statuses: Collection[RequestStatus],
    now: datetime,
    *,
    limit: int,
    since: date | None = None,
) -> list[Waiting]:
    """The oldest first, of those that were sent on that day or later, in the store's time zone."""
    zone = context.store.rules.profile.zone
    begin = datetime.combine(since, time(0), zone) if since else None
    async with context.database.reading() as connection:
        requests = await list_requests(connection, statuses, limit=limit, since=begin)
    return [
        Waiting(request, acts_next(request.status, request.action), is_overdue(request, now))
        for request in requests
    ]


async def open_dossier(context: Context, reference: str, now: datetime) -> Dossier | None:
    record = await load_record(context, reference)
    return _dossier(record, context.store, now) if record else None


def write_waiting(waiting: Waiting) -> dict[str, Any]:
    """Plain JSON; instants are ISO 8601 in UTC."""
    request = waiting.request
    return {
        "reference": request.reference,
        "status": request.status,
        "action": request.action,
        "order": request.order_number,
        "sent_at": request.created_at.isoformat(),
        "answer_by": request.answer_by.isoformat() if request.answer_by else None,
        "overdue": waiting.is_overdue,
        "next": waiting.next,
    }


def _dossier(record: RequestRecord, store: Store, now: datetime) -> Dossier:
    request = record.request
    return Dossier(
        request=request,
        view=present_request(record, store, now),
        decisions=read_receipt(request.receipt).decisions,
        moves=may_move_to(request.status, Actor.STAFF),
        is_overdue=is_overdue(request, now),
    )
