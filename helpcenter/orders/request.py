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


# Requests in these states hold on to their pieces: the same ones cannot be claimed a second time.
HOLDING = frozenset(RequestStatus) - {RequestStatus.DECLINED, RequestStatus.WITHDRAWN}


@dataclass(frozen=True)
class RequestEvent:
    """One entry of the request's history; it is added once and never changed."""

    at: datetime
    actor: str
    kind: str


@dataclass(frozen=True)
class Request:
    """`quantities` are pieces by line id. `answers` and `receipt` are as they were at `created_at`."""

    reference: str
    order_number: str
    flow: str
    action: Action
    status: RequestStatus
    answers: Mapping[str, Any]
    receipt: Mapping[str, Any]
    quantities: Mapping[str, int]
    created_at: datetime
    events: tuple[RequestEvent, ...] = ()
