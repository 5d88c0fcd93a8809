"""What a page showed, in short: sent back with the click, so that nothing counts that nobody has seen."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from helpcenter.adapters.decision_json import write_refund
from helpcenter.adapters.drafts import Draft
from helpcenter.adapters.order_json import write_claim
from helpcenter.flows.case import Case
from helpcenter.flows.settlement import Settlement
from helpcenter.services.presenting_notes import who_pays_the_way_back


def seal_answers(draft: Draft) -> str:
    """Tells the same draft with the same answers: only the customer changes them, in another tab, say."""
    return _seal([draft.id, draft.order_number, draft.answers])


def seal_terms(case: Case, settlement: Settlement) -> str:
    """Tells the same order, and that the same comes of it: what others change, the shop or its policy.

    Without the order's status and the instants: what comes of them counts, and that is here.
    """
    return _seal(
        {
            "lines": [[line.id, line.title, line.quantity] for line in case.order.lines],
            "claims": [write_claim(claim) for claim in settlement.claims],
            "pieces": settlement.pieces,
            "remedy": settlement.remedy,
            "asked": write_refund(settlement.asked),
            "refund": write_refund(settlement.refund),
            "way_back": who_pays_the_way_back(case),
            "fees_and_gifts": [[str(decision.fee), decision.gift] for decision in settlement.decisions],
        }
    )


def _seal(shown: Any) -> str:
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:16]
