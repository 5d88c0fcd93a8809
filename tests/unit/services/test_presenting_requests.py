"""A request in words, and its money: before it is sent, right after, and later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Flow
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order, OrderStatus
from helpcenter.orders.request import RequestStatus
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.replaying import replay_receipt
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.store import Store, load_store
from helpcenter.services.submitting import IMMEDIATE
from helpcenter.services.views.wizard import WizardView
from tests.builders import (
    PLACED,
    REPOSITORY,
    Written,
    a_line,
    a_shipment,
    an_order,
    at,
    studio_with,
)
from tests.receipts import a_receipted_request
from tests.unit.flows.explore import each_sending_flow, walk
from tests.unit.services.shown_pages import GAP, all_words, last_page, sent, shown

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", NOON)


@pytest.fixture(scope="module")
def charm() -> Store:
    return load_store(REPOSITORY / "examples" / "stores" / "charm-jewelry", NOON)


RINGS = an_order(
    status=OrderStatus.PROCESSING,
    lines=[
        a_line("1", "39.00", made_to_order=True),
        a_line("2", "12.50"),
        a_line("3", "10.25", 3, made_to_order=True),
    ],
)


def money_of(slug: str, order: Order, store: Store) -> list[tuple[str, str]]:
    """As the page before sending tells it; page and mail of the request tell the same."""
    flow = FLOWS[slug]
    step = next(it for it in walk(flow, Case(order, {}, store.rules.policy, NOON)) if it.node.key == "submit")
    before, request = shown(flow, step, store).money, a_receipted_request(flow, step.case, store.rules)
    if flow.action in IMMEDIATE:
        request = replace(request, status=RequestStatus.COMPLETED)
    assert last_page(request, store).money == before
    assert present_request(RequestRecord(request), store, NOON).money == before
    return [(row.label, row.value) for row in before]


def test_what_is_kept_of_a_cancelled_order_is_told_line_by_line(charm: Store) -> None:
    """15.375 of the three comes back, so 15.38 by the cent, and the rest is kept."""
    assert money_of("cancel-order", RINGS, charm) == [
        ("Items", "$82.25"),
        ("Kept for custom work on 1 \xd7 Item 1", "-$19.50"),
        ("Kept for custom work on 3 \xd7 Item 3", "-$15.37"),
        ("Shipping", "$6.90"),
        ("Refund", "$54.28"),
    ]


def test_what_a_change_costs_is_told_line_by_line(charm: Store) -> None:
    assert money_of("change-order", RINGS, charm) == [
        ("For custom work on 1 \xd7 Item 1", "$19.50"),
        ("For custom work on 3 \xd7 Item 3", "$15.37"),
        ("Fee for the change", "$34.87"),
    ]


@pytest.mark.parametrize("slug", ["cancel-order", "change-order"])
def test_before_production_and_for_finished_goods_nothing_is_kept(slug: str, charm: Store) -> None:
    finished = replace(RINGS, lines=(RINGS.lines[1],))
    for order in (replace(RINGS, status=OrderStatus.PENDING), finished):
        assert not [label for label, _ in money_of(slug, order, charm) if "custom work" in label]


def test_a_receipt_from_before_fees_were_kept_by_line_tells_their_sum(charm: Store) -> None:
    flow = FLOWS["cancel-order"]
    case = Case(RINGS, {"reason": "other"}, charm.rules.policy, NOON)
    request = a_receipted_request(flow, case, charm.rules)
    older = {name: part for name, part in request.receipt.items() if name != "fees"}
    money = last_page(replace(request, receipt=older), charm).money
    assert [(row.label, row.value) for row in money][:2] == [
        ("Items", "$82.25"),
        ("Kept for custom work that has begun", "-$34.87"),
    ]
    assert replay_receipt(older, charm.rules.policy).differences == ()


@pytest.mark.parametrize("name", ["content", "examples/stores/charm-jewelry"])
@pytest.mark.parametrize("slug", ["change-order", "change-shipping", "return-item"])
def test_money_is_told_after_sending_as_it_was_before_it(slug: str, name: str) -> None:
    store = load_store(REPOSITORY / name, at(PLACED))
    flow, parcel = FLOWS[slug], a_shipment(delivered="2026-03-05T20:15:00-05:00")
    order = an_order(status=OrderStatus.PROCESSING, lines=[a_line("1", "39.00", made_to_order=True)])
    if slug == "return-item":
        order = replace(order, status=OrderStatus.DELIVERED, shipments=(parcel,))
    now = max([at(PLACED), *(shipment.delivered_at or at(PLACED) for shipment in order.shipments)])
    ways = walk(flow, Case(order, {}, store.rules.policy, now))
    step = next(step for step in ways if step.node.key == "submit")
    before, request = shown(flow, step, store), a_receipted_request(flow, step.case, store.rules)
    assert before.money
    assert last_page(request, store).money == before.money
    assert present_request(RequestRecord(request), store, now).money == before.money


def test_what_was_taken_back_costs_nothing(store: Store) -> None:
    request = a_receipted_request(FLOWS["change-order"], sent(FLOWS["change-order"])[0].case, store.rules)
    assert last_page(replace(request, status=RequestStatus.WITHDRAWN), store).money == []


@each_sending_flow
def test_every_request_can_be_shown_once_it_was_sent(flow: Flow, store: Store) -> None:
    for step in sent(flow):
        request = a_receipted_request(flow, step.case, store.rules)
        done = last_page(request, store)
        for view in (done, present_request(RequestRecord(request), store, step.case.now)):
            assert not [words for words in all_words(view) if GAP.search(words)], step.example
        assert done.next_steps


def before_sending(slug: str, terms: Mapping[str, Written | None], store: Store) -> WizardView:
    """The last page, of a shop that has these terms besides the studio's; None takes one away."""
    policy = studio_with({key: written for key, written in terms.items() if written is not None})
    gone = {key for key, written in terms.items() if written is None}
    policy = replace(policy, terms={key: term for key, term in policy.terms.items() if key not in gone})
    special = replace(store, rules=replace(store.rules, policy=policy))
    step = sent(FLOWS[slug])[0]
    return shown(FLOWS[slug], replace(step, case=replace(step.case, policy=policy)), special)


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ({"flag": True}, "You pay for sending the items back, customs included."),
        ({"flag": False}, "We pay for sending the items back."),
        (None, "is not part of the refund."),
    ],
)
def test_who_pays_for_a_return_is_what_the_policy_says(
    written: Written | None, told: str, store: Store
) -> None:
    view = before_sending("return-item", {"returns.customer_pays_shipping": written}, store)
    assert view.text.endswith(told)


@pytest.mark.parametrize(("amount", "row"), [("0.00", "Free"), ("4.90", "$4.90")])
def test_the_price_of_a_change_is_said_once(amount: str, row: str, store: Store) -> None:
    view = before_sending("change-shipping", {"shipping_changes.fee": {"amount": amount}}, store)
    assert [line.value for line in view.money] == [row]
    assert "fee" not in view.text
