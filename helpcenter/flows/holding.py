"""What another request for the same order holds already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from helpcenter.orders.claim import Action
from helpcenter.orders.request import RequestStatus
from helpcenter.policy.decision import Refund


@dataclass(frozen=True)
class Holding:
    """`quantities` are pieces by line id; `refund` is the money that it granted or, while open, asks for."""

    reference: str
    action: Action
    status: RequestStatus
    quantities: Mapping[str, int]
    refund: Refund | None
