"""The "no" that a wizard said, kept so that customer and staff can talk about the same one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class Refusal:
    """`outcome` is the page of the flow that said it. `answers` and `receipt` are as they were then."""

    reference: str
    order_number: str
    flow: str
    outcome: str
    answers: Mapping[str, Any]
    receipt: Mapping[str, Any]
    created_at: datetime
