"""axe finds nothing on any page, by any rule that it has by default: on phone and desktop, light and dark.

The steps of the wizards are looked at on the way through them, in test_every_wizard.py; those with a problem
are looked at here.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from helpcenter.services.demo import DEMO_EMAIL
from tests.app_orders import ADA, an_order_just_placed
from tests.browser.inspection import assert_everybody_can_use
from tests.browser.steps import (
    add_files,
    ask_for_express_to_a_box,
    cancel,
    choose,
    enter,
    error_summary,
    expect_page,
    go_back,
    go_on,
    heading,
    identify,
    look_up,
    press,
    reference_on,
    say,
    set_quantity,
)
from tests.files import a_picture
from tests.running_app import RunningApp

PAGES = {
    "the start page": "/",
    "a category": "/categories/orders",
    "an article with a table": "/articles/cancel-my-order",
    "results of a search": "/search?q=cancel",
    "results of one topic": "/search?q=cancel&category=orders",
    "a search that finds nothing": "/search?q=xqzvkw",
    "contact": "/contact",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_everybody_can_use(page: Page, address: str):
    page.goto(address)
    expect(page.get_by_role("main").get_by_role("link").first).to_be_visible()
    assert_everybody_can_use(page, address)


@pytest.mark.console_errors("status of 404")
def test_everybody_can_use_the_page_that_is_not_there(page: Page):
    page.goto("/articles/no-such-article")
    expect(heading(page)).to_be_visible()
    assert_everybody_can_use(page, "not found")


def test_everybody_can_use_suggestions(page: Page):
    page.goto("/")
    expect(page.get_by_role("link", name=say("flows.cancel-order.title"))).to_be_visible()
    page.get_by_role("combobox").press_sequentially("refund")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    assert_everybody_can_use(page, "suggestions")


@pytest.mark.parametrize("number", ["S-1004", "S-1006"])
def test_everybody_can_use_the_status_of(page: Page, number: str):
    enter(page, "find-my-order", number)
    assert_everybody_can_use(page, number)


def test_everybody_can_cancel_an_order_and_see_where_it_stands(page: Page, server: RunningApp):
    order = an_order_just_placed(server)
    page.goto("/wizards/cancel-order")
    expect_page(page, "identify.title")
    assert_everybody_can_use(page, "identify")
    go_on(page)
    expect(error_summary(page)).to_be_visible()
    assert_everybody_can_use(page, "identify, with problems")
    reference = cancel(page, order)
    assert_everybody_can_use(page, "done")
    press(page, "Use another order")
    identify(page, order.number, ADA)
    expect_page(page, "refused.already_cancelled")
    page.get_by_text("The rule behind this").click()
    assert_everybody_can_use(page, "refused")
    page.goto(f"/requests/{reference}")
    look_up(page, reference, ADA)  # "Use another order" has closed it for this browser
    expect(heading(page)).to_have_text(say("actions.cancel_order.title"))
    assert_everybody_can_use(page, "a request")
    page.get_by_role("button", name="Look up another request").click()
    expect(page.get_by_label("Reference")).to_have_value("")
    assert_everybody_can_use(page, "look up a request")


def test_everybody_can_report_a_missing_item(page: Page):
    enter(page, "missing-item", "S-1006")
    assert_everybody_can_use(page, "parcel")
    choose(page, "Parcel 2 of 2")
    expect_page(page, "flows.missing-item.refused_parcel.title")
    assert_everybody_can_use(page, "refused parcel")
    go_back(page)
    choose(page, "Parcel 1 of 2")
    expect_page(page, "flows.missing-item.lines.title")
    go_on(page)
    expect(error_summary(page)).to_be_visible()
    assert_everybody_can_use(page, "lines, with a problem and one that cannot be chosen")
    set_quantity(page, "Picture frame", 3)
    go_on(page)
    choose(page, "Damaged")
    page.get_by_role("textbox").fill("Gone")
    go_on(page)
    expect(error_summary(page)).to_be_visible()
    assert_everybody_can_use(page, "description, with a problem")
    page.get_by_role("textbox").fill("Gone without a trace")
    go_on(page)
    expect_page(page, "flows.missing-item.photos.title")
    add_files(page, "photos", a_picture())
    page.get_by_label(say("evidence.photos.choose")).set_input_files(
        [{"name": "too_large.jpg", "mimeType": "", "buffer": bytes(10 * 1024 * 1024 + 1)}]
    )
    assert_everybody_can_use(page, "photos, with one that is too large")


def test_everybody_can_enter_another_address(page: Page):
    enter(page, "change-shipping", "S-1001")
    choose(page, "Both")
    expect_page(page, "flows.change-shipping.address.title")
    page.get_by_label("City").fill("")
    go_on(page)
    expect(error_summary(page)).to_be_focused()
    assert_everybody_can_use(page, "address, with a problem")


def test_everybody_can_go_on_from_a_refusal_and_read_it_again(page: Page):
    ask_for_express_to_a_box(page, "S-1002")
    assert_everybody_can_use(page, "refused, with what is left of the change")
    reference = reference_on(page)
    page.goto("/requests")
    look_up(page, reference, DEMO_EMAIL)
    expect_page(page, "flows.change-shipping.title")
    assert_everybody_can_use(page, "the refusal, read again")
