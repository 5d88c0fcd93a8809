from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.steps import expect_page, heading, open_live
from tests.running_app import running_app

ODD = (
    "<script>alert(1)</script>",
    "where is my order " * 28,
    "🎁💔",
    'title:"a" AND (b OR -c~2) [x TO y] \\ *',
    "איפה ההזמנה",
)


def search(page: Page, query: str) -> None:
    field = page.get_by_role("combobox")
    field.fill(query)
    field.press("Enter")


def test_a_search_from_the_start_page_finds_a_wizard_and_articles(page: Page):
    page.goto("/")
    search(page, "cancel my order")
    expect(page).to_have_url(re.compile(r"/search/?\?q=cancel\+my\+order$"))
    expect(page.get_by_role("combobox")).to_have_value("cancel my order")
    results = page.get_by_role("main").get_by_role("link")
    expect(results.filter(has_text="Can I cancel my order?").first).to_be_visible()
    page.get_by_role("link", name="Start Cancel an order").click()
    expect_page(page, "identify.title")


def test_when_nothing_is_found_there_are_wizards_and_a_person_to_write_to(page: Page):
    page.goto("/search?q=xqzvkw")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_contain_text("xqzvkw")
    expect(main.get_by_role("link").and_(main.locator("[href^='/wizards/']"))).to_have_count(4)
    expect(main.get_by_text("Not quite it?")).to_have_count(0)
    main.get_by_role("link", name="Talk to us").click()
    expect(page.get_by_role("link", name="support@thestudio.example")).to_be_visible()


def test_any_text_is_a_query(page: Page):
    page.goto("/search")
    for query in ODD:
        search(page, query)
        expect(page.get_by_role("main").get_by_role("status")).to_contain_text(query.strip()[:200])
        expect(heading(page)).to_have_text("Search")


def test_a_topic_stands_in_the_address_and_back_leads_out_of_it(page: Page):
    page.goto("/search?q=where+is+my+parcel")
    topics = page.get_by_role("navigation", name="Topics")
    expect(topics.get_by_role("link", name="All topics")).to_have_attribute("aria-current", "true")
    topics.get_by_role("link", name="Something is wrong").click()
    expect(page).to_have_url(re.compile(r"q=where\+is\+my\+parcel&category=problems$"))
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("in Something is wrong")
    expect(topics.get_by_role("link", name="Something is wrong")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.get_by_role("main").get_by_role("status")).not_to_contain_text("in Something is wrong")
    expect(topics.get_by_role("link", name="All topics")).to_have_attribute("aria-current", "true")


def test_a_shared_address_of_a_topic_shows_it(page: Page):
    page.goto("/search?q=where+is+my+parcel&category=problems")
    expect(page.get_by_role("main").get_by_role("status")).to_contain_text("in Something is wrong")
    expect(page.get_by_role("combobox")).to_have_value("where is my parcel")


def test_what_is_not_well_answered_shows_a_person_above_the_results(page: Page):
    page.goto("/search?q=zeppelin+parts")
    main = page.get_by_role("main")
    expect(main.get_by_text("Not quite it?")).to_be_visible()
    expect(main.get_by_role("list").get_by_role("link").first).to_be_visible()
    expect(main.get_by_role("heading", name="Perhaps one of these")).to_be_visible()


def test_what_no_page_answers_is_said_and_leads_to_a_person(page: Page):
    page.goto("/search?q=can+i+get+a+gift+card+for+a+colleague")
    main = page.get_by_role("main")
    expect(main.get_by_role("status")).to_have_text("We have no page about gift cards and discounts.")
    expect(main.get_by_role("link", name="Talk to us")).to_be_visible()
    expect(main.get_by_role("heading", name="This comes closest")).to_be_visible()
    expect(main.get_by_role("heading", name="Perhaps one of these")).to_have_count(0)


def test_the_words_in_common_are_marked_and_what_was_typed_is_text(page: Page):
    page.goto("/search?q=refund+%3Cimg+src=x+onerror=alert(1)%3E")
    main = page.get_by_role("main")
    expect(main.get_by_role("mark").filter(has_text="refund").first).to_be_visible()
    expect(main.get_by_role("status")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(main.locator("img")).to_have_count(0)


def test_a_search_is_counted_once_with_javascript_and_without_however_often_its_topics_are_looked_at(
    page: Page, open_page: OpenPage, frontend: Path, tmp_path: Path
):
    with running_app(frontend, tmp_path) as app:
        plain = open_page(java_script_enabled=False)
        plain.goto(f"{app.base_url}/")
        plain.get_by_role("searchbox").fill("gondola")
        plain.get_by_role("searchbox").press("Enter")
        expect(plain.get_by_role("main").get_by_role("status")).to_contain_text("gondola")
        open_live(page, f"{app.base_url}/search?q=order+12345+late+in+zanzibar")
        status = page.get_by_role("main").get_by_role("status")
        expect(status).to_contain_text("zanzibar")
        page.get_by_role("navigation", name="Topics").get_by_role("link", name="Delivery").click()
        expect(status).to_contain_text("in Delivery")
        page.go_back()
        expect(status).not_to_contain_text("in Delivery")
        for tab in (page, plain):
            tab.goto("about:blank")
    with sqlite3.connect(tmp_path / "helpcenter.db") as database:
        rows = database.execute("SELECT words, times FROM searches").fetchall()
    assert sorted(rows) == [("gondola", 1), ("order … late in zanzibar", 1)]
