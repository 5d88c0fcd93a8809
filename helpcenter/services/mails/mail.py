"""Every mail that there is. Each has a function in queueing.py, words under [mails.…] and two templates."""

from enum import StrEnum


class Mail(StrEnum):
    ORDER_CANCELLED = "order_cancelled"
    REQUEST_RECEIVED = "request_received"
    CONFIRMATION_REFUSED = "confirmation_refused"
    CONFIRMATION_RESENT = "confirmation_resent"
    REQUEST_UPDATED = "request_updated"
    REQUEST_WITHDRAWN = "request_withdrawn"
