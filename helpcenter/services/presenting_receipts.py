"""A receipt in words. The page before sending, the last page, mails and staff all show this one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

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
    """A sum that adds up: the items' price, less what is kept of it, and the shipping that comes back.

    `refund` is what `write_refund` wrote; None where no money comes back.
    """
    if refund is None:
        return []
    say, speech = rules.wording.say, rules.speech
    items, shipping, fee, total = (_money(refund, part) for part in ("items", "shipping", "fee", "total"))
    rows = [Row(say("receipt.items"), speech.money(items + fee))]
    if fee:
        rows.append(Row(say("receipt.fee"), speech.money(fee * -1)))
    if shipping:
        rows.append(Row(say("receipt.shipping"), speech.money(shipping)))
    key = "receipt.total_credit" if remedy == Remedy.STORE_CREDIT else "receipt.total"
    return [*rows, Row(say(key), speech.money(total), strong=True)]


def say_total(refund: Mapping[str, str], rules: Rules) -> str:
    return rules.speech.money(_money(refund, "total"))


def _money(refund: Mapping[str, str], part: str) -> Money:
    return Money(Decimal(refund[part]), refund["currency"])
