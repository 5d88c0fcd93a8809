"""Links to what else a customer has asked for about the same order."""

from __future__ import annotations

from collections.abc import Iterable

from helpcenter.flows.holding import Holding
from helpcenter.services.store import Rules
from helpcenter.services.views.wizard import RequestLink


def link_requests(others: Iterable[Holding], rules: Rules) -> list[RequestLink]:
    """Only for somebody who has identified the order: a reference is shown to nobody else."""
    return [
        RequestLink(
            title=rules.wording.say(f"actions.{other.action}.title"),
            reference=other.reference,
            status=rules.wording.say(f"requests.status.{other.status}.title"),
            href=f"/requests/{other.reference}",
        )
        for other in others
    ]
