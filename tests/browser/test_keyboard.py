from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.app_orders import ADA, an_order_just_placed
from tests.browser.steps import error_summary, expect_page, heading, say
from tests.running_app import RunningApp

_MOST_STOPS = 60
# A radio button shows its focus by the card around it.
_SHOWS_FOCUS = """element => [element, element.closest("label")].filter(Boolean).some(part => {
    const { outlineStyle, outlineWidth } = getComputedStyle(part);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2;
})"""


def tab_to(page: Page, target: Locator) -> None:
    """By the Tab key alone; on the way, every stop can be seen."""
    for _ in range(_MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(_SHOWS_FOCUS), (
            f"no focus to be seen on {focused.evaluate('e => e.outerHTML')}"
        )
        if target.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{target} is not reached by the Tab key")


def test_an_order_is_cancelled_without_a_mouse(page: Page, server: RunningApp):
    order = an_order_just_placed(server)
    page.goto("/")
    start = page.get_by_role("main").get_by_role("link", name=say("flows.cancel-order.title"))
    expect(start).to_be_visible()
    tab_to(page, start)
    page.keyboard.press("Enter")
    expect_page(page, "identify.title")

    tab_to(page, page.get_by_label("Order number"))
    page.keyboard.press("Enter")
    expect(error_summary(page)).to_be_focused()
    tab_to(page, error_summary(page).get_by_role("link").first)
    page.keyboard.press("Enter")
    expect(page.get_by_label("Order number")).to_be_focused()
    page.keyboard.type(order.number)
    tab_to(page, page.get_by_label("Email address"))
    page.keyboard.type(ADA)
    page.keyboard.press("Enter")

    expect_page(page, "flows.cancel-order.reason.title")
    expect(heading(page)).to_be_focused()
    tab_to(page, page.get_by_role("radio").first)
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio").nth(1)).to_be_checked()
    tab_to(page, page.get_by_role("button", name="Continue"))
    page.keyboard.press("Enter")

    expect_page(page, "flows.cancel-order.submit.title")
    expect(heading(page)).to_be_focused()
    tab_to(page, page.get_by_role("button", name=say("flows.cancel-order.send")))
    page.keyboard.press("Space")
    expect_page(page, "flows.cancel-order.done.title")
    expect(heading(page)).to_be_focused()


def test_the_first_stop_skips_to_the_content(page: Page):
    page.goto("/articles/cancel-my-order")
    expect(heading(page)).to_be_visible()
    tab_to(page, page.get_by_role("link", name="Skip to content"))
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = page.get_by_role("main").locator(":focus")
    expect(inside).to_have_count(1)


def test_what_is_focused_keeps_its_shape_and_its_ring_is_not_cut_off(page: Page):
    page.goto("/search")
    field = page.get_by_role("main").get_by_role("combobox")
    expect(field).to_be_visible()
    corners = "element => getComputedStyle(element).borderRadius"
    button = page.get_by_role("main").get_by_role("button", name="Search")
    round_before = button.evaluate(corners)
    tab_to(page, button)
    assert button.evaluate(corners) == round_before
    # A card cuts off what stands out of it.
    row = page.get_by_role("main").get_by_role("listitem").get_by_role("link").first
    tab_to(page, row)
    assert row.evaluate("element => getComputedStyle(element).outlineOffset") == "-3px"
