"""What JavaScript does with the values that pages are made of: text, numbers, yes or no, lists, objects."""

from __future__ import annotations

from typing import Any

from helpcenter.errors import UnknownMarkup


def is_truthy(value: Any) -> bool:
    """As JavaScript decides, to which an empty list or object is something."""
    return isinstance(value, (list, dict)) or bool(value)


def as_text(value: Any) -> str:
    """As JavaScript makes a string of what it adds to one."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, (list, dict)):
        raise UnknownMarkup(f"Would write {value!r} into a page.")
    return str(value)


def add(left: Any, right: Any) -> Any:
    if isinstance(left, str) or isinstance(right, str):
        return as_text(left) + as_text(right)
    return left + right


def is_same(left: Any, right: Any) -> bool:
    """`===` of values that are not objects."""
    return isinstance(left, bool) == isinstance(right, bool) and bool(left == right)


def is_other(left: Any, right: Any) -> bool:
    return not is_same(left, right)


def item(owner: Any, key: Any) -> Any:
    """`owner?.[key]`"""
    if owner is None:
        return None
    if isinstance(owner, dict):
        return owner.get(key)
    return owner[key] if key < len(owner) else None
