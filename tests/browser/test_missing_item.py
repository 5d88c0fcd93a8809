from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.app_orders import ADA, an_order_that_arrived, rows
from tests.browser.steps import (
    add_evidence,
    choose,
    enter,
    error_summary,
    expect_page,
    go_back,
    go_on,
    possible,
    press,
    reference_on,
    row,
    say,
    set_quantity,
)
from tests.running_app import RunningApp

DESCRIPTION = "Two of three were in there.\nThe paper was torn."


def describe(page: Page, text: str) -> None:
    page.get_by_role("textbox", name=say("flows.missing-item.description.title")).fill(text)
    go_on(page)


def test_a_missing_item_is_reported(page: Page, server: RunningApp):
    order = an_order_that_arrived(server)
    enter(page, "missing-item", order.number, ADA)
    expect_page(page, "flows.missing-item.lines.title")
    set_quantity(page, "Item 1", 1)
    go_on(page)
    choose(page, "Damaged")
    describe(page, DESCRIPTION)
    add_evidence(page)
    expect(page.get_by_role("radio", name="Money back: $32.00")).to_be_visible()
    choose(page, say("remedies.replacement.title"))
    expect_page(page, "flows.missing-item.submit.title")
    expect(row(page, say("answers.lines"))).to_have_text(say("receipt.line", quantity=1, title="Item 1"))
    expect(row(page, say("answers.description"))).to_have_text(DESCRIPTION)
    press(page, say("flows.missing-item.send"))
    expect_page(page, "flows.missing-item.done.title")
    written = rows(
        server,
        "SELECT r.reference, r.status, l.line_id, l.quantity FROM requests r"
        " JOIN request_lines l ON l.request_id = r.id WHERE r.order_number = :number",
        number=order.number,
    )
    assert written == [(reference_on(page), "submitted", "1", 1)]


def test_of_a_split_order_the_parcel_is_asked_for_first(page: Page):
    enter(page, "missing-item", "S-1006")
    expect_page(page, "flows.missing-item.parcel.title")
    expect(page.get_by_text("split")).to_be_visible()
    choose(page, "Parcel 1 of 2")
    expect(page.get_by_role("combobox", name="Picture frame, oak")).to_be_visible()
    necklace = page.get_by_role("listitem").filter(has_text="Name necklace")
    expect(necklace).to_contain_text("has not been delivered yet")
    expect(necklace.get_by_role("combobox")).to_have_count(0)


def test_a_parcel_still_on_its_way_is_explained_and_another_can_be_chosen(page: Page):
    enter(page, "missing-item", "S-1006")
    choose(page, "Parcel 2 of 2")
    expect_page(page, "flows.missing-item.refused_parcel.title")
    expect(page.get_by_text(say("reasons.report_missing_item.split_shipment"))).to_be_visible()
    go_back(page)
    expect(page.get_by_role("radio", name="Parcel 2 of 2")).to_be_checked()
    choose(page, "Parcel 1 of 2")
    expect_page(page, "flows.missing-item.lines.title")


def test_before_anything_has_arrived_nothing_can_be_missing(page: Page):
    enter(page, "missing-item", "S-1003")
    expect_page(page, "flows.missing-item.refused.title")
    expect(page.get_by_text(say("reasons.report_missing_item.not_delivered"))).to_be_visible()
    expect(possible(page, "resend_confirmation")).to_be_visible()


def test_what_is_wrong_is_said_on_top_and_at_the_field_and_what_was_typed_stays(
    page: Page, server: RunningApp
):
    enter(page, "missing-item", an_order_that_arrived(server).number, ADA)
    go_on(page)
    expect(error_summary(page)).to_contain_text(say("problems.nothing_chosen"))
    set_quantity(page, "Item 2", 1)
    go_on(page)
    expect_page(page, "flows.missing-item.parcel_state.title")
    go_on(page)
    expect(error_summary(page)).to_contain_text(say("problems.missing"))
    expect(error_summary(page)).to_be_focused()
    choose(page, "Damaged")
    go_on(page)
    expect(error_summary(page)).to_contain_text(say("problems.missing_words"))
    describe(page, "Gone")
    field = page.get_by_role("textbox")
    expect(error_summary(page)).to_be_focused()
    expect(field).to_have_value("Gone")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description(re.compile(say("problems.too_short")))
    error_summary(page).get_by_role("link", name=say("problems.too_short")).click()
    expect(field).to_be_focused()


def test_a_text_of_any_length_in_any_script_gets_a_clear_answer_and_stays(page: Page, server: RunningApp):
    enter(page, "missing-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 2", 1)
    go_on(page)
    choose(page, "Damaged")
    field = page.get_by_role("textbox")
    describe(page, "x" * 10_000)
    expect(error_summary(page)).to_contain_text(say("problems.too_long", length="10,000", longest="2,000"))
    expect(field).to_have_value("x" * 10_000)
    notice = page.get_by_role("alert").filter(has_text="more text than fits")
    for too_much in ("y" * 30_000, "z" * 100_000):
        field.fill(too_much)
        page.get_by_role("button", name="Continue").click()
        expect(notice).to_be_visible()
        expect(field).to_have_value(too_much)
    odd = "👩‍👩‍👧 לא הגיע <script>alert(1)</script> {{ cancellation.window }} {closes_at} & '\" \\ %s"
    describe(page, odd)
    add_evidence(page)
    choose(page, say("remedies.replacement.title"))
    expect(notice).to_have_count(0)
    expect(row(page, say("answers.description"))).to_have_text(odd)
