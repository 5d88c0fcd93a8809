"""Something that should have been in the parcel was not."""

from helpcenter.flows.case import Case, Quantities
from helpcenter.flows.fields import Choice, LineQuantities, Text
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.lines import available, claims_for, first_refusal, is_refused
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Shipment
from helpcenter.policy.decision import Decision

ACTION = Action.REPORT_MISSING_ITEM
PARCEL_STATES = ("intact", "damaged", "opened", "not_sure")


def _parcel(case: Case) -> Shipment | None:
    """The parcel that was chosen, or the only one there is."""
    if len(case.order.shipments) == 1:
        return case.order.shipments[0]
    return case.order.shipment(case.text("parcel"))


def _in_parcel(case: Case) -> Quantities:
    parcel = _parcel(case)
    return {
        line_id: count
        for line_id, count in available(case, ACTION).items()
        if parcel is not None and line_id in parcel.line_ids
    }


def _parcel_refusal(case: Case) -> Decision:
    """Why nothing in the chosen parcel can be reported: it is still on its way, or its time is over."""
    parcel = _parcel(case)
    inside = [line for line in case.order.lines if parcel is not None and line.id in parcel.line_ids]
    refusals = [decision for line in inside if not (decision := case.decide_line(ACTION, line)).allowed]
    return refusals[0] if refusals else first_refusal(case, ACTION)


def _is_claimed_already(case: Case) -> bool:
    return not available(case, ACTION)


def _parcel_is_refused(case: Case) -> bool:
    parcel = _parcel(case)
    inside = [line for line in case.order.lines if parcel is not None and line.id in parcel.line_ids]
    return not any(case.decide_line(ACTION, line).allowed for line in inside)


def _remedies(case: Case) -> tuple[str, ...]:
    chosen = case.quantities("lines")
    line = next(line for line in case.order.lines if line.id in chosen)
    return tuple(case.decide_line(ACTION, line).remedies)


def _claims(case: Case) -> tuple[Claim, ...]:
    return claims_for(case, "lines")


MISSING_ITEM = Flow(
    slug="missing-item",
    action=ACTION,
    start=(
        Rule("refused", lambda case: is_refused(case, ACTION), "the policy refuses every line"),
        Rule("claimed", _is_claimed_already, "everything is in a request already"),
        Rule("parcel", lambda case: len(case.order.shipments) > 1, "it came in several parcels"),
        otherwise("lines", "it came in one parcel"),
    ),
    nodes=(
        Question(
            "parcel",
            Choice(lambda case: tuple(shipment.id for shipment in case.order.shipments)),
            (
                Rule("refused_parcel", _parcel_is_refused, "the policy refuses this parcel"),
                Rule("claimed", lambda case: not _in_parcel(case), "all of it is in a request already"),
                otherwise("lines"),
            ),
        ),
        Question("lines", LineQuantities(_in_parcel), (otherwise("parcel_state"),)),
        Question("parcel_state", Choice(lambda _case: PARCEL_STATES), (otherwise("description"),)),
        Question("description", Text(shortest=10, longest=2000), (otherwise("remedy"),)),
        Question("remedy", Choice(_remedies), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, lambda case: first_refusal(case, ACTION)),
        Outcome("refused_parcel", Ending.REFUSED, _parcel_refusal),
        Outcome("claimed", Ending.REFUSED),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=_claims,
)
