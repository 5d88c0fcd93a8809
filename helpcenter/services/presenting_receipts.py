"""A receipt in words. The page before sending, the last page, mails and staff all show this one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import datetime

from helpcenter.flows.receipt import Receipt
from helpcenter.orders.order import total
from helpcenter.policy.decision import Remedy
from helpcenter.services.store import Rules, Store
from helpcenter.services.views.wizard import Citation, Link, Row

_LETTERS_OF_HASH = 12


def present_citation(receipt: Receipt, store: Store) -> Citation:
    """Without a sentence where the store has no such term."""
    rules, rule = store.rules, receipt.rule
    told = Citation("", facts=_facts(receipt, rules), article=_article(receipt, store))
    if rule.since is None:
        return told
    return replace(
        told,
        sentence=rules.wording.say("receipt.rule", description=rule.description, value=rule.value),
        source=rules.wording.say("receipt.source", source=rule.source),
        since=rules.wording.say("receipt.since", day=rules.speech.day(rule.since)),
    )


def present_money(receipt: Receipt, rules: Rules, *, decided: bool) -> list[Row]:
    """What comes back, as a sum that adds up, and what a change costs, both with the fee of each line.

    What is not `decided` is asked for, and not promised.
    """
    return [*_refund(receipt, rules, decided=decided), *_price_of_a_change(receipt, rules)]


def say_refund(receipt: Receipt, rules: Rules) -> str:
    """The money that comes back, "" where none does."""
    return rules.speech.money(receipt.refund.total) if receipt.refund else ""


def _refund(receipt: Receipt, rules: Rules, *, decided: bool) -> list[Row]:
    """The items' price, less what is kept of it, the shipping, less what other requests hold already."""
    asked, refund = receipt.asked, receipt.refund
    if asked is None or refund is None:
        return []
    say, speech = rules.wording.say, rules.speech
    rows = [Row(say("receipt.items"), speech.money(asked.items + asked.fee))]
    if asked.fee:
        rows += _line_fees(receipt, rules, "receipt.kept_of", sign=-1) or [
            Row(say("receipt.fee"), speech.money(asked.fee * -1))
        ]
    if asked.shipping:
        rows.append(Row(say("receipt.shipping"), speech.money(asked.shipping)))
    if elsewhere := asked.total - refund.total:
        rows.append(Row(say("receipt.elsewhere"), speech.money(elsewhere * -1)))
    kind = "credit" if receipt.remedy is Remedy.STORE_CREDIT else "refund"
    key = f"receipt.total.{kind}" if decided else f"receipt.total_asked.{kind}"
    return [*rows, Row(say(key), speech.money(refund.total), strong=True)]


def _price_of_a_change(receipt: Receipt, rules: Rules) -> list[Row]:
    """Nothing for all that has no price."""
    fees = [decision.fee for decision in receipt.decisions if decision.fee is not None]
    if not fees:
        return []
    fee = total(fees, receipt.order.currency)
    words = rules.speech.money(fee) if fee else rules.wording.say("receipt.no_fee")
    lines = _line_fees(receipt, rules, "receipt.change_of", sign=1)
    return [*lines, Row(rules.wording.say("receipt.change_fee"), words, strong=bool(fee))]


def _line_fees(receipt: Receipt, rules: Rules, key: str, *, sign: int) -> list[Row]:
    say = rules.wording.say
    return [
        Row(
            say(key, line=say("receipt.line", quantity=rules.speech.number(line.quantity), title=line.title)),
            rules.speech.money(receipt.fees[line.id] * sign),
        )
        for line in receipt.order.lines
        if line.id in receipt.fees
    ]


def _facts(receipt: Receipt, rules: Rules) -> list[Row]:
    """Deadlines are the nearest of all claims. The policy file is told by the beginning of its hash."""
    order, decisions = receipt.order, receipt.decisions
    rows = {
        "decided": _instant(min, [receipt.decided_at], rules),
        "placed": _instant(min, [order.placed_at], rules),
        "status": rules.wording.say(f"codes.{order.status}"),
        "delivered": _instant(max, [shipment.delivered_at for shipment in order.shipments], rules),
        "opens": _instant(min, [decision.opens_at for decision in decisions], rules),
        "deadline": _instant(min, [decision.closes_at for decision in decisions], rules),
        "closest": _closest(receipt, rules),
        "policy": receipt.policy_digest[:_LETTERS_OF_HASH],
    }
    return [Row(rules.wording.say(f"receipt.facts.{name}"), value) for name, value in rows.items() if value]


def _closest(receipt: Receipt, rules: Rules) -> str:
    """In words of its own where the same can be had otherwise than it was asked for."""
    decision = receipt.closest
    if decision is None:
        return ""
    opens_at, closes_at = (_instant(min, [edge], rules) for edge in (decision.opens_at, decision.closes_at))
    when = "opens" if opens_at else "until" if closes_at else "open"
    is_same = decision.allowed and decision.action is receipt.action
    otherwise = [f"receipt.otherwise.{decision.action}"] if is_same else []
    title = rules.wording.say_first(*otherwise, f"actions.{decision.action}.title")
    return rules.wording.say(f"receipt.closest.{when}", title=title, opens_at=opens_at, closes_at=closes_at)


def _instant(
    which: Callable[[Iterable[datetime]], datetime], instants: Iterable[datetime | None], rules: Rules
) -> str:
    known = [instant for instant in instants if instant]
    return rules.speech.instant(which(known)) if known else ""


def _article(receipt: Receipt, store: Store) -> Link:
    """The first that the store has, by the name that it has today."""
    known = store.library.catalogue.articles
    found = next((known[slug] for slug in receipt.articles if slug in known), None)
    return Link(found.title, found.address) if found else Link("", "")
