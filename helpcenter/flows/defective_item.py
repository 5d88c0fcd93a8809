"""It arrived broken or faulty."""

from helpcenter.flows.fields import Choice, Text
from helpcenter.flows.line_claims import line_claim
from helpcenter.orders.claim import Action

DEFECTS = ("broken", "does_not_work", "flaw", "other")

DEFECTIVE_ITEM = line_claim(
    "defective-item",
    Action.REPORT_DEFECTIVE_ITEM,
    asks=(
        ("product_code", Text(shortest=3, longest=200, is_one_line=True)),
        ("defect", Choice(lambda _case: DEFECTS)),
        ("description", Text(shortest=10, longest=2000)),
    ),
)
