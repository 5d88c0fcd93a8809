"""A parcel that never came."""

from helpcenter.flows.case import Case
from helpcenter.flows.fields import Choice
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.parcels import is_claimed_already
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Shipment
from helpcenter.policy.decision import Decision

ACTION = Action.REPORT_LOST_PARCEL


def _decide(case: Case, shipment: Shipment) -> Decision:
    return case.decide(ACTION, Claim(shipment_id=shipment.id))


def _shipment(case: Case) -> Shipment | None:
    """The parcel that was chosen, or the only one that it can be about."""
    candidates = _candidates(case)
    return candidates[0] if len(candidates) == 1 else case.order.shipment(case.text("parcel"))


def _candidates(case: Case) -> tuple[Shipment, ...]:
    """Parcels that have not arrived; where all have, every one: the refusal then says so."""
    awaited = tuple(shipment for shipment in case.order.shipments if not shipment.is_delivered)
    return awaited or case.order.shipments


def _decision(case: Case) -> Decision:
    shipment = _shipment(case)
    return _decide(case, shipment) if shipment else case.decide(ACTION)


def _refusal(case: Case) -> Decision:
    """Of all parcels the one that can be reported soonest."""
    refusals = [_decide(case, shipment) for shipment in _candidates(case)] or [case.decide(ACTION)]
    return min(
        refusals, key=lambda refusal: refusal.opens_at.timestamp() if refusal.opens_at else float("inf")
    )


def _is_refused(case: Case) -> bool:
    return not any(_decide(case, shipment).allowed for shipment in _candidates(case))


def _is_claimed_already(case: Case) -> bool:
    shipment = _shipment(case)
    return shipment is not None and is_claimed_already(case, shipment)


def _claims(case: Case) -> tuple[Claim, ...]:
    shipment = _shipment(case)
    return (Claim(shipment_id=shipment.id),) if shipment else ()


LOST_PARCEL = Flow(
    slug="lost-parcel",
    action=ACTION,
    start=(
        Rule("refused", _is_refused, "the policy refuses every parcel"),
        Rule("parcel", lambda case: len(_candidates(case)) > 1, "several parcels are awaited"),
        Rule("claimed", _is_claimed_already, "it is in a request already"),
        otherwise("checked", "one parcel is awaited"),
    ),
    nodes=(
        Question(
            "parcel",
            Choice(lambda case: tuple(shipment.id for shipment in _candidates(case))),
            (
                Rule(
                    "refused_parcel", lambda case: not _decision(case).allowed, "the policy refuses this one"
                ),
                Rule("claimed", _is_claimed_already, "it is in a request already"),
                otherwise("checked"),
            ),
        ),
        Question(
            "checked",
            Choice(lambda _case: ("not_found", "found")),
            (
                Rule("found", lambda case: case.text("checked") == "found", "it has turned up"),
                Rule("submit", lambda case: len(_decision(case).remedies) == 1, "there is one remedy"),
                otherwise("remedy"),
            ),
        ),
        Question("remedy", Choice(lambda case: tuple(_decision(case).remedies)), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, _refusal),
        Outcome("refused_parcel", Ending.REFUSED, _decision),
        Outcome("claimed", Ending.REFUSED),
        Outcome("found", Ending.STATUS),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=_claims,
)
