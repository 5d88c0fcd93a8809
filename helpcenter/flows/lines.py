"""The lines of an order as a customer may choose among them for one action."""

from __future__ import annotations

from dataclasses import dataclass

from helpcenter.flows.case import LINES, Case, Quantities
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.orders.order import Line
from helpcenter.policy.decision import Decision


@dataclass(frozen=True)
class LineOption:
    """`available` pieces can be chosen: 0 where the decision says no, or all are in a request already."""

    line: Line
    available: int
    decision: Decision

    @property
    def is_claimed_already(self) -> bool:
        return self.decision.allowed and self.available == 0


def one_of(line: Line) -> Claim:
    """What the policy is asked while nobody has said how many pieces: it is the same for all of them."""
    return Claim(line_id=line.id, quantity=1)


def line_options(case: Case, action: Action) -> tuple[LineOption, ...]:
    """All lines in the order's order, the ineligible ones too: the customer sees why."""
    options = []
    for line in case.order.lines:
        decision = case.decide_line(action, line)
        options.append(LineOption(line, case.unclaimed(line) if decision.allowed else 0, decision))
    return tuple(options)


def available(case: Case, action: Action) -> Quantities:
    return {option.line.id: option.available for option in line_options(case, action) if option.available}


def first_refused(case: Case, action: Action) -> Claim:
    """What to refuse when no line can be chosen: the line whose deadline passed last, else the first."""
    refused = [option for option in line_options(case, action) if not option.decision.allowed]
    if not refused:
        raise LookupError(f"no line of {case.order.number} is refused {action}")
    last = max(refused, key=lambda o: o.decision.closes_at.timestamp() if o.decision.closes_at else 0.0)
    return one_of(last.line)


def is_refused(case: Case, action: Action) -> bool:
    """Whether the policy itself leaves no line to choose."""
    return not any(option.decision.allowed for option in line_options(case, action))


def claims_for(case: Case, condition: Condition | None = None) -> tuple[Claim, ...]:
    """One claim for each line that was chosen."""
    chosen = case.quantities(LINES)
    return tuple(
        Claim(line_id=line.id, quantity=chosen[line.id], condition=condition)
        for line in case.order.lines
        if line.id in chosen
    )
