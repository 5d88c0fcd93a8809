"""A receipt in words. The page before sending, the last page, mails and staff all show this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from helpcenter.orders.money import Money
from helpcenter.orders.order import total
from helpcenter.policy.decision import Remedy
from helpcenter.services.store import Rules, Store
from helpcenter.services.views.wizard import Citation, Link, Row

_LETTERS_OF_HASH = 12


def present_citation(receipt: Mapping[str, Any], store: Store) -> Citation:
    """What `write_receipt` wrote. Without a sentence where the store has no such term."""
    rules, rule = store.rules, receipt["rule"]
    told = Citation("", facts=_facts(receipt, rules), article=_article(receipt, store))
    if "value" not in rule:
        return told
    since = rules.speech.day(date.fromisoformat(rule["since"]))
    return replace(
        told,
        sentence=rules.wording.say("receipt.rule", description=rule["description"], value=rule["value"]),
        source=rules.wording.say("receipt.source", source=rule["source"]),
        since=rules.wording.say("receipt.since", day=since),
    )


def present_money(
    asked: Mapping[str, str] | None,
    refund: Mapping[str, str] | None,
    remedy: str | None,
    rules: Rules,
    *,
    decided: bool,
) -> list[Row]:
    """A sum that adds up: the items' price, less what is kept of it, the shipping that comes back, less what
    other requests for the order hold already.

    Both are what `write_refund` wrote: `asked` by the rules alone, `refund` what is left of that; None where
    no money comes back. What is not `decided` is asked for, and not promised.
    """
    if asked is None or refund is None:
        return []
    say, speech = rules.wording.say, rules.speech
    items, shipping, fee = (_money(asked, part) for part in ("items", "shipping", "fee"))
    left = _money(refund, "total")
    rows = [Row(say("receipt.items"), speech.money(items + fee))]
    if fee:
        rows.append(Row(say("receipt.fee"), speech.money(fee * -1)))
    if shipping:
        rows.append(Row(say("receipt.shipping"), speech.money(shipping)))
    if elsewhere := items + shipping - left:
        rows.append(Row(say("receipt.elsewhere"), speech.money(elsewhere * -1)))
    kind = "credit" if remedy == Remedy.STORE_CREDIT else "refund"
    key = f"receipt.total.{kind}" if decided else f"receipt.total_asked.{kind}"
    return [*rows, Row(say(key), speech.money(left), strong=True)]


def present_fee(receipt: Mapping[str, Any], rules: Rules) -> list[Row]:
    """What the change costs that was asked for; nothing for all that has no price."""
    currency = receipt["order"]["currency"]
    fees = [Money(Decimal(d["fee"]), currency) for d in receipt["decisions"] if "fee" in d]
    return [say_fee(total(fees, currency), rules)] if fees else []


def say_fee(fee: Money, rules: Rules) -> Row:
    words = rules.speech.money(fee) if fee else rules.wording.say("receipt.no_fee")
    return Row(rules.wording.say("receipt.change_fee"), words, strong=bool(fee))


def say_total(refund: Mapping[str, str], rules: Rules) -> str:
    return rules.speech.money(_money(refund, "total"))


def _facts(receipt: Mapping[str, Any], rules: Rules) -> list[Row]:
    """Deadlines are the nearest of all claims. The policy file is told by the beginning of its hash."""
    order, decisions = receipt["order"], receipt["decisions"]
    rows = {
        "decided": _instant(min, [receipt["decided_at"]], rules),
        "placed": _instant(min, [order["placed_at"]], rules),
        "status": rules.wording.say(f"codes.{order['status']}"),
        "delivered": _instant(max, [shipment["delivered_at"] for shipment in order["shipments"]], rules),
        "opens": _instant(min, [decision["opens_at"] for decision in decisions], rules),
        "deadline": _instant(min, [decision["closes_at"] for decision in decisions], rules),
        "closest": _closest(receipt, rules),
        "policy": receipt["policy_digest"][:_LETTERS_OF_HASH],
    }
    return [Row(rules.wording.say(f"receipt.facts.{name}"), value) for name, value in rows.items() if value]


def _closest(receipt: Mapping[str, Any], rules: Rules) -> str:
    """In words of its own where the same can be had otherwise than it was asked for."""
    decision = receipt.get("closest")
    if decision is None:
        return ""
    opens_at, closes_at = (_instant(min, [decision[edge]], rules) for edge in ("opens_at", "closes_at"))
    when = "opens" if opens_at else "until" if closes_at else "open"
    action = decision["action"]
    otherwise = [f"receipt.otherwise.{action}"] if decision["allowed"] and action == receipt["action"] else []
    title = rules.wording.say_first(*otherwise, f"actions.{action}.title")
    return rules.wording.say(f"receipt.closest.{when}", title=title, opens_at=opens_at, closes_at=closes_at)


def _instant(
    which: Callable[[Iterable[datetime]], datetime], written: Iterable[str | None], rules: Rules
) -> str:
    instants = [datetime.fromisoformat(instant) for instant in written if instant]
    return rules.speech.instant(which(instants)) if instants else ""


def _article(receipt: Mapping[str, Any], store: Store) -> Link:
    """The first that the store has, by the name that it has today."""
    known = store.library.catalogue.articles
    found = next((known[slug] for slug in receipt.get("articles", ()) if slug in known), None)
    return Link(found.title, found.address) if found else Link("", "")


def _money(refund: Mapping[str, str], part: str) -> Money:
    return Money(Decimal(refund[part]), refund["currency"])
