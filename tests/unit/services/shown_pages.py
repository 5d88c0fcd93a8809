"""Pages of wizards as a visitor would see them, without a database."""

from __future__ import annotations

import re
from datetime import timedelta

from helpcenter.adapters.drafts import Draft
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.orders.request import Request
from helpcenter.services.presenting import present
from helpcenter.services.refusing import Refused, write_refusal
from helpcenter.services.standing import Wizard
from helpcenter.services.store import Store
from helpcenter.services.views.wizard import WizardView
from tests.unit.flows.explore import Step, explored

# What is left of a sentence whose gaps were not filled.
GAP = re.compile(r"[{}]|\b(None|null)\b")


def varied(flow: Flow) -> list[Step]:
    """Of all positions one for each way there with each set of answers: words do not hang on the clock."""
    ways = {(step.node.key, step.rules, repr(step.sent)): step for step in explored(flow.slug)}
    return list(ways.values())


def sent(flow: Flow) -> list[Step]:
    return [s for s in varied(flow) if isinstance(s.node, Outcome) and s.node.ending is Ending.SUBMIT]


def shown(flow: Flow, step: Step, store: Store) -> WizardView:
    case = step.case.with_answers({})
    position = replay(flow, case, step.sent)
    asked = None if isinstance(position.node, Outcome) else position.node
    draft = Draft("d", "v", flow.slug, case.now, case.order.number)
    refused = Refused.at(flow, position, draft.id)
    refusal = write_refusal(refused, store.rules) if refused else None
    kept_until = case.now + timedelta(hours=72)
    return present(
        Wizard(flow, store, case.now, draft, position, asked, refusal=refusal, kept_until=kept_until)
    )


def last_page(request: Request, store: Store) -> WizardView:
    flow, now = FLOWS[request.flow], request.created_at
    draft = Draft("d", "v", flow.slug, now, reference=request.reference)
    return present(Wizard(flow, store, now, draft, request=request))


def all_words(value: object) -> list[str]:
    """Every text of a view, however deep."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [word for item in value for word in all_words(item)]
    return (
        [word for item in vars(value).values() for word in all_words(item)]
        if hasattr(value, "__dict__")
        else []
    )
