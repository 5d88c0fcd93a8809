"""A receipt in words. The page before sending, the last page, mails and staff all show this one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from helpcenter.orders.money import Money
from helpcenter.policy.decision import Remedy
from helpcenter.services.store import Rules
from helpcenter.services.views.wizard import Citation, Row


def present_citation(rule: Mapping[str, str], rules: Rules) -> Citation:
    """`rule` is what `cite_rule` wrote; empty where the store has no such term."""
    if "value" not in rule:
        return Citation("")
    since = rules.speech.day(date.fromisoformat(rule["since"]))
    return Citation(
        sentence=rules.wording.say("receipt.rule", description=rule["description"], value=rule["value"]),
        source=rule["source"],
        since=rules.wording.say("receipt.since", day=since),
    )


def present_money(refund: Mapping[str, str] | None, remedy: str | None, rules: Rules) -> list[Row]:
    """`refund` is what `write_refund` wrote; None where no money comes back."""
    if refund is None:
        return []
    say = rules.wording.say
    parts = ["items", *(part for part in ("shipping", "fee") if Decimal(refund[part]))]
    total = "receipt.total_credit" if remedy == Remedy.STORE_CREDIT else "receipt.total"
    return [
        *(Row(say(f"receipt.{part}"), say_amount(refund, part, rules)) for part in parts),
        Row(say(total), say_amount(refund, "total", rules), strong=True),
    ]


def say_amount(refund: Mapping[str, Any], part: str, rules: Rules) -> str:
    return rules.speech.money(Money(Decimal(refund[part]), refund["currency"]))
