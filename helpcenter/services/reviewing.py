"""What the staff do with a request: take it up, say yes or no, and finish it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from helpcenter.adapters.receipt_json import read_receipt
from helpcenter.adapters.requests import grant_refund, load_request
from helpcenter.errors import InvalidInput
from helpcenter.orders.request import Actor, Request, RequestEvent, RequestStatus
from helpcenter.orders.request_moves import Party, acts_next, may_move
from helpcenter.services.context import Context
from helpcenter.services.mails.queueing import request_updated
from helpcenter.services.moving import move_locked

LONGEST_NOTE = 2000
LONGEST_NAME = 60


class Result(StrEnum):
    MOVED = "moved"
    ALREADY_THERE = "already_there"
    NOT_POSSIBLE = "not_possible"


@dataclass(frozen=True)
class Review:
    """`request` is as it stands afterwards, whoever moved it."""

    result: Result
    request: Request


async def review(
    context: Context, reference: str, to: RequestStatus, now: datetime, *, note: str = "", by: str = ""
) -> Review | None:
    """Moves a request and tells its customer by mail; None where there is no such request.

    `note` is for the customer, plain text, and what a no is explained with. `by` is who of the staff it was;
    customers never see it. A second call, or one that comes after somebody else's, changes nothing.

    Raises InvalidInput where something has to be said and is not, or a text is too long or unreadable.
    """
    note, by = _plain("note", note, LONGEST_NOTE), _plain("by", by, LONGEST_NAME)
    async with context.database.writing() as connection:
        request = await load_request(connection, reference, lock=True)
        if request is None:
            return None
        if request.status is to:
            return Review(Result.ALREADY_THERE, request)
        if not may_move(request.status, to, Actor.STAFF):
            return Review(Result.NOT_POSSIBLE, request)
        if not note and (missing := _what_to_say(request, to)):
            raise InvalidInput("note", missing)
        moved = await _move(connection, request, RequestEvent(now, Actor.STAFF, to, note, by))
    context.mail_queued.set()
    return Review(Result.MOVED, moved)


async def _move(connection: AsyncConnection, request: Request, event: RequestEvent) -> Request:
    refund = read_receipt(request.receipt).refund
    if event.kind is RequestStatus.APPROVED and refund and refund.total:
        await grant_refund(connection, request.reference, refund.total, event.at)
    moved, order = await move_locked(connection, request, event)
    await request_updated(connection, moved, order.email, event.at)
    return moved


def _what_to_say(request: Request, to: RequestStatus) -> str:
    """What the customer cannot do without; "" where the state says it all."""
    if to is RequestStatus.DECLINED:
        return "say why: the customer reads it on the page and in the mail"
    if acts_next(to, request.action) is Party.CUSTOMER:
        return "say where to send the items: the customer reads it on the page and in the mail"
    return ""


def _plain(field: str, text: str, longest: int) -> str:
    """Line breaks stay. What cannot be shown or sent is refused, not changed: these are somebody's words."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(plain) > longest:
        raise InvalidInput(field, f"{longest} characters at the most, not {len(plain)}")
    if any(unicodedata.category(letter) in ("Cc", "Cs") and letter not in "\n\t" for letter in plain):
        raise InvalidInput(field, "plain text, without control characters")
    return plain
