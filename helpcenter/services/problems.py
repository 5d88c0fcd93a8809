"""What is wrong with what somebody typed, in words; "" where nothing is."""

from __future__ import annotations

import math

from email_validator import EmailNotValidError, validate_email

from helpcenter.errors import TooManyAttempts
from helpcenter.orders.reference import order_key, read_reference
from helpcenter.services.store import Rules

_LONGEST_NUMBER = 40


def check_order_number(typed: str, rules: Rules) -> str:
    key = order_key(typed) if len(typed) <= _LONGEST_NUMBER else ""
    return "" if key else rules.wording.say("problems.order_number")


def check_reference(typed: str, rules: Rules) -> str:
    return "" if read_reference(typed[:_LONGEST_NUMBER]) else rules.wording.say("problems.reference")


def check_email(typed: str, rules: Rules) -> str:
    """Its form only. Looking up its domain would tell outsiders who is asking about what."""
    try:
        validate_email(typed.strip()[:500], check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError):
        return rules.wording.say("problems.email")
    return ""


def say_not_found(which: str, rules: Rules) -> str:
    return rules.wording.say(f"problems.{which}")


def say_too_many(error: TooManyAttempts, rules: Rules) -> str:
    return rules.wording.say("problems.too_many_attempts", minutes=math.ceil(error.retry_after_seconds / 60))
