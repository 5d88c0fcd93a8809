"""What a customer can do about an order now, and what opens later."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from helpcenter.flows.case import Case
from helpcenter.flows.lines import line_options
from helpcenter.flows.parcels import is_claimed_already
from helpcenter.orders.claim import ABOUT_LINES, Action, Claim
from helpcenter.orders.order import OrderStatus
from helpcenter.policy.decision import Decision, Reason

_NOTHING = Claim()


@dataclass(frozen=True)
class Possibilities:
    """One decision for each action: `now` soonest deadline first, those without one after; `later` those that
    open at a known instant, soonest first. Of a cancelled order nothing opens any more.
    """

    now: tuple[Decision, ...]
    later: tuple[Decision, ...]


def possibilities(case: Case) -> Possibilities:
    decisions = [decision for action in Action for decision in _decisions(case, action)]
    now = _one_an_action(sorted((d for d in decisions if d.allowed), key=_deadline))
    if case.order.status is OrderStatus.CANCELLED:
        return Possibilities(now, ())
    possible = {decision.action for decision in now}
    opening = (d for d in decisions if d.opens_at and d.action not in possible)
    return Possibilities(now, _one_an_action(sorted(opening, key=_opening)))


def is_possible(case: Case, action: Action) -> bool:
    """For anything in the order that is not part of a request already."""
    return any(decision.allowed for decision in _decisions(case, action))


def can_be_returned_later(case: Case) -> bool:
    """Whether the policy takes back something of the order once that has arrived."""
    waiting = (Reason.NOT_DELIVERED, Reason.SPLIT_SHIPMENT)
    return any(decision.reason in waiting for decision in _decisions(case, Action.RETURN_ITEM))


def closest(case: Case, refused: Action, claim: Claim) -> Decision | None:
    """What comes nearest to the action that was refused for that claim.

    First the same action, about anything else in the order or at a later time; then what else is possible,
    and what opens. The confirmation mail settles nothing, so it comes last.
    """
    found = possibilities(case)
    otherwise = sorted((d for d in _decisions(case, refused, besides=claim) if d.allowed), key=_deadline)
    later = [decision for decision in found.later if decision.action is refused]
    others = [decision for decision in (*found.now, *found.later) if decision.action is not refused]
    others.sort(key=lambda decision: decision.action is Action.RESEND_CONFIRMATION)
    return next(iter([*otherwise, *later, *others]), None)


def _decisions(case: Case, action: Action, besides: Claim = _NOTHING) -> Iterator[Decision]:
    """Every way in which the action could be asked for: each line, each parcel, or the order as a whole."""
    if action in ABOUT_LINES:
        for option in line_options(case, action):
            if option.line.id != besides.line_id and not option.is_claimed_already:
                yield option.decision
    elif action is Action.REPORT_LOST_PARCEL:
        for shipment in case.order.shipments:
            if shipment.id != besides.shipment_id and not is_claimed_already(case, shipment):
                yield case.decide(action, Claim(shipment_id=shipment.id))
    else:
        yield case.decide(action)


def _one_an_action(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The first of each."""
    first: dict[Action, Decision] = {}
    for decision in decisions:
        first.setdefault(decision.action, decision)
    return tuple(first.values())


def _deadline(decision: Decision) -> float:
    return decision.closes_at.timestamp() if decision.closes_at else float("inf")


def _opening(decision: Decision) -> float:
    return decision.opens_at.timestamp() if decision.opens_at else float("inf")
