"""Every mail, for every action that can make one."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html.parser import HTMLParser

import pytest

from helpcenter.adapters.mail_message import Letter
from helpcenter.flows.case import Case
from helpcenter.flows.flow import Ending, Flow, Outcome
from helpcenter.flows.registry import FLOWS
from helpcenter.orders.order import Order
from helpcenter.orders.request import Request, RequestStatus
from helpcenter.orders.request_moves import ANSWERS
from helpcenter.services.mails import about_orders, about_requests
from helpcenter.services.mails.content import Content
from helpcenter.services.mails.mail import Mail
from helpcenter.services.mails.rendering import render
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, a_line, an_address, an_order
from tests.receipts import a_receipted_request
from tests.unit.flows.explore import Step, explored

SITE = "https://help.studio.example"
SENDING = [flow for flow in FLOWS.values() if flow.action]
each_sending_flow = pytest.mark.parametrize("flow", SENDING, ids=lambda flow: flow.slug)
# What is left of a sentence whose gaps were not filled, or of a value that is none.
GAP = re.compile(r"\{\{|\{[a-z_]|\b(None|null|Undefined)\b")
EVIL = "<script>alert(1)</script> & \"quoted\" 'too'"


def updated(status: RequestStatus) -> Callable[[Request, Store], Content]:
    event = list(RequestStatus).index(status)
    return lambda request, store: about_requests.request_updated(request, store, event=event)


ABOUT_REQUESTS = {
    "request_received": about_requests.request_received,
    "request_withdrawn": about_requests.request_withdrawn,
    **{f"request_updated, {status}": updated(status) for status in ANSWERS},
}


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC))


def sent(flow: Flow) -> list[Step]:
    """One for each way through the flow with each set of answers: words do not hang on the clock."""
    ends = (s for s in explored(flow.slug) if isinstance(s.node, Outcome) and s.node.ending is Ending.SUBMIT)
    return list({(step.rules, repr(step.sent)): step for step in ends}.values())


def the_missing_mug(store: Store) -> Request:
    flow = FLOWS["missing-item"]
    step = next(s for s in sent(flow) if s.case.text("remedy") == "refund")
    return a_receipted_request(flow, step.case, store.rules, note="A note")


def words_of(html: str) -> str:
    """What a reader sees, on one line."""
    return " ".join(re.sub(r"<(style|head)>.*?</\1>", "", html, flags=re.DOTALL).split())


@each_sending_flow
@pytest.mark.parametrize("mail", ABOUT_REQUESTS)
def test_every_request_makes_every_mail_without_gaps(flow: Flow, mail: str, store: Store) -> None:
    for step in sent(flow):
        request = a_receipted_request(flow, step.case, store.rules)
        letter = render(ABOUT_REQUESTS[mail](request, store), store.rules, SITE)
        for said in (letter.subject, letter.text, words_of(letter.html)):
            assert not GAP.search(said), (step.example, said)
            assert request.reference in said
        assert request.receipt["rule"]["source"] in letter.text


def test_a_canceled_order_is_confirmed_without_gaps(store: Store) -> None:
    flow = FLOWS["cancel-order"]
    for step in sent(flow):
        letter = render(
            about_requests.order_cancelled(a_receipted_request(flow, step.case, store.rules), store),
            store.rules,
            SITE,
        )
        assert not GAP.search(letter.text), step.example
        assert letter.subject == "Your order S-1001 is canceled (R-7K4M-2XQP)"


def test_every_mail_has_its_words_and_both_templates(store: Store) -> None:
    templates = REPOSITORY / "helpcenter" / "services" / "mails" / "templates"
    laid_out = {path.name for path in templates.iterdir() if not path.name.startswith("_")}
    assert laid_out == {f"{mail}.{kind}" for mail in Mail for kind in ("txt", "html")}
    for mail in Mail:
        assert store.rules.wording.find(f"mails.{mail}.subject")


def test_the_receipt_is_in_the_mail(store: Store) -> None:
    request = the_missing_mug(store)
    letter = render(about_requests.request_received(request, store), store.rules, SITE)
    rule = request.receipt["rule"]
    total = request.receipt["refund"]["total"]
    for said in (
        "R-7K4M-2XQP",
        "S-1001",
        "1 \xd7 Item 1",
        f"Refund you ask for: ${total}",
        f"{rule['description']}: {rule['value']}.",
        "In force since January 1, 2024.",
        f"Where this rule is written: {rule['source']}",
        "Possible until: March 12, 2026, 11:59\u202fPM EDT",
        "You asked for: Money back",
        f"{SITE}/requests/R-7K4M-2XQP",
    ):
        assert said in letter.text.replace("\n", " "), said


def test_a_later_policy_changes_nothing_about_a_mail(store: Store) -> None:
    """All numbers are the stored receipt's."""
    request = the_missing_mug(store)
    receipt = {**request.receipt, "rule": {**request.receipt["rule"], "value": "99 days"}}
    letter = render(
        about_requests.request_received(replace(request, receipt=receipt), store), store.rules, SITE
    )
    assert "99 days" in letter.text


