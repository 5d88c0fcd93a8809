"""Something else arrived than what was ordered."""

from helpcenter.flows.fields import Choice
from helpcenter.flows.line_claims import line_claim
from helpcenter.orders.claim import Action

DIFFERENCES = ("other_item", "other_variant", "other_personalization", "someone_elses")

WRONG_ITEM = line_claim(
    "wrong-item", Action.REPORT_WRONG_ITEM, asks=("difference", Choice(lambda _case: DIFFERENCES))
)
