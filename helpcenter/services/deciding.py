"""Answers cases given as lines of JSON: the policy, without a database or a customer."""

from __future__ import annotations

import json
from typing import Any

from helpcenter.adapters.decision_json import write_decision
from helpcenter.adapters.order_json import CaseJson, read_case
from helpcenter.errors import InvalidInput
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision
from helpcenter.policy.terms import Policy


def answer_line(line: str, policy: Policy) -> dict[str, Any]:
    """The decision with the case's id, or {"id": …, "error": …} that names the field; `id` may be null."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        return {"id": None, "error": "the line is not JSON"}
    if not isinstance(raw, dict):
        return {"id": None, "error": "the line is not a JSON object"}
    case_id = raw.get("id") if isinstance(raw.get("id"), str | int) else None
    try:
        case = read_case(raw)
        decision = _decide(case, policy)
    except InvalidInput as error:
        return {"id": case_id, "error": str(error)}
    return {"id": case_id, **write_decision(decision)}


def _decide(case: CaseJson, policy: Policy) -> Decision:
    claim = case.claim.read()
    decision = decide(case.action, case.order.read(), claim, policy, case.now)
    if decision.allowed and case.action is Action.RETURN_ITEM and claim.condition is None:
        raise InvalidInput("claim.condition", "original or used")
    return decision