@pytest.mark.parametrize("status", [RequestStatus.DECLINED, RequestStatus.WITHDRAWN])
def test_no_money_is_promised_where_the_request_came_to_nothing(status: RequestStatus, store: Store) -> None:
    letter = render(updated(status)(the_missing_mug(store), store), store.rules, SITE)
    assert "$" not in letter.text


def test_an_update_tells_the_state_of_its_event_and_the_note_of_the_staff(store: Store) -> None:
    letter = render(updated(RequestStatus.APPROVED)(the_missing_mug(store), store), store.rules, SITE)
    assert letter.subject == "Approved: Report a missing item (R-7K4M-2XQP)"
    assert "We have said yes" in letter.text
    assert "A note" in letter.text


class Elements(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)


def with_evil_words(store: Store) -> list[Letter]:
    request = the_missing_mug(store)
    order = request.receipt["order"]
    lines = [{**line, "title": EVIL} for line in order["lines"]]
    request = replace(
        request,
        answers={**request.answers, "description": EVIL},
        events=tuple(replace(event, note=EVIL) for event in request.events),
        receipt={**request.receipt, "order": {**order, "lines": lines}},
    )
    asked = an_order(lines=[replace(a_line(), title=EVIL)], address=an_address(name=EVIL))
    contents = [
        about_requests.request_received(request, store),
        about_requests.request_updated(request, store, event=1),
    ]
    letters = [render(content, store.rules, SITE) for content in contents]
    return [*letters, a_confirmation(asked, store)]


def test_what_others_wrote_is_escaped(store: Store) -> None:
    for letter in with_evil_words(store):
        elements = Elements(letter.html)
        assert "script" not in elements.tags
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#34;quoted&#34;" in letter.html
        assert EVIL in letter.text
        assert not [name for name, _ in elements.attributes if name.startswith("on")]


def test_a_mail_loads_nothing_from_anywhere(store: Store) -> None:
    for letter in with_evil_words(store):
        elements = Elements(letter.html)
        assert not {"img", "link", "iframe", "object", "form"} & set(elements.tags)
        assert "url(" not in letter.html
        assert {v for n, v in elements.attributes if n == "href"} <= {
            f"{SITE}/requests/R-7K4M-2XQP",
            f"{SITE}/wizards/find-my-order",
            f"{SITE}/articles/missing-item",
            f"{SITE}/articles/no-confirmation-email",
        }


def test_without_a_public_address_the_mail_says_where_to_look(store: Store) -> None:
    letter = render(about_requests.request_received(the_missing_mug(store), store), store.rules, None)
    assert "http" not in letter.text
    assert "this reference and your email address" in letter.text
    assert "href" not in letter.html


def test_the_look_is_the_stores_own(store: Store) -> None:
    look = store.rules.profile.look
    html = render(about_requests.request_received(the_missing_mug(store), store), store.rules, SITE).html
    assert look.accent in html
    assert f"color: {look.accent_dark} !important" in html
    assert '<html lang="en">' in html
    assert "max-width:600px" in html


def a_confirmation(order: Order, store: Store) -> Letter:
    case = Case(order, {}, store.rules.policy, order.placed_at + timedelta(days=2))
    request = a_receipted_request(FLOWS["resend-confirmation"], case, store.rules)
    return render(about_orders.confirmation_resent(request, store), store.rules, SITE)


def test_a_confirmation_names_all_that_was_ordered_and_where_it_goes(store: Store) -> None:
    letter = a_confirmation(an_order(lines=[a_line("1", "39.00", 2), a_line("2", "12.50")]), store)
    text = letter.text
    assert letter.subject == "Your order S-1001: the confirmation you asked for (R-7K4M-2XQP)"
    for said in (
        "2 \xd7 Item 1, $78.00",
        "1 \xd7 Item 2, $12.50",
        "Shipping: $6.90",
        "Total: $97.40",
        "12 Elm St",
    ):
        assert said in text
