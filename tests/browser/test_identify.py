from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from helpcenter.components.wizard import ROOM_FOR_ORDER_NUMBER
from helpcenter.services.demo import DEMO_EMAIL
from tests.browser.steps import error_summary, expect_page, go_on, identify, press, say

WAYS_ON = ["Write to us", "get your confirmation email again"]
NUMBER, EMAIL = say("problems.order_number"), say("problems.email")
ODD = {
    "ten thousand characters": "x" * 10_000,
    "other scripts": "👩‍👩‍👧🎁 הזמנה 1001\u202e",
    "code": '<script>alert(1)</script>"><img src=x onerror=alert(1)> {{ cancellation.window }} {x} %s',
}


def ways_on(page: Page) -> Locator:
    """Below the form, to whoever has checked everything."""
    return page.get_by_text("Still not found?").get_by_role("link")


def test_an_order_number_is_read_forgivingly(page: Page):
    page.goto("/wizards/find-my-order")
    identify(page, "#s-1001", f" {DEMO_EMAIL.upper()} ")
    expect_page(page, "flows.find-my-order.in_production.title")
    press(page, "Use another order")
    expect_page(page, "identify.title")
    identify(page, " s 1001", DEMO_EMAIL)
    expect_page(page, "flows.find-my-order.in_production.title")


def test_an_unknown_number_and_a_wrong_email_get_the_same_answer(page: Page):
    page.goto("/wizards/cancel-order")
    for number, email in (("S-9999", DEMO_EMAIL), ("S-1003", "stranger@example.com")):
        identify(page, number, email)
        expect(error_summary(page).get_by_role("link")).to_have_text([say("problems.not_found")])
        expect(error_summary(page)).to_be_focused()
        expect(page.get_by_label("Order number")).to_have_value(number)
        expect(page.get_by_label("Email address")).to_have_value(email)
        expect(page.get_by_label("Email address")).to_have_attribute("aria-invalid", "false")
        expect(ways_on(page)).to_have_text(WAYS_ON)


def test_what_is_not_found_leads_on_to_a_person_or_to_the_confirmation(page: Page):
    page.goto("/wizards/cancel-order")
    go_on(page)
    expect(error_summary(page)).to_be_visible()
    expect(ways_on(page)).to_have_count(0)
    identify(page, "S-9999", DEMO_EMAIL)
    page.get_by_role("link", name="get your confirmation email again").click()
    expect(page).to_have_url(re.compile("/wizards/resend-confirmation$"))
    expect(ways_on(page)).to_have_count(0)


def test_blank_fields_are_named_on_top_and_at_each_field(page: Page):
    page.goto("/wizards/return-item")
    page.get_by_role("button", name="Continue").click()
    expect(error_summary(page)).to_be_focused()
    expect(error_summary(page).get_by_role("link")).to_have_text([NUMBER, EMAIL])
    for label, problem in (("Order number", NUMBER), ("Email address", EMAIL)):
        field = page.get_by_label(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(problem) + "$"))
        error_summary(page).get_by_role("link", name=problem).click()
        expect(field).to_be_focused()
    identify(page, "S-1005", DEMO_EMAIL)
    expect_page(page, "flows.return-item.lines.title")
    expect(error_summary(page)).to_have_count(0)


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_whatever_is_typed_gets_a_clear_answer_and_is_not_lost(page: Page, text: str):
    page.goto("/wizards/find-my-order")
    identify(page, text, text)
    expect(page.get_by_role("alert")).to_have_count(1)
    expect(page.get_by_label("Order number")).to_have_value(text[:ROOM_FOR_ORDER_NUMBER])
    expect(page.get_by_label("Email address")).to_have_value(text[:254])
    identify(page, "S-1001", DEMO_EMAIL)
    expect_page(page, "flows.find-my-order.in_production.title")
    expect(page.get_by_role("alert")).to_have_count(0)
