"""A shop that has no more terms than it must is told about in whole sentences."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from structlog.testing import capture_logs

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order
from helpcenter.orders.request import Actor, Request
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import Policy
from helpcenter.services.browsing import show_home, show_site
from helpcenter.services.mails import about_requests
from helpcenter.services.presenting_requests import present_request
from helpcenter.services.request_records import RequestRecord
from helpcenter.services.store import Store, load_store
from tests.builders import PLACED, REPOSITORY, a_line, an_order, at, studio
from tests.receipts import a_receipted_request
from tests.unit.flows.explore import Step, each_flow, each_sending_flow, examples, walk
from tests.unit.services.shown_pages import GAP, all_words, last_page, shown

# What is left of a sentence that something was taken out of with a slip.
HOLE = re.compile(r"\[\[|\]\]|[^\S\n]{2}| [.,;:?]|[.,] ?[.,]|\b(to|within|than|for|of|by|with|on)[.,]")


def few_terms() -> Policy:
    terms = studio().terms
    required = {
        f"{topic}.{name}" for topic, forms in SCHEMA.items() for name in forms if forms[name].required
    }
    return replace(studio(), terms={key: term for key, term in terms.items() if key in required})


@pytest.fixture(scope="module")
def store() -> Store:
    studio_store = load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC))
    rules = replace(studio_store.rules, policy=few_terms())
    facts = rules.facts_on(studio_store.day)
    return replace(studio_store, rules=rules.quoting(facts), facts=facts)


def whole(words: str) -> bool:
    return not (GAP.search(words) or HOLE.search(words) or any(key in words for key in studio().terms))


def ways(flow: Flow, policy: Policy) -> list[Step]:
    """One for each page of the flow with each set of answers."""
    steps = (step for name, case in examples(flow, policy) for step in walk(flow, case, name))
    return list({(step.node.key, step.rules, repr(step.sent)): step for step in steps}.values())


@each_flow
def test_no_page_of_a_wizard_has_a_hole(flow: Flow, store: Store) -> None:
    with capture_logs() as logs:
        for step in ways(flow, store.rules.policy):
            view = replace(shown(flow, step, store), picker="")
            assert view.title
            assert [words for words in all_words(view) if not whole(words)] == [], step.example
    assert logs == []


@each_sending_flow
def test_no_page_and_no_mail_about_a_request_has_a_hole(flow: Flow, store: Store) -> None:
    steps = ways(flow, store.rules.policy)
    ends = [s for s in steps if isinstance(s.node, Outcome) and s.node.ending is Ending.SUBMIT]
    assert ends
    for step in ends:
        request = a_receipted_request(flow, step.case, store.rules)
        assert request.answer_by is None
        told = [
            last_page(request, store),
            last_page(just_sent(request), store),
            present_request(RequestRecord(request), store, step.case.now),
            about_requests.request_received(request, store),
        ]
        assert [words for view in told for words in all_words(view) if not whole(words)] == []


def test_no_card_and_no_address_has_a_hole(store: Store) -> None:
    cards = show_home(store).wizards
    assert len(cards) == len(FLOWS)
    assert [card for card in cards if not whole(card.text) or not card.text] == []
    assert show_site(store).reply_within == ""


def just_sent(request: Request) -> Request:
    return replace(request, events=(replace(request.events[0], actor=Actor.CUSTOMER),))


def a_free_order() -> Order:
    """As a replacement is in many shops."""
    return an_order(lines=[a_line(price="0.00")], shipping="0.00")


@pytest.mark.parametrize(("order", "refunded"), [(a_free_order(), False), (an_order(), True)])
def test_canceling_an_order_speaks_of_a_refund_where_there_is_one(order: Order, refunded: bool) -> None:
    store = load_store(REPOSITORY / "content", at(PLACED))
    case = Case(order, {"reason": "other"}, store.rules.policy, at(PLACED))
    request = a_receipted_request(FLOWS["cancel-order"], case, store.rules)
    mail = about_requests.order_cancelled(request, store).text
    steps = last_page(just_sent(request), store).next_steps
    assert whole(mail)
    assert all(map(whole, steps))
    assert ("refund" in mail, "refund" in " ".join(steps)) == (refunded, refunded)
    assert "Nothing will be sent." in mail
