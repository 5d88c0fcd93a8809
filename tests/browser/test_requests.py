from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from helpcenter.orders.order import Order
from helpcenter.orders.request import RequestStatus
from helpcenter.services.demo import DEMO_EMAIL
from tests.app_orders import ADA, an_order_just_placed, an_order_that_arrived, reviewed
from tests.browser.conftest import OpenPage
from tests.browser.steps import (
    REFERENCE,
    add_evidence,
    cancel,
    choose,
    enter,
    error_summary,
    expect_page,
    go_on,
    heading,
    identify,
    look_up,
    open_live,
    press,
    reference_on,
    row,
    say,
    set_quantity,
)
from tests.running_app import RunningApp


def test_a_request_is_shown_to_its_customer_and_to_nobody_else(open_page: OpenPage, server: RunningApp):
    order = an_order_just_placed(server)
    reference = cancel(open_page(), order)
    page = open_page()
    for address in ("R-0000-0000", reference):
        page.goto(f"/requests/{address}")
        expect(page.get_by_label("Reference")).to_have_value(address)
        look_up(page, address, "stranger@example.com")
        expect(error_summary(page).get_by_role("link")).to_have_text([say("problems.request_not_found")])
        expect(error_summary(page)).to_be_focused()
        expect(page.get_by_text("Still not found?").get_by_role("link")).to_have_count(2)

    look_up(page, f" {reference.lower().replace('-', ' ')}", ADA.upper())
    expect(heading(page)).to_have_text(say("actions.cancel_order.title"))
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text(f"Request {reference}")).to_contain_text(order.number)
    expect(page.get_by_role("heading", name=say("requests.status.completed.title"))).to_be_visible()
    expect(row(page, say("receipt.total.refund"))).to_have_text("$84.90")
    page.get_by_text("The rule behind this").click()
    expect(page.get_by_role("group")).to_contain_text("2 hours")
    kinds = ("submitted", "completed")
    expect(way(page)).to_contain_text([say(f"requests.status.{kind}.title") for kind in kinds])
    page.get_by_role("button", name="Look up another request").click()
    expect(page.get_by_label("Reference")).to_have_value("")


def test_the_number_of_a_refusal_leads_its_customer_to_what_was_said(open_page: OpenPage, server: RunningApp):
    order = an_order_that_arrived(server)
    customer, page = open_page(), open_page()
    enter(customer, "cancel-order", order.number, order.email)
    reference = reference_on(customer)
    page.goto("/requests")
    look_up(page, reference, "stranger@example.com")
    expect(error_summary(page).get_by_role("link")).to_have_text([say("problems.request_not_found")])
    look_up(page, reference, ADA)
    expect(heading(page)).to_have_text(say("flows.cancel-order.title"))
    expect(page.get_by_text(say("requests.refused.turn"))).to_be_visible()
    expect(page.get_by_role("heading", name=say("flows.cancel-order.refused.title"))).to_be_visible()
    expect(page.get_by_role("list", name="Progress of your request")).to_have_count(0)
    again = page.get_by_role("link", name="Ask again")
    expect(again).to_have_attribute("href", "/wizards/cancel-order")
    page.get_by_role("button", name="Look up another request").click()
    expect(page.get_by_label("Reference")).to_have_value("")


