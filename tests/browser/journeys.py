"""Ways through a store's wizards, found from its policy: one that is allowed and one that is refused.

Nothing here knows one wizard from another, so that a new one is tried as soon as it is registered.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page, expect

from helpcenter.flows.case import Case
from helpcenter.flows.evidence import EvidenceFiles
from helpcenter.flows.fields import Choice, Field, LineQuantities, PostalAddress, Text
from helpcenter.flows.flow import Ending, Flow, Outcome, Question
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.services.store import Rules
from tests.browser.steps import add_files, go_on, heading
from tests.builders import a_line, a_shipment, an_order
from tests.files import a_picture
from tests.unit.flows.explore import FILES, walk

_BEFORE_ALL_RULES = datetime(2001, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Journey:
    """`steps` are the questions on the way, each with its answer; `end` is where they lead."""

    flow: Flow
    order: Order
    steps: tuple[tuple[Question, Any], ...]
    end: Outcome


def journey(flow: Flow, store: Rules, ending: Ending) -> Journey:
    """The shortest one there is among the orders that customers come with."""
    found = next(_journeys(flow, store, ending), None)
    assert found, f"no order leads {flow.slug} to its end: {ending}"
    return found


def _journeys(flow: Flow, store: Rules, ending: Ending) -> Iterator[Journey]:
    now = datetime.now(UTC)
    for order in _orders(store.profile.currency, now):
        for step in walk(flow, Case(order, {}, store.policy, now, evidence=FILES)):
            if isinstance(step.node, Outcome) and step.node.ending is ending:
                yield Journey(flow, order, tuple(_asked(flow, step.sent)), step.node)


def _asked(flow: Flow, sent: Mapping[str, Any]) -> Iterator[tuple[Question, Any]]:
    for key, answer in sent.items():
        question = flow.by_key[key]
        assert isinstance(question, Question)
        yield question, answer


def _orders(currency: str, now: datetime) -> Iterator[Order]:
    def ago(**span: float) -> datetime:
        return now - timedelta(**span)

    def parcel(sent: datetime, expected: datetime, arrived: datetime | None = None) -> Order:
        status = OrderStatus.DELIVERED if arrived else OrderStatus.SHIPPED
        days = {"shipped": str(sent), "expected": str(expected)}
        shipment = replace(a_shipment("a", ["1", "2"], **days), delivered_at=arrived)
        return an_order(
            status=status,
            placed=sent - timedelta(days=2),
            lines=lines,
            currency=currency,
            shipments=[shipment],
        )

    lines = [a_line("1", "32.00", 3, currency=currency), a_line("2", "58.00", currency=currency)]
    yield an_order(placed=ago(minutes=10), lines=lines, currency=currency)
    yield an_order(placed=ago(hours=30), lines=lines, currency=currency)
    yield parcel(sent=ago(days=3), expected=now + timedelta(days=2))
    yield parcel(sent=ago(days=45), expected=ago(days=38))
    yield parcel(sent=ago(days=8), expected=ago(days=3), arrived=ago(days=2))
    yield parcel(sent=ago(days=300), expected=ago(days=295), arrived=ago(days=295))
    yield an_order(placed=_BEFORE_ALL_RULES, lines=lines, currency=currency)


def answer(page: Page, question: Question, given: Any) -> None:
    """As a customer does it, and on to the next page."""
    here = heading(page).inner_text()
    _fill(page, question.field, given)
    go_on(page)
    expect(heading(page)).not_to_have_text(here)


def _fill(page: Page, field: Field, given: Any) -> None:
    match field:
        case Choice():
            page.locator(f'input[type="radio"][value="{given}"]').check()
        case Text():
            page.get_by_role("textbox").last.fill(given)
        case LineQuantities():
            for line_id, count in given.items():
                page.locator(f"#line-{line_id}").select_option(str(count))
        case EvidenceFiles(kind=kind):
            add_files(page, kind, *(a_picture() for _ in given))
        case PostalAddress():
            for part, words in given.items():
                _fill_address_part(page, part, words)
        case _:
            raise TypeError(f"say in {__name__} how {type(field).__name__} is filled in")


def _fill_address_part(page: Page, part: str, words: str) -> None:
    box = page.locator(f"#field-{part}")
    if part == "country":
        box.select_option(words)
    else:
        box.fill(words)
