"""What follows from the store alone is made once, and forgotten with that state of the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from helpcenter.services.store import Store

P = ParamSpec("P")
T = TypeVar("T")


def once_per_store(make: Callable[Concatenate[Store, P], T]) -> Callable[Concatenate[Store, P], T]:
    """For functions of a store and a few names that stand in it: each name that is asked for is kept.

    What is made must not hold the store, or it would never be forgotten.
    """
    made: WeakKeyDictionary[Store, dict[object, T]] = WeakKeyDictionary()

    @wraps(make)
    def kept(store: Store, /, *args: P.args, **kwargs: P.kwargs) -> T:
        known = made.setdefault(store, {})
        key = (args, tuple(kwargs.items()))
        if key not in known:
            known[key] = make(store, *args, **kwargs)
        return known[key]

    return kept
