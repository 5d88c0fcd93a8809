"""What a rule answers. A refusal is a value like any other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money


class Reason(StrEnum):
    # Allowed (see PERMISSIONS):
    WITHIN_WINDOW = "within_window"
    BEFORE_PRODUCTION = "before_production"
    BEFORE_DISPATCH = "before_dispatch"
    NO_WINDOW = "no_window"
    OVERDUE = "overdue"
    # Refused:
    NOT_OFFERED = "not_offered"
    NO_TERMS = "no_terms"
    ALREADY_CANCELLED = "already_cancelled"
    ALREADY_SHIPPED = "already_shipped"
    STATUS_LOCKED = "status_locked"
    WINDOW_CLOSED = "window_closed"
    NOT_YET_OPEN = "not_yet_open"
    EXPRESS_UNAVAILABLE = "express_unavailable"
    NOT_DELIVERED = "not_delivered"
    SPLIT_SHIPMENT = "split_shipment"
    NOT_ORIGINAL_CONDITION = "not_original_condition"
    NOT_SHIPPED = "not_shipped"
    MARKED_DELIVERED = "marked_delivered"
    NOT_OVERDUE = "not_overdue"
    ADDRESS_INCOMPLETE = "address_incomplete"


PERMISSIONS = frozenset(
    {
        Reason.WITHIN_WINDOW,
        Reason.BEFORE_PRODUCTION,
        Reason.BEFORE_DISPATCH,
        Reason.NO_WINDOW,
        Reason.OVERDUE,
    }
)
REFUSALS = frozenset(Reason) - PERMISSIONS


class Remedy(StrEnum):
    REFUND = "refund"
    REPLACEMENT = "replacement"
    RESHIPMENT = "reshipment"
    STORE_CREDIT = "store_credit"
    INVESTIGATION = "investigation"


class Evidence(StrEnum):
    PHOTOS = "photos"
    DESCRIPTION = "description"
    PARCEL_DECLARATION = "parcel_declaration"
    PRODUCT_CODE = "product_code"


@dataclass(frozen=True)
class Refund:
    """What comes back (`items` + `shipping` = `total`) and what is kept of the items' price (`fee`)."""

    items: Money
    shipping: Money
    fee: Money

    @property
    def total(self) -> Money:
        return self.items + self.shipping

    def __add__(self, other: Refund) -> Refund:
        return Refund(self.items + other.items, self.shipping + other.shipping, self.fee + other.fee)


@dataclass(frozen=True)
class LineFee:
    """What is kept of one line's price, or what changing it costs."""

    line_id: str
    amount: Money


@dataclass(frozen=True)
class Decision:
    """`rule` is the key of the term that settled it ("cancellation.window").

    `opens_at` is given while the action is not open yet, `closes_at` wherever a window was read, even one
    that has closed; both are aware, in the store's time zone. `refund` is None where no money comes back.
    `fee` is the price of a change, None for everything else. `line_fees` are of which lines this, or the
    refund's fee, is the sum.
    """

    action: Action
    allowed: bool
    reason: Reason
    rule: str
    opens_at: datetime | None = None
    closes_at: datetime | None = None
    refund: Refund | None = None
    remedies: tuple[Remedy, ...] = ()
    gift: bool = False
    evidence: tuple[Evidence, ...] = ()
    fee: Money | None = None
    line_fees: tuple[LineFee, ...] = ()