@pytest.mark.console_errors("status of 404")
def test_blank_fields_are_named_and_odd_addresses_do_no_harm(page: Page):
    open_live(page, "/requests/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
    page.get_by_role("button", name="Show my request").click()
    problems = [say("problems.reference"), say("problems.email")]
    expect(error_summary(page).get_by_role("link")).to_have_text(problems)
    expect(error_summary(page)).to_be_focused()
    expect(page.get_by_label("Reference")).to_have_attribute("aria-invalid", "true")


def test_what_customers_type_is_nowhere_in_the_log(page: Page, server: RunningApp):
    for number in ("S-1003", "<script>"):
        page.goto("/wizards/find-my-order")
        identify(page, number, "lovelace@example.com")
        expect(error_summary(page)).to_be_visible()
    enter(page, "find-my-order", "S-1001")
    [cookie] = page.context.cookies()
    for private in ("lovelace", DEMO_EMAIL, ADA, "Demo Street", "Elm St", cookie.get("value", "")):
        assert private not in server.logs


def way(page: Page) -> Locator:
    return page.get_by_role("list", name="Progress of your request").get_by_role("listitem")


def report_missing(page: Page, order: Order, count: int) -> str:
    """Pieces of the first item; returns the reference."""
    enter(page, "missing-item", order.number, order.email)
    return report_pieces(page, count)


def report_pieces(page: Page, count: int) -> str:
    set_quantity(page, "Item 1", count)
    go_on(page)
    choose(page, say("flows.missing-item.parcel_state.options.opened"))
    page.get_by_role("textbox").fill("Not all of them were in there.")
    go_on(page)
    add_evidence(page)
    choose(page, say("remedies.refund.title"))
    press(page, say("flows.missing-item.send"))
    expect_page(page, "flows.missing-item.done.title")
    return reference_on(page)


def show(page: Page, reference: str) -> None:
    """To its sender."""
    page.goto(f"/requests/{reference}")
    expect(heading(page)).to_have_text(say("actions.report_missing_item.title"))


def test_a_request_tells_whose_turn_it_is_by_when_and_can_be_taken_back(page: Page, server: RunningApp):
    reference = report_missing(page, an_order_that_arrived(server), 1)
    day = r"\w+ \d+, \d{4}, 11:59.PM E[SD]T\."
    expect(page.get_by_text(re.compile(f"We answer by email no later than {day}"))).to_be_visible()

    expect(page.get_by_text(say("requests.emailed"))).to_be_visible()

    page.get_by_role("link", name="See where it stands").click()
    expect(page.get_by_text(f"Request {reference}")).to_be_visible()
    expect(page.get_by_text(say("requests.turn.shop"))).to_be_visible()
    expect(page.get_by_text(re.compile(f"You will have our answer by {day}"))).to_be_visible()
    expect(way(page)).to_contain_text(
        [say("requests.status.submitted.title"), say("requests.ahead.answer") + " (still to come)"]
    )
    expect(way(page).first).to_have_attribute("aria-current", "step")
    mail = page.get_by_role("listitem").filter(has_text="We have your request")
    expect(mail).to_contain_text("a•••@example.com")
    expect(page.get_by_role("main")).not_to_contain_text(ADA)

    page.get_by_text("Take this request back").click()
    page.get_by_role("button", name="Yes, take it back").click()
    expect(page.get_by_role("heading", name=say("requests.status.withdrawn.title"))).to_be_visible()
    expect(page.get_by_text(say("requests.turn.nobody"))).to_be_visible()
    expect(page.get_by_text("Take this request back")).to_have_count(0)
    expect(row(page, say("receipt.total_asked.refund"))).to_have_count(0)


def test_what_the_staff_decide_is_shown_with_their_words_and_the_money(page: Page, server: RunningApp):
    order = an_order_that_arrived(server)
    approved = report_missing(page, order, 1)
    press(page, say("flows.missing-item.again"))
    declined = report_pieces(page, 2)
    reviewed(server, approved, RequestStatus.APPROVED, "It was still on our shelf.")
    reviewed(server, declined, RequestStatus.DECLINED, "Our <b>scales</b> say that it was in the parcel.")

    show(page, approved)
    expect(page.get_by_text("It was still on our shelf.")).to_be_visible()
    expect(page.get_by_text("We granted a refund of $32.00")).to_be_visible()
    expect(page.get_by_text("Grace")).to_have_count(0)
    show(page, declined)
    expect(page.get_by_text("Our <b>scales</b> say that it was in the parcel.")).to_be_visible()
    expect(page.get_by_text("Take this request back")).to_have_count(0)

    page.goto("/wizards/find-my-order")
    links = page.get_by_role("link").filter(has_text=REFERENCE)
    expect(links).to_have_count(1)
    expect(links).to_contain_text(f"{say('requests.status.approved.title')} · {approved}")
    links.click()
    expect(page.get_by_text(f"Request {approved}")).to_be_visible()
    expect(heading(page)).to_be_focused()
