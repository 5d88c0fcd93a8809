"""A parcel that never came."""

from helpcenter.flows.case import REMEDY, Case
from helpcenter.flows.evidence import ask_evidence
from helpcenter.flows.fields import Choice, ParcelChoice, RemedyChoice
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.parcels import is_claimed_already
from helpcenter.orders.claim import Action, Claim
from helpcenter.orders.order import Shipment
from helpcenter.policy.decision import Decision

ACTION = Action.REPORT_LOST_PARCEL


def _shipment(case: Case) -> Shipment | None:
    """The parcel that was chosen, or the only one that there is.

    Never the only one left: while the wizard is open the chosen one may arrive, and what was answered about
    it says nothing about another.
    """
    shipments = case.order.shipments
    return shipments[0] if len(shipments) == 1 else case.order.shipment(case.text("parcel"))


def _candidates(case: Case) -> tuple[Shipment, ...]:
    """Parcels that have not arrived; where all have, every one: the refusal then says so."""
    awaited = tuple(shipment for shipment in case.order.shipments if not shipment.is_delivered)
    return awaited or case.order.shipments


def _claim(case: Case) -> Claim:
    shipment = _shipment(case)
    return Claim(shipment_id=shipment.id) if shipment else Claim()


def _decision(case: Case) -> Decision:
    return case.decide(ACTION, _claim(case))


def _each_claim(case: Case) -> tuple[Claim, ...]:
    return tuple(Claim(shipment_id=shipment.id) for shipment in _candidates(case))


def _soonest(case: Case) -> Claim:
    """Of all parcels the one that can be reported soonest."""

    def opening(claim: Claim) -> float:
        opens_at = case.decide(ACTION, claim).opens_at
        return opens_at.timestamp() if opens_at else float("inf")

    return min(_each_claim(case), key=opening, default=Claim())


def _is_refused(case: Case) -> bool:
    return not any(case.decide(ACTION, claim).allowed for claim in _each_claim(case))


def _is_claimed_already(case: Case) -> bool:
    shipment = _shipment(case)
    return shipment is not None and is_claimed_already(case, shipment)


def _are_all_claimed_already(case: Case) -> bool:
    return all(is_claimed_already(case, shipment) for shipment in _candidates(case))


def _claims(case: Case) -> tuple[Claim, ...]:
    return (_claim(case),) if _shipment(case) else ()


TO_EVIDENCE, EVIDENCE = ask_evidence(
    ACTION,
    (
        Rule("submit", lambda case: len(_decision(case).remedies) == 1, "there is one remedy"),
        otherwise(REMEDY),
    ),
)
LOST_PARCEL = Flow(
    slug="lost-parcel",
    action=ACTION,
    start=(
        Rule("refused", _is_refused, "the policy refuses every parcel"),
        Rule("claimed", _are_all_claimed_already, "every parcel is in a request already"),
        Rule("parcel", lambda case: len(case.order.shipments) > 1, "there are several parcels"),
        otherwise("checked", "there is one parcel"),
    ),
    nodes=(
        Question(
            "parcel",
            ParcelChoice(lambda case: tuple(shipment.id for shipment in _candidates(case))),
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
                *TO_EVIDENCE,
            ),
        ),
        *EVIDENCE,
        Question(REMEDY, RemedyChoice(lambda case: tuple(_decision(case).remedies)), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, _soonest),
        Outcome("refused_parcel", Ending.REFUSED, _claim),
        Outcome("claimed", Ending.REFUSED),
        Outcome("found", Ending.STATUS),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=_claims,
)
