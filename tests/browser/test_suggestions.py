"""The search field as a combobox: by keyboard, finger and screen reader, and whatever the network does."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.inspection import assert_everybody_can_use
from tests.browser.steps import expect_page, heading, say

REFUND = "When will I get my refund?"


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Search the help center")


def suggestions(page: Page) -> Locator:
    return page.get_by_role("listbox", name="Suggestions")


def options(page: Page) -> Locator:
    return suggestions(page).get_by_role("option")


def expect_active(page: Page, option: Locator) -> None:
    """Where a screen reader is, while the focus stays in the field."""
    expect(field(page)).to_be_focused()
    expect(option).to_have_attribute("aria-selected", "true")
    expect(field(page)).to_have_attribute("aria-activedescendant", option.get_attribute("id") or "")


def expect_none_active(page: Page) -> None:
    expect(suggestions(page).locator("[aria-selected=true]")).to_have_count(0)
    expect(field(page)).not_to_have_attribute("aria-activedescendant", re.compile("."))


def typed(page: Page, text: str, address: str = "/") -> None:
    """Waits for the suggestions to the whole text: those to its beginnings go as they come."""
    page.goto(address)
    with page.expect_response(lambda answer: answer.request.post_data == text) as answered:
        field(page).press_sequentially(text)
    expect(options(page)).to_contain_text([option["title"] for option in answered.value.json()["options"]])
    expect(options(page).first).to_be_visible()


def test_arrows_go_round_the_suggestions_and_enter_opens_one(page: Page):
    typed(page, "refnud")
    expect(field(page)).to_have_attribute("aria-expanded", "true")
    expect_none_active(page)
    field(page).press("ArrowDown")
    expect_active(page, options(page).first)
    field(page).press("ArrowUp")
    expect_active(page, options(page).last)
    field(page).press("ArrowDown")
    expect_active(page, options(page).first)
    title = options(page).first.inner_text()
    field(page).press("Enter")
    expect(heading(page)).to_have_text(title)


def test_enter_without_a_choice_searches(page: Page):
    typed(page, "refund")
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/search/?\?q=refund$"))


def test_home_and_end_go_back_to_the_text(page: Page):
    typed(page, "refund")
    for key, position in (("Home", 0), ("End", 6)):
        field(page).press("ArrowDown")
        field(page).press(key)
        expect_none_active(page)
        expect(suggestions(page)).to_be_visible()
        assert field(page).evaluate("field => field.selectionStart") == position


def test_escape_closes_first_and_empties_then(page: Page):
    typed(page, "refund")
    field(page).press("Escape")
    expect(suggestions(page)).to_be_hidden()
    expect(field(page)).to_have_attribute("aria-expanded", "false")
    expect(field(page)).to_have_value("refund")
    field(page).press("ArrowDown")
    expect(suggestions(page)).to_be_visible()
    field(page).press("Escape")
    field(page).press("Escape")
    expect(field(page)).to_have_value("")


def test_tab_leaves_and_closes(page: Page):
    typed(page, "refund")
    field(page).press("Tab")
    expect(page.get_by_role("button", name="Search")).to_be_focused()
    expect(suggestions(page)).to_be_hidden()


def test_a_click_beside_it_closes(page: Page):
    typed(page, "refund")
    page.mouse.click(5, 5)
    expect(suggestions(page)).to_be_hidden()


def test_a_wizard_says_start_and_starts(page: Page):
    typed(page, "cancel an ord")
    options(page).filter(has_text=f"Start {say('flows.cancel-order.title')}").click()
    expect_page(page, "identify.title")


def test_the_number_of_suggestions_is_read_out(page: Page):
    typed(page, "refund")
    count = options(page).count()
    announcement = page.get_by_role("search").locator("[aria-live=polite]")
    expect(announcement).to_have_text(say("search.suggestions.other", count=count))
    field(page).fill("xqzvkw")
    expect(suggestions(page)).to_be_hidden()
    expect(announcement).to_have_text(say("search.suggestions.zero"))


def test_a_late_answer_to_older_words_is_not_shown(page: Page):
    page.goto("/")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if route.request.post_data == "c":
            held.append(route)
        else:
            route.continue_()

    page.route("**/suggestions", hold_the_first)
    field(page).press_sequentially("c")
    expect(field(page)).to_have_value("c")
    field(page).fill("when will i get my refund")
    expect(options(page).first).to_have_text(REFUND)
    assert len(held) == 1
    held[0].fulfill(json={"said": "", "options": [{"title": "Too late", "href": "/", "badge": ""}]})
    field(page).press("ArrowDown")
    expect_active(page, options(page).first)
    expect(options(page).first).to_have_text(REFUND)


@pytest.mark.console_errors(r"429 \(Too Many Requests\) \(.*/suggestions\)")
@pytest.mark.parametrize(("status", "body"), [(200, "<html>"), (429, "")], ids=["broken", "too fast"])
def test_when_suggestions_fail_the_form_still_searches(page: Page, status: int, body: str):
    page.goto("/")
    page.route("**/suggestions", lambda route: route.fulfill(status=status, body=body))
    field(page).press_sequentially("refund")
    expect(suggestions(page)).to_be_hidden()
    field(page).press("Enter")
    expect(page).to_have_url(re.compile(r"/search/?\?q=refund$"))


def test_titles_are_text_and_never_markup(page: Page):
    page.goto("/")
    answer = {"said": "", "options": [{"title": "<img src=x onerror=alert(1)>", "href": "/", "badge": ""}]}
    page.route("**/suggestions", lambda route: route.fulfill(json=answer))
    field(page).press_sequentially("x")
    expect(options(page)).to_have_text(["<img src=x onerror=alert(1)>"])


@pytest.mark.console_errors("status of 404")
@pytest.mark.parametrize("address", ["/search?q=cancel", "/articles/no-such-article"])
def test_suggestions_are_wherever_the_field_is(page: Page, address: str):
    page.goto(address)
    expect(heading(page)).to_be_visible()
    field(page).fill("refund")
    expect(options(page).first).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_the_smallest_phone_each_suggestion_is_large_enough_for_a_thumb(open_page: OpenPage, scheme: str):
    page = open_page(viewport={"width": 320, "height": 640}, has_touch=True, color_scheme=scheme)
    typed(page, "refund")
    boxes = options(page).evaluate_all("options => options.map(option => option.getBoundingClientRect())")
    assert boxes
    assert all(box["height"] >= 44 and box["left"] >= 0 and box["right"] <= 320 for box in boxes)
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    assert_everybody_can_use(page, f"suggestions on a phone, {scheme}")
    title = options(page).first.inner_text()
    options(page).first.tap()
    expect(heading(page)).to_have_text(title)


@pytest.mark.parametrize("reach", [lambda page: page.go_back(), lambda page: page.reload()])
def test_coming_back_finds_no_open_list(page: Page, reach: Callable[[Page], object]):
    typed(page, "refund")
    options(page).first.click()
    expect(heading(page)).not_to_have_text(say("search.start"))
    reach(page)
    expect(page.get_by_role("listbox")).to_have_count(0)


def test_without_javascript_it_is_a_plain_search_field(open_page: OpenPage):
    page = open_page(java_script_enabled=False)
    page.goto("/")
    plain = page.get_by_role("searchbox", name="Search the help center")
    plain.fill("refund")
    plain.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/?\?q=refund$"))
