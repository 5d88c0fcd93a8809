"""Cases for the policy as JSON: an order, a claim, and what is asked of them at which instant."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator

from helpcenter.adapters.order_consistency import inconsistencies
from helpcenter.adapters.order_json import ClaimJson, Instant, OrderJson, checked
from helpcenter.errors import InvalidInput
from helpcenter.orders.claim import Action


def is_case_id(raw: Any) -> bool:
    """Whether the answer can carry it, as JSON."""
    is_number = isinstance(raw, int) and not isinstance(raw, bool)
    return is_number or isinstance(raw, str) or (isinstance(raw, float) and math.isfinite(raw))


def _case_id(raw: Any) -> Any:
    if not is_case_id(raw):
        raise ValueError("a text or a number was expected")
    return raw


CaseId = Annotated[Any, BeforeValidator(_case_id)]


class CaseJson(BaseModel):
    """One line of `helpcenter decide`. Fields that are not known here are left unread."""

    id: CaseId
    action: Action
    now: Instant
    order: OrderJson
    claim: ClaimJson


def read_case(raw: Any) -> CaseJson:
    """Raises InvalidInput that names the first field which is missing, wrong or at odds with another."""
    case = checked(CaseJson, raw)
    for path, expected in inconsistencies(case.order):
        raise InvalidInput(f"order.{path}", expected)
    return case
