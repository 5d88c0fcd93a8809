"""Where an order stands: its way so far, its parcels, and what can be done now."""

from __future__ import annotations

from dataclasses import replace

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Flow, Outcome
from helpcenter.flows.parcels import is_overdue
from helpcenter.flows.possible import possibilities
from helpcenter.orders.claim import Action
from helpcenter.orders.order import Order, OrderStatus, Shipment
from helpcenter.policy.decision import Decision
from helpcenter.services.linking_requests import link_requests, still_matters
from helpcenter.services.sayings import Sayings
from helpcenter.services.views.wizard import (
    Milestone,
    Parcel,
    ParcelState,
    Possible,
    Progress,
    Step,
    WizardView,
)

_WAY = ("placed", "in_production", "packed", "shipped", "delivered")
_REACHED = {
    OrderStatus.PENDING: 0,
    OrderStatus.PROCESSING: 1,
    OrderStatus.PACKAGED: 2,
    OrderStatus.READY_TO_DISPATCH: 2,
    OrderStatus.SHIPPED: 3,
    OrderStatus.DELIVERED: 4,
}


def present_status(view: WizardView, flow: Flow, outcome: Outcome, case: Case, say: Sayings) -> WizardView:
    key = f"flows.{flow.slug}.{outcome.key}"
    view = replace(
        view,
        step=Step.STATUS,
        title=say.words(f"{key}.title"),
        text=say.words(f"{key}.text"),
        milestones=_milestones(case.order, say),
        parcels=[
            *(present_parcel(shipment, case, say) for shipment in case.order.shipments),
            *_in_no_parcel(case.order, say),
        ],
        requests=link_requests(filter(still_matters, case.holdings), say.rules),
        checks=say.checks(key),
    )
    return present_possibilities(view, case, say, without=flow.action, advised=outcome.advises)


def present_possibilities(
    view: WizardView,
    case: Case,
    say: Sayings,
    *,
    without: Action | None = None,
    advised: Action | None = None,
) -> WizardView:
    """What the policy allows now, each with its deadline, and the closest action that opens later.

    What is `advised` stands apart from the others.
    """
    found = possibilities(case)
    later = next(iter(found.later), None)
    return replace(
        view,
        advised=next((_possible(it, say) for it in found.now if it.action is advised), view.advised),
        possible=[_possible(it, say) for it in found.now if it.action not in (without, advised)],
        later=say.words(
            "possible.later",
            title=say.words(f"actions.{later.action}.title"),
            opens_at=say.instant(later.opens_at),
        )
        if later and later.opens_at
        else "",
    )


def present_parcel(shipment: Shipment, case: Case, say: Sayings) -> Parcel:
    order = case.order
    number = order.shipments.index(shipment) + 1
    title = "possible.parcel_number" if len(order.shipments) > 1 else "possible.parcel"
    return Parcel(
        title=say.words(title, number=number, count=len(order.shipments)),
        state=_parcel_state(shipment, case),
        expected=_expected(shipment, case, say),
        contents=[say.line(line) for line in order.lines if line.id in shipment.line_ids],
        carrier=shipment.carrier,
        tracking_number=shipment.tracking_number,
        tracking_url=shipment.tracking_url if shipment.tracking_url.startswith("https://") else "",
    )


def _in_no_parcel(order: Order, say: Sayings) -> list[Parcel]:
    """What no parcel is known of: all there is while it is being made."""
    packed = {line_id for shipment in order.shipments for line_id in shipment.line_ids}
    contents = [say.line(line) for line in order.lines if line.id not in packed]
    if not contents:
        return []
    title = "possible.in_no_parcel" if order.shipments else "possible.in_the_order"
    ahead = not order.is_shipped and order.status is not OrderStatus.CANCELLED
    expected = say.words("parcels.not_sent_undated") if ahead else ""
    return [Parcel(say.words(title), ParcelState.NOT_SENT, expected, contents)]


def _possible(decision: Decision, say: Sayings) -> Possible:
    closes_at = decision.closes_at
    return Possible(
        title=say.words(f"actions.{decision.action}.title"),
        href=say.way_to(decision.action),
        until=say.words("possible.until", closes_at=say.instant(closes_at)) if closes_at else "",
        until_iso=closes_at.isoformat() if closes_at else "",
    )


def _milestones(order: Order, say: Sayings) -> list[Milestone]:
    """A cancelled order's way ends where it was cancelled, so it shows none."""
    if order.status is OrderStatus.CANCELLED:
        return []
    reached = _REACHED[order.status]
    if any(shipment.is_shipped for shipment in order.shipments):
        reached = max(reached, _WAY.index("shipped"))
    shipped = [s.shipped_at for s in order.shipments if s.shipped_at]
    delivered = [s.delivered_at for s in order.shipments if s.delivered_at]
    days = {
        "placed": order.placed_at,
        "shipped": min(shipped, default=None),
        "delivered": max(delivered, default=None) if reached == len(_WAY) - 1 else None,
    }
    return [
        Milestone(
            title=say.words(f"milestones.{name}"),
            when=say.rules.speech.weekday(day) if (day := days.get(name)) else "",
            state=_progress(index, reached),
        )
        for index, name in enumerate(_WAY)
    ]


def _progress(index: int, reached: int) -> Progress:
    """Having arrived is the end of the way: nothing of it is still going on."""
    if index < reached or index == reached == len(_WAY) - 1:
        return Progress.DONE
    return Progress.CURRENT if index == reached else Progress.AHEAD


def _parcel_state(shipment: Shipment, case: Case) -> ParcelState:
    if shipment.is_delivered:
        return ParcelState.DELIVERED
    if is_overdue(case, shipment):
        return ParcelState.OVERDUE
    return ParcelState.ON_ITS_WAY if shipment.is_shipped else ParcelState.NOT_SENT


def _expected(shipment: Shipment, case: Case, say: Sayings) -> str:
    state = _parcel_state(shipment, case)
    day = shipment.delivered_at or shipment.estimated_delivery_at
    if day is None:
        return say.words(f"parcels.{state}_undated")
    return say.words(f"parcels.{state}", day=say.rules.speech.weekday(day))
