from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.steps import expect_page, heading, say

ODD = (
    "<script>alert(1)</script>",
    "where is my order " * 28,
    "🎁💔",
    'title:"a" AND (b OR -c~2) [x TO y] \\ *',
    "איפה ההזמנה",
)


def search(page: Page, query: str) -> None:
    field = page.get_by_role("searchbox")
    field.fill(query)
    field.press("Enter")


def test_a_search_from_the_start_page_finds_a_wizard_and_articles(page: Page):
    page.goto("/")
    search(page, "cancel my order")
    expect(page).to_have_url(re.compile(r"/search/?\?q=cancel\+my\+order$"))
    expect(page.get_by_role("searchbox")).to_have_value("cancel my order")
    results = page.get_by_role("main").get_by_role("link")
    expect(results.filter(has_text="Can I cancel my order?").first).to_be_visible()
    page.get_by_role("link", name="Start Cancel an order").click()
    expect_page(page, "identify.title")


def test_suggestions_while_typing_lead_to_the_page(page: Page):
    page.goto("/")
    expect(page.get_by_role("link", name=say("flows.cancel-order.title"))).to_be_visible()
    page.get_by_role("searchbox").press_sequentially("refnud")
    suggestions = page.get_by_role("list", name="Suggestions")
    suggestions.get_by_role("link", name="When will I get my refund?").click()
    expect(heading(page)).to_have_text("When will I get my refund?")
    expect(suggestions).to_have_count(0)


def test_when_nothing_is_found_there_are_wizards_and_a_person_to_write_to(page: Page):
    page.goto("/search?q=xqzvkw")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("xqzvkw")
    for wizard in ("find-my-order", "cancel-order", "missing-item", "return-item"):
        expect(main.get_by_role("link", name=say(f"flows.{wizard}.title"))).to_be_visible()
    main.get_by_role("link", name="Talk to us").click()
    expect(page.get_by_role("link", name="support@thestudio.example")).to_be_visible()


def test_any_text_is_a_query(page: Page):
    page.goto("/search")
    for query in ODD:
        search(page, query)
        expect(page.get_by_role("main").get_by_role("status")).to_contain_text(query.strip()[:200])
        expect(heading(page)).to_have_text("Search")
