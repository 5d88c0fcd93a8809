"""What a customer can do about an order now, and what opens later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from helpcenter.flows.case import Case
from helpcenter.flows.lines import line_options
from helpcenter.flows.parcels import is_claimed_already
from helpcenter.orders.claim import ABOUT_LINES, Action, Claim
from helpcenter.policy.decision import Decision, Reason


@dataclass(frozen=True)
class Possibilities:
    """`now` holds one decision for each action, soonest deadline first, those without one after.

    `later` is the refused action that opens next, if any will.
    """

    now: tuple[Decision, ...]
    later: Decision | None


def possibilities(case: Case) -> Possibilities:
    decisions = [decision for action in Action for decision in _decisions(case, action)]
    allowed: dict[Action, Decision] = {}
    for decision in sorted((d for d in decisions if d.allowed), key=_deadline):
        allowed.setdefault(decision.action, decision)
    opening = [d for d in decisions if d.opens_at and d.action not in allowed]
    return Possibilities(tuple(allowed.values()), min(opening, key=_opening, default=None))


def is_possible(case: Case, action: Action) -> bool:
    """For anything in the order that is not part of a request already."""
    return any(decision.allowed for decision in _decisions(case, action))


def can_be_returned_later(case: Case) -> bool:
    """Whether the policy takes back something of the order once that has arrived."""
    waiting = (Reason.NOT_DELIVERED, Reason.SPLIT_SHIPMENT)
    return any(decision.reason in waiting for decision in _decisions(case, Action.RETURN_ITEM))


def closest(case: Case, *, without: Action) -> Decision | None:
    """Besides that action: what ends soonest of all that is possible now, else what opens next."""
    found = possibilities(case)
    now = (decision for decision in found.now if decision.action is not without)
    return next(now, found.later)


def _decisions(case: Case, action: Action) -> Iterator[Decision]:
    """Every way in which the action could be asked for: each line, each parcel, or the order as a whole."""
    if action in ABOUT_LINES:
        yield from (o.decision for o in line_options(case, action) if not o.is_claimed_already)
    elif action is Action.REPORT_LOST_PARCEL:
        for shipment in case.order.shipments:
            if not is_claimed_already(case, shipment):
                yield case.decide(action, Claim(shipment_id=shipment.id))
    else:
        yield case.decide(action)


def _deadline(decision: Decision) -> float:
    return decision.closes_at.timestamp() if decision.closes_at else float("inf")


def _opening(decision: Decision) -> float:
    return decision.opens_at.timestamp() if decision.opens_at else float("inf")
