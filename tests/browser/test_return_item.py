from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.app_orders import ADA, ago, an_arrived_order, an_order_that_arrived, rows, stored
from tests.browser.steps import (
    change,
    choose,
    enter,
    expect_page,
    go_back,
    go_on,
    heading,
    possible,
    press,
    reference_on,
    row,
    say,
    set_quantity,
)
from tests.builders import NEW_YORK, a_line, a_shipment
from tests.running_app import RunningApp

REFUND, CREDIT = say("remedies.refund.title"), say("remedies.store_credit.title")


def go_on_without_photos(page: Page) -> None:
    """A part of the order goes back, so they are welcome, and not needed."""
    expect_page(page, "flows.return-item.return_photos.title")
    expect(page.get_by_text(say("flows.return-item.return_photos.skip"))).to_be_visible()
    go_on(page)


def test_an_item_is_returned_after_an_answer_was_changed(page: Page, server: RunningApp):
    order = an_order_that_arrived(server)
    enter(page, "return-item", order.number, ADA)
    set_quantity(page, "Item 1", 2)
    go_on(page)
    choose(page, "It does not fit")
    choose(page, "Unused")
    go_on_without_photos(page)
    expect(page.get_by_role("radio", name=f"{REFUND}: $64.00")).to_be_visible()
    choose(page, f"{CREDIT}: $64.00")
    expect_page(page, "flows.return-item.submit.title")

    change(page, "lines")
    expect(page.get_by_role("combobox", name="Item 1")).to_have_value("2")
    set_quantity(page, "Item 1", 3)
    go_on(page)
    expect_page(page, "flows.return-item.submit.title")
    expect(row(page, say("answers.lines"))).to_have_text(say("receipt.line", quantity=3, title="Item 1"))
    expect(row(page, say("answers.reason"))).to_contain_text("It does not fit")
    expect(row(page, say("answers.remedy"))).to_have_text(f"{CREDIT}: $96.00")
    expect(row(page, say("receipt.total_asked.credit"))).to_have_text("$96.00")

    press(page, say("flows.return-item.send"))
    expect_page(page, "flows.return-item.done.title")
    reference = reference_on(page)
    steps = page.get_by_role("listitem")
    expect(steps.filter(has_text="original packaging")).to_contain_text(reference)
    expect(steps.filter(has_text="tracking number")).to_be_visible()
    written = rows(
        server,
        "SELECT r.reference, l.line_id, l.quantity FROM requests r"
        " JOIN request_lines l ON l.request_id = r.id WHERE r.order_number = :number",
        number=order.number,
    )
    assert written == [(reference, "1", 3)]


def test_what_cannot_be_returned_stays_in_sight_with_the_reason_and_the_date(page: Page, server: RunningApp):
    lines = [a_line("1", "32.00", 2), a_line("2"), a_line("3")]
    long_ago = ago(days=20)
    parcels = [
        a_shipment("a", ["1"], shipped=str(ago(days=6)), delivered=str(ago(days=2))),
        a_shipment("b", ["2"], shipped=str(ago(days=25)), delivered=str(long_ago)),
        a_shipment("c", ["3"], shipped=str(ago(days=1))),
    ]
    order = stored(server, an_arrived_order(lines, parcels))
    enter(page, "return-item", order.number, ADA)
    expect(page.get_by_role("combobox")).to_have_count(1)
    expect(page.get_by_role("combobox", name="Item 1").get_by_role("option")).to_have_text(["0", "1", "2"])
    too_late = page.get_by_role("listitem").filter(has_text="Item 2")
    last_day = long_ago.astimezone(NEW_YORK) + timedelta(days=7)
    expect(too_late).to_contain_text(f"that time ended on {last_day:%B} {last_day.day}, {last_day.year}")
    on_its_way = page.get_by_role("listitem").filter(has_text="Item 3")
    expect(on_its_way).to_contain_text(say("reasons.return_item.split_shipment"))


def test_something_used_is_refused_and_the_answer_can_be_changed(page: Page, server: RunningApp):
    enter(page, "return-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 1)
    go_on(page)
    choose(page, "I changed my mind")
    choose(page, "Used")
    expect_page(page, "flows.return-item.refused_condition.title")
    expect(page.get_by_text("unused and unopened").first).to_be_visible()
    expect(possible(page, "report_missing_item")).to_be_visible()
    go_back(page)
    choose(page, "Unused")
    go_on_without_photos(page)
    expect_page(page, "flows.return-item.remedy.title")


def test_pieces_in_a_request_cannot_be_returned_again(page: Page, server: RunningApp):
    enter(page, "return-item", an_order_that_arrived(server).number, ADA)
    set_quantity(page, "Item 1", 2)
    set_quantity(page, "Item 2", 1)
    go_on(page)
    choose(page, "It does not fit")
    choose(page, "Unused")
    go_on_without_photos(page)
    choose(page, f"{REFUND}: $122.00")
    press(page, say("flows.return-item.send"))
    reference_on(page)
    press(page, say("flows.return-item.again"))
    expect_page(page, "flows.return-item.lines.title")
    expect(page.get_by_role("combobox").get_by_role("option")).to_have_text(["0", "1"])
    claimed = page.get_by_role("listitem").filter(has_text="Item 2")
    expect(claimed).to_contain_text(say("reasons.already_claimed"))


def test_before_anything_has_arrived_nothing_can_be_returned(page: Page):
    enter(page, "return-item", "S-1003")
    expect_page(page, "flows.return-item.refused.title")
    expect(page.get_by_text(say("reasons.return_item.not_delivered"))).to_be_visible()
    expect(heading(page)).to_have_count(1)
