"""Figures as a Markdown table, for the terminal and for docs/benchmarks.md."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bench.figures import Figure, Goal

_HEAD = ("", "ours", "theirs", "ratio", "goal", "")


def table(figures: Sequence[Figure]) -> str:
    rows = [_HEAD, *map(_row, figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    lines = [_line(row, widths) for row in rows]
    rule = "|".join(
        ["", *("-" * (width + 1) + (":" if 0 < at < 4 else "-") for at, width in enumerate(widths)), ""]
    )
    return "\n".join([lines[0], rule, *lines[1:]])


def put_between_marks(page: str, name: str, text: str) -> str:
    """`page` with what stands between its marks of that name replaced. Raises ValueError without them."""
    begin, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    pattern = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    if len(pattern.findall(page)) != 1:
        raise ValueError(f"the page must have {begin} and {end} once")
    return pattern.sub(lambda _match: f"{begin}\n{text}\n{end}", page)


def number(value: float) -> str:
    """Three digits that mean something, with thousands set apart; more where they stand before the point."""
    if value == 0 or abs(value) >= 100:
        return f"{value:,.0f}"
    digits = 1 if abs(value) >= 10 else 2
    return f"{value:.{digits}f}" if abs(value) >= 1 else f"{value:.3g}"


def _row(figure: Figure) -> tuple[str, ...]:
    theirs = "" if figure.theirs is None else f"{_amount(figure.theirs, figure.unit)} {figure.other}".strip()
    ratio = "" if figure.ratio is None else f"{figure.ratio:.2f}×"
    verdict = {None: "", True: "met", False: "**missed**"}[figure.is_met]
    ours = _amount(figure.ours, figure.unit)
    return figure.what, ours, theirs, ratio, _goal(figure.goal, figure.unit), verdict


def _goal(goal: Goal | None, unit: str) -> str:
    if goal is None:
        return ""
    bound = f"{goal.bound:g}×" if goal.as_ratio else _amount(goal.bound, unit)
    return f"{'≤' if goal.at_most else '≥'} {bound}"


def _amount(value: float, unit: str) -> str:
    if unit == "%":
        return f"{100 * value:.1f} %"
    return f"{number(value)} {unit}".strip()


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    cells = (
        cell.rjust(width) if 0 < at < 4 else cell.ljust(width)
        for at, (cell, width) in enumerate(zip(row, widths, strict=True))
    )
    return f"| {' | '.join(cells)} |"
