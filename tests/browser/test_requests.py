from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from helpcenter.services.demo import DEMO_EMAIL
from tests.app_orders import ADA, an_order_just_placed
from tests.browser.conftest import OpenPage
from tests.browser.steps import cancel, enter, error_summary, heading, identify, look_up, row, say
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

    look_up(page, f" {reference.lower().replace('-', ' ')}", ADA.upper())
    expect(heading(page)).to_have_text(say("actions.cancel_order.title"))
    expect(heading(page)).to_be_focused()
    expect(page.get_by_text(f"Request {reference}")).to_contain_text(order.number)
    expect(page.get_by_role("heading", name=say("requests.status.completed.title"))).to_be_visible()
    expect(row(page, say("receipt.total"))).to_have_text("$84.90")
    page.get_by_text("The rule behind this").click()
    expect(page.get_by_role("group")).to_contain_text("2 hours")
    kinds = ("submitted", "completed")
    history = page.get_by_role("listitem").filter(has_text=re.compile(r"\d:\d\d"))
    expect(history).to_contain_text([say(f"requests.status.{kind}.title") for kind in kinds])
    page.get_by_role("button", name="Look up another one").click()
    expect(page.get_by_label("Reference")).to_have_value("")


@pytest.mark.console_errors("status of 404")
def test_blank_fields_are_named_and_odd_addresses_do_no_harm(page: Page):
    page.goto("/requests/%3Cscript%3Ealert(1)%3C%2Fscript%3E")
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
