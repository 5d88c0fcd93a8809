"""Which terms the rules read, and how each may be written.

A topic listed here is strict: only these names. Any other topic ("refunds", "delivery") is free for facts
that articles quote and no rule reads.
"""

from __future__ import annotations

from dataclasses import dataclass

from helpcenter.orders.claim import Condition
from helpcenter.orders.order import OrderStatus
from helpcenter.policy.decision import Evidence, Remedy
from helpcenter.policy.terms import Clock, Unit


@dataclass(frozen=True)
class TermForm:
    """`codes` are the words a list may hold; empty where any will do."""

    units: tuple[Unit, ...]
    clock: Clock | None = None
    codes: tuple[str, ...] = ()
    required: bool = False


_FLAG = TermForm((Unit.FLAG,))
_OFFERED = TermForm((Unit.FLAG,), required=True)
_STATUSES = TermForm((Unit.CODES,), codes=tuple(OrderStatus))
_FEE_SHARE = TermForm((Unit.PERCENT,))
_AFTER_PLACING = TermForm((Unit.HOURS, Unit.DAYS), Clock.PLACED_AT)

_BEFORE_DISPATCH = {
    "offered": _OFFERED,
    "window": _AFTER_PLACING,
    "statuses": _STATUSES,
}
_REMEDIES = {
    "remedies": TermForm((Unit.CODES,), codes=tuple(Remedy), required=True),
    "gift": TermForm((Unit.CODES,), codes=tuple(Remedy)),
    "evidence": TermForm((Unit.CODES,), codes=tuple(Evidence)),
}
_ARRIVED = {
    "offered": _OFFERED,
    "window": TermForm((Unit.HOURS, Unit.DAYS), Clock.DELIVERED_AT),
    **_REMEDIES,
}

SCHEMA: dict[str, dict[str, TermForm]] = {
    "cancellation": {**_BEFORE_DISPATCH, "production_fee": _FEE_SHARE, "refunds_shipping": _FLAG},
    "item_changes": {**_BEFORE_DISPATCH, "production_fee": _FEE_SHARE},
    "shipping_changes": {
        **_BEFORE_DISPATCH,
        "fee": TermForm((Unit.AMOUNT,)),
        "methods": TermForm((Unit.CODES,)),
        "no_express_to": TermForm((Unit.CODES,), codes=("po_box",)),
        "no_express_with": TermForm((Unit.CODES,)),
        "slow_regions": TermForm((Unit.CODES,)),
    },
    "confirmation": {"offered": _OFFERED, "wait": _AFTER_PLACING},
    "missing_item": _ARRIVED,
    "wrong_item": _ARRIVED,
    "defective_item": _ARRIVED,
    "returns": {
        **_ARRIVED,
        "condition": TermForm((Unit.CODES,), codes=tuple(Condition)),
        "customer_pays_shipping": _FLAG,
    },
    "lost_parcel": {
        "offered": _OFFERED,
        "wait": TermForm((Unit.HOURS, Unit.DAYS), Clock.ESTIMATED_DELIVERY_AT, required=True),
        "complete_address": _FLAG,
        "refund_scope": TermForm((Unit.CODES,), codes=("shipment", "order")),
        **_REMEDIES,
    },
    "support": {"reply": TermForm((Unit.HOURS, Unit.DAYS, Unit.BUSINESS_DAYS))},
}
