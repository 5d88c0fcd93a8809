"""What a visitor can be told about an event that came to nothing; components/notice.py has the words."""

from enum import StrEnum


class Notice(StrEnum):
    NONE = ""
    NOT_UNDERSTOOD = "not_understood"
    MISSING = "missing"
    TOO_LONG = "too_long"
    TOO_FAST = "too_fast"
    TOO_MANY_ATTEMPTS = "too_many_attempts"
    NOT_ALLOWED = "not_allowed"
    CHANGED_ELSEWHERE = "changed_elsewhere"
    CHANGED_SINCE = "changed_since"
    WENT_WRONG = "went_wrong"
