from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.app_orders import rows
from tests.browser.steps import expect_page, heading
from tests.running_app import RunningApp

ARTICLE = "/articles/cancel-my-order"


def test_an_article_says_where_it_stands_what_is_in_it_and_how_old_it_is(page: Page):
    page.goto(ARTICLE)
    expect(heading(page)).to_have_text("Can I cancel my order?")
    expect(page).to_have_title(re.compile("Can I cancel my order"))
    expect(page.get_by_role("article").get_by_text("within 2 hours of placing it")).to_be_visible()
    expect(page.get_by_role("time")).to_have_attribute("datetime", re.compile(r"^\d{4}-\d\d-\d\d$"))
    related = page.locator("section").filter(has=page.get_by_role("heading", name="Related"))
    expect(related.get_by_role("link", name="When will I get my refund?")).to_be_visible()
    contents = page.get_by_role("navigation", name="On this page").locator("visible=true")
    contents.get_by_role("link", name="Why the time is short").click()
    expect(page).to_have_url(re.compile("#why-the-time-is-short$"))
    expect(page.get_by_role("heading", name="Why the time is short")).to_be_in_viewport()
    page.get_by_role("navigation", name="You are here").get_by_role("link", name="Orders").click()
    expect(heading(page)).to_have_text("Orders")
    expect(page.get_by_role("link", name="Can I cancel my order?")).to_be_visible()


def test_start_leads_from_an_article_to_its_wizard(page: Page):
    page.goto(ARTICLE)
    page.get_by_role("link", name="Start: Cancel an order").click()
    expect(page).to_have_url(re.compile("/wizards/cancel-order(#|$)"))
    expect_page(page, "identify.title")


def test_a_link_in_the_text_leads_on(page: Page):
    page.goto(ARTICLE)
    page.get_by_role("table").get_by_role("link", name="Change the items").click()
    expect(heading(page)).to_have_text("Can I change my order?")


def test_a_vote_is_kept_and_the_next_one_takes_its_place(page: Page, server: RunningApp):
    page.goto(ARTICLE)
    for answer, helpful in (("Yes", 1), ("No", 0)):
        button = page.get_by_role("button", name=answer, exact=True)
        button.click()
        expect(button).to_have_attribute("aria-pressed", "true")
        expect(page.get_by_role("button", pressed=True)).to_have_count(1)
        assert rows(server, "SELECT helpful FROM article_votes WHERE slug = 'cancel-my-order'") == [
            (helpful,)
        ]
    expect(page.get_by_role("status").filter(has_text="Thank you")).to_be_visible()
