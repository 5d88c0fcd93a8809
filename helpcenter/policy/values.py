"""A value of the policy as TOML gives it, turned into the type that its unit promises."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from helpcenter.policy.terms import Unit, Value

_AMOUNT = re.compile(r"[0-9]{1,7}(\.[0-9]{1,2})?")


def read_value(unit: Unit, raw: Any) -> Value | None:
    """None where `raw` is not what EXAMPLES shows for the unit."""
    return _READERS[unit](raw)


def _whole(raw: Any) -> Value | None:
    return raw if isinstance(raw, int) and not isinstance(raw, bool) and 0 < raw <= 100_000 else None


def _percent(raw: Any) -> Value | None:
    if isinstance(raw, bool) or not isinstance(raw, int):
        return None
    return Decimal(raw) if 0 <= raw <= 100 else None


def _amount(raw: Any) -> Value | None:
    """A text, because a TOML number with a point is a float."""
    return Decimal(raw) if isinstance(raw, str) and _AMOUNT.fullmatch(raw) else None


def _flag(raw: Any) -> Value | None:
    return raw if isinstance(raw, bool) else None


def _codes(raw: Any) -> Value | None:
    if not isinstance(raw, list) or not all(isinstance(code, str) and code for code in raw):
        return None
    return tuple(raw) if raw and len(set(raw)) == len(raw) else None


def _text(raw: Any) -> Value | None:
    return raw if isinstance(raw, str) and raw.strip() else None


_READERS = {
    Unit.HOURS: _whole,
    Unit.DAYS: _whole,
    Unit.BUSINESS_DAYS: _whole,
    Unit.PERCENT: _percent,
    Unit.AMOUNT: _amount,
    Unit.FLAG: _flag,
    Unit.CODES: _codes,
    Unit.TEXT: _text,
}
EXAMPLES = {
    Unit.HOURS: "2",
    Unit.DAYS: "7",
    Unit.BUSINESS_DAYS: "7",
    Unit.PERCENT: "50 (a whole number from 0 to 100)",
    Unit.AMOUNT: '"4.90" (a text, with quotation marks)',
    Unit.FLAG: "true or false",
    Unit.CODES: '["photos", "description"] (no word twice)',
    Unit.TEXT: '"some words"',
}
