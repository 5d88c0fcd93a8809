"""What visitors do, each step by its name, and the words that they read at the end of it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from helpcenter.orders.order import Order
from helpcenter.services.demo import DEMO_EMAIL
from helpcenter.wording import load_wording
from tests.builders import REPOSITORY
from tests.files import PDF, a_picture

LIVE = "[data-live=true]"
SECONDS_UNTIL_AN_EDIT_SHOWS = 120
REFERENCE = re.compile(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}")

_WORDING = load_wording("en", REPOSITORY / "content", facts=())


def say(key: str, **values: object) -> str:
    """The sentence that the shop has for it. What quotes the policy is not said: ask for what does not."""
    return _WORDING.say(key, None, **values)


def open_live(page: Page, address: str) -> None:
    """Until then, a link loads the next page whole."""
    page.goto(address)
    expect(page.locator(LIVE)).to_be_visible()


def reload_until(page: Page, is_so: Callable[[], bool]) -> None:
    """For what an editor has saved: it shows within a second or two, on a busy machine later."""
    give_up_at = time.monotonic() + SECONDS_UNTIL_AN_EDIT_SHOWS
    while not is_so():
        assert time.monotonic() < give_up_at, f"after {SECONDS_UNTIL_AN_EDIT_SHOWS} s it is as it was"
        page.reload()


def enter(page: Page, wizard: str, number: str, email: str = DEMO_EMAIL) -> None:
    """Into the wizard, up to the first page about that order."""
    page.goto(f"/wizards/{wizard}")
    identify(page, number, email)
    expect(heading(page)).not_to_have_text(say("identify.title"))


def identify(page: Page, number: str, email: str) -> None:
    page.get_by_label("Order number").fill(number)
    page.get_by_label("Email address").fill(email)
    go_on(page)


def choose(page: Page, answer: str) -> None:
    """`answer` is how its name begins, or all of it."""
    mark(page, answer)
    go_on(page)


def mark(page: Page, answer: str) -> None:
    page.get_by_role("radio", name=re.compile(f"^{re.escape(answer)}")).check()


def set_quantity(page: Page, line: str, count: int) -> None:
    page.get_by_role("combobox", name=line).select_option(str(count))


def go_on(page: Page) -> None:
    press(page, "Continue")


def go_back(page: Page) -> None:
    press(page, "Back")


def change(page: Page, answer: str) -> None:
    """`answer` is the key of its label on the page to check: "lines"."""
    press(page, f"Change {say(f'answers.{answer}')}")


def press(page: Page, name: str) -> None:
    """Returns once the wizard has answered: the focus, which the click took away, is where one goes on.

    Whoever presses again before that asks the page that is just leaving.
    """
    page.get_by_role("button", name=name, exact=True).click()
    expect(page.locator(":is(#page-heading, #error-summary):focus")).to_have_count(1)


def add_files(page: Page, kind: str, *contents: bytes) -> None:
    """`kind` is "photos" or "parcel_declaration". Their names say nothing; returns once all are there."""
    page.get_by_label(say(f"evidence.{kind}.choose")).set_input_files(
        [
            {"name": f"IMG_{number}.jpg", "mimeType": "", "buffer": content}
            for number, content in enumerate(contents)
        ]
    )
    last = say(f"evidence.{kind}.name", number=len(contents))
    expect(page.get_by_role("button", name=f"Remove {last}")).to_be_visible()


def add_evidence(page: Page) -> None:
    """What a missing item needs: one photo, and the declaration."""
    add_files(page, "photos", a_picture())
    go_on(page)
    add_files(page, "parcel_declaration", PDF)
    go_on(page)


def look_up(page: Page, reference: str, email: str) -> None:
    page.get_by_label("Reference").fill(reference)
    page.get_by_label("Email address").fill(email)
    page.get_by_role("button", name="Show my request").click()


def cancel(page: Page, order: Order) -> str:
    """All the way; returns the reference."""
    enter(page, "cancel-order", order.number, order.email)
    choose(page, say("flows.cancel-order.reason.skip"))
    press(page, say("flows.cancel-order.send"))
    expect_page(page, "flows.cancel-order.done.title")
    return reference_on(page)


# What they see


def heading(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def expect_page(page: Page, key: str) -> None:
    """The page whose title stands under that key of the wording."""
    expect(heading(page)).to_have_text(say(key))


def error_summary(page: Page) -> Locator:
    return page.get_by_role("alert").filter(has_text="There is a problem")


def row(page: Page, label: str) -> Locator:
    """What stands behind that label in a receipt, or among the answers to check."""
    term = page.get_by_role("term").filter(has_text=re.compile(f"^{re.escape(label)}$"))
    return page.locator("dl > div").filter(has=term).get_by_role("definition").first


def possible(page: Page, action: str) -> Locator:
    """The link under "What you can do now" to an action."""
    return page.get_by_role("link", name=say(f"actions.{action}.title"))


def reference_on(page: Page) -> str:
    shown = page.get_by_text(REFERENCE).first
    expect(shown).to_be_visible()
    found = REFERENCE.search(shown.inner_text())
    assert found
    return found[0]


def ask_for_express_to_a_box(page: Page, order: str) -> None:
    """Which no carrier takes there: the wizard says no, and what is left of the change."""
    enter(page, "change-shipping", order)
    choose(page, "Both")
    page.get_by_label("Street").fill("P.O. Box 7")
    go_on(page)
    choose(page, "Express")
    expect_page(page, "flows.change-shipping.refused_request.title")
