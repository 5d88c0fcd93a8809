"""Pages are there before any script has run, and stay as they are when React hydrates them."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import OpenPage
from tests.browser.inspection import assert_everybody_can_use
from tests.browser.steps import expect_page, heading, open_live, reload_until, say
from tests.builders import REPOSITORY
from tests.example_stores import OFFERED
from tests.running_app import RunningApp, running_app

ARTICLE = "/articles/cancel-my-order"
PAGES = ["/", "/categories/orders", ARTICLE, "/search?q=refund", "/search?q=xqzvkw", "/contact", "/requests"]
# Marks each element as it came, and notes what moves and what is written anew.
WATCH = """
window.shifts = [];
new PerformanceObserver(list => {
    for (const shift of list.getEntries())
        shifts.push([shift.value, ...shift.sources.map(
            ({ node, previousRect: { x, y }, currentRect: to }) =>
                `${node?.nodeName} ${node?.textContent?.slice(0, 40)} ${x},${y} -> ${to.x},${to.y}`)]);
}).observe({ type: "layout-shift", buffered: true });
document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return;
    window.asItCame = document.querySelector("body > div").outerHTML;
    for (const element of document.querySelectorAll("body > div, body > div *"))
        element.cameWithThePage = true;
});
"""
WHAT_CHANGED = """() => ({
    shifts,
    anew: [...document.querySelectorAll("body > div:first-child, body > div:first-child *")]
        .filter(element => !element.cameWithThePage && !element.closest(".suggestions, [aria-live]")).length,
    before: asItCame,
    after: document.querySelector("body > div").outerHTML,
})"""


@pytest.fixture
def reader(open_page: OpenPage) -> Page:
    """Somebody whose browser runs no scripts."""
    return open_page(java_script_enabled=False)


@pytest.mark.parametrize("address", PAGES)
def test_nothing_moves_and_nothing_is_written_anew_when_a_page_comes_alive(page: Page, address: str):
    page.add_init_script(WATCH)
    open_live(page, address)
    expect(heading(page)).to_have_count(1)
    changed = page.evaluate(WHAT_CHANGED)
    assert changed["shifts"] == []
    assert changed["anew"] == 0
    assert _without_what_comes_alive(changed["after"]) == _without_what_comes_alive(changed["before"])


def _without_what_comes_alive(html: str) -> str:
    """The mark of a live page, and the combobox that suggestions make of the search field."""
    html = re.sub(
        r' (role="combobox"|aria-(autocomplete|controls|expanded)="[^"]*"|data-live="\w+")', "", html
    )
    return re.sub(r'<div id="suggestions-.*?</div><div class="sr-only" aria-live="polite"></div>', "", html)


def test_without_scripts_one_can_browse_from_the_start_to_an_answer(reader: Page):
    reader.goto("/")
    expect(heading(reader)).to_have_text("How can we help?")
    reader.get_by_role("main").get_by_role("link", name=re.compile("^Orders")).click()
    expect(heading(reader)).to_have_text("Orders")
    reader.get_by_role("link", name="Can I cancel my order?").click()
    expect(heading(reader)).to_have_text("Can I cancel my order?")
    expect(reader.get_by_role("article").get_by_text("within 2 hours of placing it")).to_be_visible()
    reader.get_by_role("navigation", name="You are here").get_by_role("link", name="Help").click()
    expect(reader).to_have_url(re.compile(r"/$"))


def test_without_scripts_one_can_search(reader: Page):
    reader.goto("/")
    reader.get_by_role("searchbox").fill("when do I get my <refund>?")
    reader.get_by_role("button", name="Search").click()
    expect(reader).to_have_url(re.compile(r"/search\?q="))
    expect(reader.get_by_role("searchbox")).to_have_value("when do I get my <refund>?")
    reader.get_by_role("main").get_by_role("link", name="When will I get my refund?").click()
    expect(heading(reader)).to_have_text("When will I get my refund?")


@pytest.mark.parametrize("address", ["/wizards/cancel-order", "/requests"])
def test_what_needs_scripts_says_so_and_names_a_person(reader: Page, address: str):
    reader.goto(address)
    main = reader.get_by_role("main")
    # Not by role: Playwright takes all in a `noscript` for hidden, even where it shows.
    words = main.locator("noscript p")
    expect(words.first).to_contain_text("This page needs JavaScript")
    expect(words.locator("a[href='mailto:support@thestudio.example']")).to_be_visible()
    expect(main.get_by_role("textbox")).to_have_count(0)
    expect(main.get_by_text("One moment")).to_be_hidden()


def test_nobody_with_scripts_is_told_to_switch_them_on(page: Page):
    page.goto("/wizards/cancel-order")
    expect_page(page, "identify.title")
    expect(page.locator("noscript")).to_have_count(0)


@pytest.mark.parametrize("address", [*PAGES, "/wizards/cancel-order", "/articles/none"])
@pytest.mark.console_errors("status of 404|ERR_FAILED")
def test_everybody_can_use_a_page_that_is_not_alive_yet(page: Page, address: str):
    page.route(re.compile(r"\.js$"), lambda route: route.abort())
    page.goto(address)
    assert_everybody_can_use(page, f"{address}, before it is alive")


def test_what_was_typed_before_the_page_was_alive_is_kept(page: Page):
    held: list[Route] = []
    is_held = True

    def hold(route: Route) -> None:
        if is_held:
            held.append(route)
        else:  # the browser comes upon some of them later
            route.continue_()

    page.route(re.compile(r"/assets/.*\.js$"), hold)
    page.goto("/", wait_until="commit")
    field = page.locator("#search-field")
    field.press_sequentially("refu")
    is_held = False
    for route in held:
        route.continue_()
    field.press_sequentially("nd")
    expect(page.get_by_role("listbox", name="Suggestions")).to_be_visible()
    expect(field).to_have_value("refund")
    expect(field).to_be_focused()


def test_the_page_before_does_not_shine_through(page: Page):
    """The server remembers what a tab showed last; a link in a text loads the next page from the start."""
    open_live(page, "/articles/track-my-order")
    page.add_init_script(
        """window.headings = new Set();
        new MutationObserver(() => {
            const heading = document.querySelector("h1");
            if (heading) headings.add(heading.textContent);
        }).observe(document, { subtree: true, childList: true, characterData: true });"""
    )
    open_live(page, ARTICLE)
    expect(heading(page)).to_have_text("Can I cancel my order?")
    assert page.evaluate("[...headings]") == ["Can I cancel my order?"]


@pytest.mark.parametrize("store", OFFERED)
def test_every_store_can_be_read_without_scripts(
    frontend: Path, tmp_path: Path, open_page: OpenPage, store: str
):
    folder = REPOSITORY / "examples" / "stores" / store
    with running_app(frontend, tmp_path, store=str(folder)) as app:
        reader = open_page(java_script_enabled=False, base_url=app.base_url)
        reader.goto("/")
        first = (
            reader.get_by_role("heading", name="What others ask")
            .locator("xpath=..")
            .get_by_role("link")
            .first
        )
        title = first.inner_text()
        first.click()
        expect(heading(reader)).to_have_text(title)
        reader.goto("/contact")
        expect(reader.get_by_role("link", name=re.compile("@"))).to_be_visible()


@pytest.fixture
def edited(frontend: Path, tmp_path: Path) -> Iterator[RunningApp]:
    store = shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    with running_app(frontend, tmp_path, store=str(store)) as app:
        yield app


def test_an_edit_shows_in_the_first_response_as_text(edited: RunningApp, open_page: OpenPage):
    file = edited.settings.store / "faq/cancel-my-order.md"
    reader = open_page(java_script_enabled=False, base_url=edited.base_url)
    reader.goto(ARTICLE)
    expect(heading(reader)).to_have_text("Can I cancel my order?")
    evil = """</title><script>alert("x")</script> & more"""
    text = file.read_text("utf-8").replace("title: Can I cancel my order?", f"title: '{evil}'")
    file.write_text(text, "utf-8")
    reload_until(reader, lambda: heading(reader).inner_text() == evil)
    assert reader.title().startswith(evil)
    expect(reader.locator("main script")).to_have_count(0)
    assert say("flows.cancel-order.title") in reader.get_by_role("main").inner_text()
