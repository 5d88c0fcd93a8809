"""The browser's own Back and Forward within a wizard."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.app_orders import ADA, an_order_just_placed, an_order_that_arrived
from tests.browser.steps import choose, enter, expect_page, go_back, go_on, press, say, set_quantity
from tests.running_app import RunningApp

ITEMS, REASON, CONDITION = (
    f"flows.return-item.{question}.title" for question in ("lines", "reason", "condition")
)


def at_the_condition(page: Page, server: RunningApp) -> None:
    page.goto("/")
    enter(page, "return-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 1)
    go_on(page)
    choose(page, "It was a gift")
    expect_page(page, CONDITION)
    expect(page).to_have_url(re.compile("/wizards/return-item#step-4$"))


def test_back_and_forward_lead_from_question_to_question(page: Page, server: RunningApp):
    at_the_condition(page, server)
    page.go_back()
    expect_page(page, REASON)
    expect(page.get_by_role("radio", name="It was a gift")).to_be_checked()
    page.go_back()
    expect_page(page, ITEMS)
    page.go_forward()
    expect_page(page, REASON)
    page.go_forward()
    expect_page(page, CONDITION)


def test_back_from_the_first_question_leaves_the_wizard(page: Page, server: RunningApp):
    at_the_condition(page, server)
    for question in (REASON, ITEMS):
        page.go_back()
        expect_page(page, question)
    page.go_back()
    expect(page).not_to_have_url(re.compile("#step-[234]"))


def test_the_button_and_the_browser_agree_about_where_back_is(page: Page, server: RunningApp):
    at_the_condition(page, server)
    go_back(page)
    expect_page(page, REASON)
    expect(page).to_have_url(re.compile("#step-3$"))
    page.go_back()
    expect_page(page, ITEMS)
    expect(page).to_have_url(re.compile("#step-2$"))


def test_another_answer_begins_another_way_forward(page: Page, server: RunningApp):
    at_the_condition(page, server)
    page.go_back()
    expect_page(page, REASON)
    go_on(page)
    expect_page(page, CONDITION)
    page.go_back()
    expect_page(page, REASON)


def test_what_was_sent_is_not_gone_back_into(page: Page, server: RunningApp):
    page.goto("/")
    enter(page, "cancel-order", an_order_just_placed(server).number, ADA)
    choose(page, "I ordered twice")
    expect_page(page, "flows.cancel-order.submit.title")
    press(page, say("flows.cancel-order.send"))
    expect_page(page, "flows.cancel-order.done.title")
    page.go_back()
    expect(page).not_to_have_url(re.compile("/wizards/cancel-order#step-[23]"))


def test_a_reload_stays_at_the_step(page: Page, server: RunningApp):
    at_the_condition(page, server)
    page.reload()
    expect_page(page, CONDITION)
    page.go_back()
    expect_page(page, REASON)
