"""Answers cases given as lines of JSON: the policy, without a database or a customer."""

from __future__ import annotations

from typing import Any

from helpcenter.adapters.case_json import CaseJson, is_case_id, read_case
from helpcenter.adapters.decision_json import write_decision
from helpcenter.adapters.json_lines import read_json_line
from helpcenter.errors import InvalidInput, UnreadableLine
from helpcenter.orders.claim import Action
from helpcenter.policy.decide import decide
from helpcenter.policy.decision import Decision
from helpcenter.policy.terms import Policy


def answer_line(line: bytes, policy: Policy) -> dict[str, Any]:
    """The decision with the case's id, or {"id": …, "error": …} that names the field; `id` may be null."""
    case_id = None
    try:
        raw = read_json_line(line)
        case_id = _carried(raw.get("id")) if isinstance(raw, dict) else None
        decision = _decide(read_case(raw), policy)
    except UnreadableLine as error:
        return {"id": _carried(error.id), "error": str(error)}
    except InvalidInput as error:
        return {"id": case_id, "error": str(error)}
    return {"id": case_id, **write_decision(decision)}


def _carried(case_id: Any) -> Any:
    return case_id if is_case_id(case_id) else None


def _decide(case: CaseJson, policy: Policy) -> Decision:
    claim = case.claim.read()
    decision = decide(case.action, case.order.read(), claim, policy, case.now)
    if decision.allowed and case.action is Action.RETURN_ITEM and claim.condition is None:
        raise InvalidInput("claim.condition", "original or used")
    return decision
