"""It arrived broken or faulty."""

from helpcenter.flows.fields import Choice
from helpcenter.flows.line_claims import line_claim
from helpcenter.orders.claim import Action

DEFECTS = ("broken", "does_not_work", "flaw", "other")

DEFECTIVE_ITEM = line_claim(
    "defective-item", Action.REPORT_DEFECTIVE_ITEM, asks=("defect", Choice(lambda _case: DEFECTS))
)
