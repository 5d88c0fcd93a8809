"""A wizard that was left, for a moment or on purpose, and taken up again."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, WebSocketRoute, expect

from tests.app_orders import ADA, an_order_just_placed, an_order_that_arrived, rows
from tests.browser.steps import (
    change,
    choose,
    enter,
    expect_page,
    go_back,
    go_on,
    mark,
    press,
    row,
    say,
    set_quantity,
)
from tests.running_app import RunningApp

WIZARDS = ("find-my-order", "cancel-order", "missing-item", "return-item")
REASON, CONDITION, PHOTOS = (
    f"flows.return-item.{question}.title" for question in ("reason", "condition", "return_photos")
)


def answer_up_to_the_condition(page: Page, server: RunningApp) -> None:
    enter(page, "return-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 2)
    go_on(page)
    choose(page, "It was a gift")
    expect_page(page, CONDITION)


def test_a_reload_resumes_and_back_shows_what_was_answered(page: Page, server: RunningApp):
    answer_up_to_the_condition(page, server)
    page.reload()
    expect_page(page, CONDITION)
    go_back(page)
    expect_page(page, REASON)
    expect(page.get_by_role("radio", name="It was a gift")).to_be_checked()
    go_back(page)
    expect(page.get_by_role("combobox", name="Item 1")).to_have_value("2")
    go_on(page)
    expect_page(page, CONDITION)


def test_a_second_tab_goes_on_where_the_first_one_stands(page: Page, server: RunningApp):
    answer_up_to_the_condition(page, server)
    second = page.context.new_page()
    second.goto("/wizards/return-item")
    expect_page(second, CONDITION)
    choose(second, "Unused")
    expect_page(second, PHOTOS)
    go_on(second)
    choose(second, say("remedies.refund.title"))
    expect_page(second, "flows.return-item.submit.title")
    choose(page, "Unused")
    expect_page(page, "flows.return-item.submit.title")


def test_what_another_tab_has_changed_is_shown_before_it_is_sent(page: Page, server: RunningApp):
    order = an_order_just_placed(server)
    enter(page, "cancel-order", order.number, ADA)
    choose(page, "I ordered twice")
    expect_page(page, "flows.cancel-order.submit.title")
    second = page.context.new_page()
    second.goto("/wizards/cancel-order")
    change(second, "reason")
    choose(second, "It takes too long")
    expect_page(second, "flows.cancel-order.submit.title")
    press(page, say("flows.cancel-order.send"))
    expect(page.get_by_role("alert")).to_be_visible()
    expect(row(page, say("answers.reason"))).to_have_text("It takes too long")
    assert rows(server, "SELECT 1 FROM requests WHERE order_number = :it", it=order.number) == []


@pytest.mark.console_errors("ERR_INTERNET_DISCONNECTED")
def test_an_answer_given_without_a_connection_goes_on_when_it_is_back(page: Page, server: RunningApp):
    answer_up_to_the_condition(page, server)
    page.context.set_offline(True)
    lost = page.get_by_role("status").filter(has_text="No connection")
    expect(lost).to_be_visible()
    mark(page, "Unused")
    page.get_by_role("button", name="Continue").click()
    page.context.set_offline(False)
    expect_page(page, PHOTOS)
    expect(lost).to_have_count(0)


def test_a_connection_that_only_the_browser_has_lost_costs_no_answer(page: Page, server: RunningApp):
    """As when a phone changes networks: the server still holds the old socket when the new one comes."""
    sockets: list[WebSocketRoute] = []

    def relay(socket: WebSocketRoute) -> None:
        socket.connect_to_server()
        socket.on_close(lambda _code, _reason: None)  # the server is not told
        sockets.append(socket)

    page.route_web_socket("**/_event/**", relay)
    answer_up_to_the_condition(page, server)
    with page.expect_websocket():
        sockets[-1].close()
    go_back(page)
    expect_page(page, REASON)
    expect(page.get_by_role("radio", name="It was a gift")).to_be_checked()
    go_on(page)
    expect_page(page, CONDITION)


def test_using_another_order_forgets_this_one_in_every_wizard_and_tab(page: Page, server: RunningApp):
    answer_up_to_the_condition(page, server)
    second = page.context.new_page()
    second.goto("/wizards/missing-item")
    expect_page(second, "flows.missing-item.lines.title")
    press(page, "Use another order")
    expect_page(page, "identify.title")
    expect(page.get_by_label("Order number")).to_have_value("")
    second.reload()
    expect_page(second, "identify.title")


def test_who_has_not_named_an_order_is_asked_for_it_at_every_address(page: Page):
    for wizard in WIZARDS:
        page.goto(f"/wizards/{wizard}")
        expect_page(page, "identify.title")
        expect(page).to_have_title(re.compile(say(f"flows.{wizard}.title")))
