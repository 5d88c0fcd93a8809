"""The request that a wizard leaves for the shop."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from helpcenter.orders.claim import Action


class RequestStatus(StrEnum):
    SUBMITTED = "submitted"
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    DECLINED = "declined"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"


# Requests in these states hold on to their pieces and their money: neither can be claimed a second time.
HOLDING = frozenset(RequestStatus) - {RequestStatus.DECLINED, RequestStatus.WITHDRAWN}


class Actor(StrEnum):
    """Who moves a request. `POLICY` is what happens by rule, without anybody's judgement."""

    CUSTOMER = "customer"
    POLICY = "policy"
    STAFF = "staff"


@dataclass(frozen=True)
class RequestEvent:
    """One entry of the request's history; it is added once and never changed.

    `kind` is the state that it came to. `note` is what the staff wrote to the customer with it. `by` is who
    of the staff it was, for the staff alone.
    """

    at: datetime
    actor: Actor
    kind: RequestStatus
    note: str = ""
    by: str = ""


@dataclass(frozen=True)
class Request:
    """`quantities` are pieces by line id. `answers` and `receipt` are as they were at `created_at`.

    `answer_by` is the last instant of the time in which an answer was promised, in UTC when it comes from the
    database; None where nothing is left to answer.
    """

    reference: str
    order_number: str
    flow: str
    action: Action
    status: RequestStatus
    answers: Mapping[str, Any]
    receipt: Mapping[str, Any]
    quantities: Mapping[str, int]
    created_at: datetime
    answer_by: datetime | None = None
    events: tuple[RequestEvent, ...] = ()
