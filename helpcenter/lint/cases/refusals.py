"""All that a store can refuse, tried out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from helpcenter.lint.cases.phrases import read_situation
from helpcenter.lint.cases.verdict import ask
from helpcenter.orders.claim import Action
from helpcenter.policy.decision import Decision
from helpcenter.services.store import Rules

# Situations in which each rule gives each of its answers, far beyond any window.
_SITUATIONS = (
    "pending",
    "processing, made to order",
    "packaged",
    "ready to dispatch",
    "canceled",
    "placed 300 days ago, processing",
    "not sent",
    "sent today",
    "expected in 5 days",
    "expected 300 days ago",
    "expected 300 days ago, to an incomplete address",
    "delivered today",
    "delivered today, used",
    "delivered 300 days ago, unused",
    "another parcel delivered today",
    "by express, to a P.O. Box",
    "by teleport",
)


def refusals(rules: Rules, today: date) -> Iterator[Decision]:
    """Each action for each reason, some of them more than once. It is for orders of these days."""
    express = tuple(
        f"by express, tagged {tag}"
        for tag in rules.policy.on(today).codes("shipping_changes.no_express_with")
    )
    for words in (*_SITUATIONS, *express):
        situation = read_situation(words, today, rules.profile.zone, rules.profile.currency)
        for action in Action:
            decision = ask(action, situation, rules.policy)
            if not decision.allowed:
                yield decision
