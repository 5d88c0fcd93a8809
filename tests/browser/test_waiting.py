"""What a page says while something is under way, or the network is gone."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect

from tests.browser.steps import LIVE, heading, open_live, say

ARTICLE = "/articles/missing-package"
BAR = ".waiting-bar"


class Line:
    """Between a page and its server: while it is cut, what the server says waits."""

    def __init__(self, page: Page) -> None:
        self.is_cut = False
        self._held: list[Callable[[], None]] = []
        page.route_web_socket(re.compile("/_event"), self._connect)

    def mend(self) -> None:
        self.is_cut = False
        for send in self._held:
            send()
        self._held.clear()

    def _connect(self, socket: WebSocketRoute) -> None:
        def on_message(message: str | bytes) -> None:
            if self.is_cut:
                self._held.append(partial(socket.send, message))
            else:
                socket.send(message)

        socket.connect_to_server().on_message(on_message)


@pytest.fixture
def line(page: Page) -> Line:
    return Line(page)


def gone(page: Page) -> Locator:
    return page.get_by_text("No connection right now")


@pytest.mark.console_errors("ERR_INTERNET_DISCONNECTED")
def test_a_lost_network_is_said_and_taken_back(page: Page):
    page.goto("/articles/missing-package")
    expect(gone(page)).to_be_hidden()
    page.context.set_offline(True)
    expect(gone(page)).to_be_visible()
    page.context.set_offline(False)
    expect(gone(page)).to_be_hidden()


def test_while_an_answer_is_on_its_way_the_page_says_so(page: Page, line: Line):
    page.goto("/wizards/cancel-order")
    page.get_by_label("Order number").fill("S-1")
    page.get_by_label("Email address").fill("nobody@example.com")
    expect(page.locator(BAR)).to_be_hidden()
    line.is_cut = True
    page.get_by_role("button", name="Continue").click()
    expect(page.locator(BAR)).to_be_visible()
    expect(page.get_by_text("This takes longer than usual")).to_be_visible()


def test_an_answer_ends_the_waiting(page: Page):
    page.goto("/wizards/cancel-order")
    page.get_by_label("Order number").fill("S-1")
    page.get_by_label("Email address").fill("nobody@example.com")
    for _time in range(2):  # the second time, nothing on the page changes
        page.get_by_role("button", name="Continue").click()
        expect(page.get_by_role("alert").get_by_role("link")).to_have_text([say("problems.not_found")])
        expect(page.locator("html")).not_to_have_attribute("data-waiting", re.compile(""))


def test_when_nothing_comes_the_page_says_what_to_do_until_something_does(page: Page, line: Line):
    page.clock.install()
    open_live(page, "/wizards/cancel-order")
    page.get_by_label("Order number").fill("S-1")
    page.get_by_label("Email address").fill("nobody@example.com")
    line.is_cut = True
    page.get_by_role("button", name="Continue").click()
    page.clock.fast_forward(5_000)
    expect(page.get_by_text("This takes longer than usual")).to_be_visible()
    page.clock.fast_forward(16_000)
    unanswered = page.get_by_role("status").filter(has_text="Still no answer")
    expect(unanswered).to_be_visible()
    expect(page.locator(BAR)).to_be_hidden()
    expect(page.get_by_text("This takes longer than usual")).to_be_hidden()
    page.get_by_label("Order number").focus()
    expect(unanswered).to_be_visible()
    line.mend()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([say("problems.not_found")])
    expect(unanswered).to_be_hidden()


def related(page: Page) -> Locator:
    section = page.locator("section").filter(has=page.get_by_role("heading", name="Related"))
    return section.get_by_role("link").first


@pytest.mark.console_errors("ERR_FAILED")
def test_a_script_that_the_network_went_away_over_is_fetched_when_it_is_back(page: Page):
    page.route("**/wizard-steps.js", lambda route: route.abort(), times=1)
    with page.expect_event("requestfailed", lambda request: request.url.endswith("/wizard-steps.js")):
        page.goto(ARTICLE)
    page.wait_for_function(
        "() => { dispatchEvent(new Event('online')); return customElements.get('wizard-steps') }"
    )


def test_until_the_next_article_is_there_the_last_one_steps_back(page: Page, line: Line):
    open_live(page, ARTICLE)
    title = heading(page).inner_text()
    line.is_cut = True
    related(page).click()
    expect(page.locator("html")).to_have_attribute("data-waiting", "page")
    expect(heading(page)).to_have_text(title)
    line.mend()
    expect(heading(page)).not_to_have_text(title)
    expect(page.locator(BAR)).to_be_hidden()


def test_a_link_leads_on_before_the_page_is_live(page: Page, line: Line):
    line.is_cut = True
    page.goto(ARTICLE)
    title = related(page).locator("xpath=.").inner_text().split("\n")[0]
    related(page).click()
    expect(heading(page)).to_have_text(title)
    expect(page.locator(LIVE)).to_have_count(0)


def test_a_vote_before_the_page_is_live_is_counted_once_it_is(page: Page, line: Line):
    line.is_cut = True
    page.goto(ARTICLE)
    page.get_by_role("button", name="Yes").click()
    expect(page.locator(BAR)).to_be_visible()
    line.mend()
    expect(page.get_by_text("Thank you. Good to know.")).to_be_visible()


def test_a_form_before_the_page_is_live_is_sent_once_it_is(page: Page, line: Line):
    line.is_cut = True
    page.goto("/requests")
    page.get_by_label("Reference").fill("R-7K4M-2XQP")
    page.get_by_label("Email address").fill("nobody@example.com")
    page.get_by_role("button", name="Show my request").click()
    expect(page.locator(BAR)).to_be_visible()
    line.mend()
    expect(page.get_by_role("alert").get_by_role("link")).to_have_text([say("problems.request_not_found")])
    expect(page.get_by_label("Reference")).to_have_value("R-7K4M-2XQP")


def test_an_email_address_that_was_typed_before_the_page_is_live_stays(page: Page, line: Line):
    line.is_cut = True
    page.goto("/requests/R-7K4M-2XQP")
    page.get_by_label("Email address").fill("nobody@example.com")
    line.mend()
    expect(page.get_by_label("Reference")).to_have_value("R-7K4M-2XQP")
    expect(page.get_by_label("Email address")).to_have_value("nobody@example.com")
