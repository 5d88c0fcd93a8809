from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.app_orders import ago, rows, stored
from tests.browser.steps import (
    ask_for_express_to_a_box,
    choose,
    enter,
    error_summary,
    expect_page,
    go_on,
    heading,
    press,
    row,
    say,
)
from tests.builders import a_line, an_order
from tests.running_app import RunningApp

WRONG = {
    "Street and house number": say("problems.address_line1"),
    "City": say("problems.address_city"),
    "ZIP or postal code": say("problems.address_postal_code"),
}


def test_all_that_is_wrong_with_an_address_is_named_at_once_on_top_and_at_each_field(page: Page):
    enter(page, "change-shipping", "S-1001")
    choose(page, "The address")
    page.get_by_label("Name").fill("Grace Hopper")
    for label in WRONG:
        page.get_by_label(label).fill("")
    go_on(page)
    expect(error_summary(page)).to_be_focused()
    expect(error_summary(page).get_by_role("link")).to_have_text(list(WRONG.values()))
    for label, problem in WRONG.items():
        field = page.get_by_label(label)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(problem) + "$"))
        error_summary(page).get_by_role("link", name=problem).click()
        expect(field).to_be_focused()
    expect(page.get_by_label("Name")).to_have_value("Grace Hopper")
    page.get_by_label("City").fill("Troy")
    go_on(page)
    rest = [problem for label, problem in WRONG.items() if label != "City"]
    expect(error_summary(page).get_by_role("link")).to_have_text(rest)
    page.get_by_label("Street").fill("7 Oak Ave")
    page.get_by_label("ZIP").fill("12180")
    go_on(page)
    expect_page(page, "flows.change-shipping.submit.title")


def test_express_takes_no_lighter_and_says_so(page: Page, server: RunningApp):
    lighter = a_line("1", "24.00", tags=["lighter"])
    order = stored(server, an_order(placed=ago(minutes=30), lines=[lighter, a_line("2", "58.00")]))
    enter(page, "change-shipping", order.number, order.email)
    choose(page, say("flows.change-shipping.what.options.method"))
    choose(page, say("flows.change-shipping.method.options.express"))
    expect_page(page, "flows.change-shipping.refused_request.title")
    expect(page.get_by_role("main")).to_contain_text("They do not take lighters.")
    assert rows(server, "SELECT 1 FROM requests WHERE order_number = :it", it=order.number) == []
    [(kept,)] = rows(server, "SELECT outcome FROM refusals WHERE order_number = :it", it=order.number)
    assert kept == "refused_request"


def test_the_address_alone_is_one_press_away_where_express_does_not_go_there(page: Page):
    ask_for_express_to_a_box(page, "S-1001")
    press(page, say("flows.change-shipping.refused_request.rest.address"))
    expect_page(page, "flows.change-shipping.submit.title")
    expect(heading(page)).to_be_focused()
    expect(row(page, say("answers.address"))).to_contain_text("P.O. Box 7")
    expect(page.get_by_role("term").filter(has_text=say("answers.method"))).to_have_count(0)
