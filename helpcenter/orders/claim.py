"""What a customer says when asking for something: which line, which parcel, which new address."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from helpcenter.orders.address import Address


class Action(StrEnum):
    """In the order in which customers are shown what is possible, where deadlines do not say."""

    CANCEL_ORDER = "cancel_order"
    CHANGE_ITEMS = "change_items"
    CHANGE_SHIPPING = "change_shipping"
    REPORT_MISSING_ITEM = "report_missing_item"
    REPORT_WRONG_ITEM = "report_wrong_item"
    REPORT_DEFECTIVE_ITEM = "report_defective_item"
    RETURN_ITEM = "return_item"
    REPORT_LOST_PARCEL = "report_lost_parcel"
    RESEND_CONFIRMATION = "resend_confirmation"


# Each claim of these is about one line, that of a lost parcel about one shipment, any other about the order.
ABOUT_LINES = (
    Action.REPORT_MISSING_ITEM,
    Action.REPORT_WRONG_ITEM,
    Action.REPORT_DEFECTIVE_ITEM,
    Action.RETURN_ITEM,
)


class Condition(StrEnum):
    ORIGINAL = "original"
    USED = "used"


@dataclass(frozen=True)
class Claim:
    """Each action reads its own fields. `None` means "not said yet": what depends on it is not judged."""

    line_id: str | None = None
    quantity: int | None = None
    condition: Condition | None = None
    shipment_id: str | None = None
    method: str | None = None
    address: Address | None = None
