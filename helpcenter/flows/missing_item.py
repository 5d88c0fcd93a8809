"""Something that should have been in the parcel was not."""

from helpcenter.flows.case import LINES, REMEDY, Case, Quantities
from helpcenter.flows.evidence import ask_evidence
from helpcenter.flows.fields import Choice, LineQuantities, ParcelChoice
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.line_claims import remedies, to_remedy
from helpcenter.flows.lines import available, claims_for, first_refused, is_refused, one_of
from helpcenter.flows.parcels import inside
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Line, Shipment

ACTION = Action.REPORT_MISSING_ITEM
PARCEL_STATES = ("intact", "damaged", "opened", "not_sure")
TO_EVIDENCE, EVIDENCE = ask_evidence(ACTION, to_remedy(ACTION))


def _parcels(case: Case) -> tuple[Shipment, ...]:
    """Those that carry something of this order: about an empty one there is nothing to report."""
    ours = {line.id for line in case.order.lines}
    return tuple(shipment for shipment in case.order.shipments if ours.intersection(shipment.line_ids))


def _inside(case: Case) -> tuple[Line, ...]:
    """The lines in the parcel that was chosen, or in the only one there is."""
    parcels = _parcels(case)
    parcel = parcels[0] if len(parcels) == 1 else case.order.shipment(case.text("parcel"))
    return inside(case, parcel) if parcel else ()


def _in_parcel(case: Case) -> Quantities:
    ours = {line.id for line in _inside(case)}
    return {line_id: count for line_id, count in available(case, ACTION).items() if line_id in ours}


def _parcel_is_refused(case: Case) -> bool:
    return not any(case.decide_line(ACTION, line).allowed for line in _inside(case))


def _first_inside(case: Case) -> Claim:
    """Nothing in the chosen parcel can be reported: it is still on its way, or its time is over."""
    return one_of(_inside(case)[0])


def _is_claimed_already(case: Case) -> bool:
    return not available(case, ACTION)


MISSING_ITEM = Flow(
    slug="missing-item",
    action=ACTION,
    start=(
        Rule("refused", lambda case: is_refused(case, ACTION), "the policy refuses every line"),
        Rule("claimed", _is_claimed_already, "everything is in a request already"),
        Rule("parcel", lambda case: len(_parcels(case)) > 1, "it came in several parcels"),
        otherwise(LINES, "it came in one parcel"),
    ),
    nodes=(
        Question(
            "parcel",
            ParcelChoice(lambda case: tuple(shipment.id for shipment in _parcels(case))),
            (
                Rule("refused_parcel", _parcel_is_refused, "the policy refuses this parcel"),
                Rule("claimed", lambda case: not _in_parcel(case), "all of it is in a request already"),
                otherwise(LINES),
            ),
        ),
        Question(LINES, LineQuantities(_in_parcel), (otherwise("parcel_state"),)),
        Question("parcel_state", Choice(lambda _case: PARCEL_STATES), TO_EVIDENCE),
        *EVIDENCE,
        Question(REMEDY, remedies(ACTION), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, lambda case: first_refused(case, ACTION)),
        Outcome("refused_parcel", Ending.REFUSED, _first_inside),
        Outcome("claimed", Ending.REFUSED),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=claims_for,
)
