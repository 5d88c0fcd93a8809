"""Where the keyboard and a screen reader are after a link within the site."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.steps import expect_page, heading, open_live, say


def test_a_page_that_is_loaded_whole_leaves_the_focus_at_its_top(page: Page):
    page.goto("/wizards/cancel-order")
    expect_page(page, "identify.title")
    expect(page.locator(":focus")).to_have_count(0)


def test_after_a_link_the_new_page_begins_at_its_heading_and_at_its_top(open_page: OpenPage):
    phone = open_page(viewport={"width": 390, "height": 500})
    open_live(phone, "/articles/missing-package")
    for to, title in (("Your request", "Where does my request stand?"), ("Contact", "Talk to us")):
        phone.get_by_role("contentinfo").get_by_role("link", name=to).click()
        expect(heading(phone)).to_have_text(title)
        expect(heading(phone)).to_be_focused()
        expect(heading(phone)).to_be_in_viewport()


def test_from_article_to_article_the_focus_is_at_the_new_heading(page: Page):
    open_live(page, "/articles/missing-package")
    related = page.locator("section").filter(has=page.get_by_role("heading", name="Related"))
    link = related.get_by_role("link").first
    title = link.inner_text().split("\n")[0]
    link.focus()
    page.keyboard.press("Enter")
    expect(heading(page)).to_have_text(title)
    expect(heading(page)).to_be_focused()


def test_whoever_goes_back_is_at_the_heading_of_the_page_before(page: Page):
    open_live(page, "/")
    page.get_by_role("main").get_by_role("link", name=say("flows.return-item.title")).click()
    expect_page(page, "identify.title")
    expect(heading(page)).to_be_focused()
    page.go_back()
    expect(heading(page)).to_have_text(re.compile("help"))
    expect(heading(page)).to_be_focused()


def test_results_after_results_leave_the_focus_in_the_search_field(page: Page):
    open_live(page, "/search?q=refund")
    field = page.get_by_role("combobox", name="Search the help center")
    field.fill("cancel")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="cancel")).to_be_visible()
    expect(heading(page)).not_to_be_focused()


def test_who_goes_to_search_can_type_at_once_and_sees_what_others_ask(page: Page):
    open_live(page, "/")
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page.get_by_role("main").get_by_role("heading", name="What others ask")).to_be_visible()
    expect(page.get_by_role("combobox", name="Search the help center")).to_be_focused()
    page.keyboard.type("refund")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="refund")).to_be_visible()
