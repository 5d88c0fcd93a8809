"""Send back something that is not wanted."""

from helpcenter.flows.case import LINES, REMEDY, Case
from helpcenter.flows.evidence import EvidenceFiles, ask_evidence, most_photos
from helpcenter.flows.fields import Choice, LineQuantities
from helpcenter.flows.flow import Ending, Flow, Outcome, Question, Rule, otherwise
from helpcenter.flows.line_claims import remedies, to_remedy
from helpcenter.flows.lines import available, claims_for, first_refused, is_refused
from helpcenter.orders.claim import Action, Claim, Condition
from helpcenter.policy.decide import wanted_evidence
from helpcenter.policy.decision import Evidence

ACTION = Action.RETURN_ITEM
DAMAGED = "damaged"
REASONS = (
    "changed_mind",
    "not_as_expected",
    "does_not_fit",
    "ordered_by_mistake",
    "gift_not_wanted",
    DAMAGED,
    "other",
)
TO_EVIDENCE, EVIDENCE = ask_evidence(ACTION, to_remedy(ACTION))
OPTIONAL_PHOTOS = EvidenceFiles(Evidence.PHOTOS, most_photos(ACTION), optional=True)


def _claims(case: Case) -> tuple[Claim, ...]:
    condition = Condition(case.text("condition")) if case.text("condition") else None
    return claims_for(case, condition)


def _first_claim(case: Case) -> Claim:
    """Of the first line that was chosen: the condition is the same for all of them."""
    return _claims(case)[0]


def _is_refused(case: Case) -> bool:
    return not case.decide(ACTION, _first_claim(case)).allowed


def _may_need_a_look(case: Case) -> bool:
    """Where return-policy.txt (step 2 of a return) asks for photos, and the rule does not ask anyway."""
    if Evidence.PHOTOS in wanted_evidence(ACTION, case.terms):
        return False
    chosen = case.quantities(LINES)
    is_part = any(chosen.get(line.id, 0) < line.quantity for line in case.order.lines)
    return is_part or case.text("reason") == DAMAGED


RETURN_ITEM = Flow(
    slug="return-item",
    action=ACTION,
    start=(
        Rule("refused", lambda case: is_refused(case, ACTION), "the policy refuses every line"),
        Rule("claimed", lambda case: not available(case, ACTION), "everything is in a request already"),
        otherwise(LINES, "something can be returned"),
    ),
    nodes=(
        Question(LINES, LineQuantities(lambda case: available(case, ACTION)), (otherwise("reason"),)),
        Question("reason", Choice(lambda _case: REASONS), (otherwise("condition"),)),
        Question(
            "condition",
            Choice(lambda _case: tuple(Condition)),
            (
                Rule("refused_condition", _is_refused, "not as it was sent"),
                Rule("return_photos", _may_need_a_look, "a part of the order, or something damaged"),
                *TO_EVIDENCE,
            ),
        ),
        Question("return_photos", OPTIONAL_PHOTOS, TO_EVIDENCE),
        *EVIDENCE,
        Question(REMEDY, remedies(ACTION), (otherwise("submit"),)),
        Outcome("refused", Ending.REFUSED, lambda case: first_refused(case, ACTION)),
        Outcome("refused_condition", Ending.REFUSED, _first_claim),
        Outcome("claimed", Ending.REFUSED),
        Outcome("submit", Ending.SUBMIT),
    ),
    claims=_claims,
)
