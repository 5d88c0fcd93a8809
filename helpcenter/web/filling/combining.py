"""What an expression does, made of what its parts do: nothing is evaluated before it is needed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from helpcenter.web.filling.javascript import is_same, is_truthy, item

T = TypeVar("T")
Values = Mapping[str, Any]
Expression = Callable[[Values], Any]


def choose(subject: Expression, cases: list[tuple[Expression, T]], otherwise: T, values: Values) -> T:
    """What stands beside the first case that is the same as the subject."""
    value = subject(values)
    return next((outcome for case, outcome in cases if is_same(case(values), value)), otherwise)


def constant(value: Any) -> Expression:
    return lambda _values: value


def binary(operate: Callable[[Any, Any], Any], left: Expression, right: Expression) -> Expression:
    return lambda values: operate(left(values), right(values))


def member(owner: Expression, key: Expression) -> Expression:
    return lambda values: item(owner(values), key(values))


def logical_and(left: Expression, right: Expression) -> Expression:
    return lambda values: right(values) if is_truthy(value := left(values)) else value


def logical_or(left: Expression, right: Expression) -> Expression:
    return lambda values: value if is_truthy(value := left(values)) else right(values)


def nullish(left: Expression, right: Expression) -> Expression:
    return lambda values: right(values) if (value := left(values)) is None else value


def _is_true(inner: Expression) -> Expression:
    return lambda values: bool(inner(values))


def _is_something(inner: Expression) -> Expression:
    return lambda values: inner(values) is not None


def _python_or(left: Expression, right: Expression) -> Expression:
    return lambda values: left(values) or right(values)


def _python_and(left: Expression, right: Expression) -> Expression:
    return lambda values: left(values) and right(values)


# Reflex's own, for which an empty list or object is nothing, as in Python.
FUNCTIONS: dict[str, Callable[..., Expression]] = {
    "isTrue": _is_true,
    "isNotNullOrUndefined": _is_something,
    "pyOr": _python_or,
    "pyAnd": _python_and,
}
