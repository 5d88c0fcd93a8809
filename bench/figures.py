"""What was measured: a figure of ours, often beside another's, and whether it is as good as it has to be."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Goal:
    """A bound for our figure, or, `as_ratio`, for ours divided by the other's."""

    bound: float
    at_most: bool = True
    as_ratio: bool = False

    def holds(self, value: float) -> bool:
        return value <= self.bound if self.at_most else value >= self.bound


def at_most(bound: float) -> Goal:
    return Goal(bound)


def at_least(bound: float) -> Goal:
    return Goal(bound, at_most=False)


def at_most_times(bound: float) -> Goal:
    return Goal(bound, as_ratio=True)


def at_least_times(bound: float) -> Goal:
    return Goal(bound, at_most=False, as_ratio=True)


@dataclass(frozen=True)
class Figure:
    """`theirs` is the same of `other`, taken in the same run."""

    what: str
    unit: str
    ours: float
    theirs: float | None = None
    other: str = ""
    goal: Goal | None = None

    @property
    def ratio(self) -> float | None:
        return self.ours / self.theirs if self.theirs else None

    @property
    def is_met(self) -> bool | None:
        """None without a goal."""
        if self.goal is None:
            return None
        value = self.ratio if self.goal.as_ratio else self.ours
        return value is not None and self.goal.holds(value)


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of them does not exceed: no figure that nobody saw."""
    ranked = sorted(values)
    return ranked[max(0, math.ceil(share * len(ranked)) - 1)]


def compared(
    what: str, unit: str, ours: Sequence[float], theirs: Sequence[float], other: str, goal: Goal | None = None
) -> Figure:
    """Medians of several runs that were taken in turns."""
    return Figure(what, unit, median(ours), median(theirs), other, goal)
