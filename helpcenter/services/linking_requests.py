"""Links to what else a customer has asked for about the same order."""

from __future__ import annotations

from collections.abc import Iterable

from helpcenter.flows.case import Case
from helpcenter.flows.holding import Holding
from helpcenter.orders.claim import Action
from helpcenter.orders.request_moves import OPEN
from helpcenter.services.store import Rules
from helpcenter.services.views.wizard import RequestLink


def link_requests(others: Iterable[Holding], rules: Rules) -> list[RequestLink]:
    """Only for somebody who has identified the order: a reference is shown to nobody else."""
    return [
        RequestLink(
            title=rules.wording.say(f"actions.{other.action}.title"),
            reference=other.reference,
            status=_say_status(other, rules),
            href=f"/requests/{other.reference}",
        )
        for other in others
    ]


def cancellation(case: Case) -> Holding | None:
    """The request that cancelled the order, where a customer did it here."""
    return next((other for other in case.holdings if other.action is Action.CANCEL_ORDER), None)


def still_matters(other: Holding) -> bool:
    """What is under way, what ended the order, and what became of a parcel that never came."""
    return other.status in OPEN or other.action in (Action.CANCEL_ORDER, Action.REPORT_LOST_PARCEL)


def _say_status(other: Holding, rules: Rules) -> str:
    """A cancellation says what it gave back: it did so at once."""
    status = rules.wording.say(f"requests.status.{other.status}.title")
    if other.action is not Action.CANCEL_ORDER or other.refund is None:
        return status
    total = rules.speech.money(other.refund.total)
    return rules.wording.say("requests.status_with_refund", status=status, total=total)
