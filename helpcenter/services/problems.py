"""What is wrong with what somebody typed, in words; "" where nothing is."""

from __future__ import annotations

import math

from helpcenter.adapters.email_addresses import is_email_address
from helpcenter.errors import TooManyAttempts
from helpcenter.orders.reference import LONGEST_ORDER_NUMBER, ROOM_FOR_REFERENCE, order_key, read_reference
from helpcenter.services.store import Rules

# Nothing after it is looked at.
_LONGEST_EMAIL = 500


def check_order_number(typed: str, rules: Rules) -> str:
    """Punctuation and spaces do not count: they make no difference to what is found."""
    fits = 0 < len(order_key(typed)) <= LONGEST_ORDER_NUMBER
    return "" if fits else rules.wording.say("problems.order_number")


def check_reference(typed: str, rules: Rules) -> str:
    return "" if read_reference(typed[:ROOM_FOR_REFERENCE]) else rules.wording.say("problems.reference")


def check_email(typed: str, rules: Rules) -> str:
    fits = is_email_address(typed.strip()[:_LONGEST_EMAIL])
    return "" if fits else rules.wording.say("problems.email")


def say_not_found(which: str, rules: Rules) -> str:
    return rules.wording.say(f"problems.{which}")


def say_too_many(error: TooManyAttempts, rules: Rules) -> str:
    return rules.wording.say("problems.too_many_attempts", minutes=math.ceil(error.retry_after_seconds / 60))
