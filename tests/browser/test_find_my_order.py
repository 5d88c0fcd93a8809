from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.steps import DEMO_EMAIL, enter, expect_page, identify, possible, press, say

WAY = "Progress of your order"
LEFT = re.compile(r"\d+ (days|h \d+ min|min|min \d+ s) left")


def test_no_shipping_notice_means_that_the_order_is_still_in_production(page: Page):
    enter(page, "find-my-order", "S-1002")
    expect_page(page, "flows.find-my-order.in_production.title")
    expect(page.get_by_text("still in production")).to_be_visible()
    now = page.get_by_role("list", name=WAY).locator("[aria-current=step]")
    expect(now).to_contain_text(say("milestones.in_production"))
    ordered = page.locator("section").filter(has=page.get_by_role("heading", name="In your order"))
    expect(ordered).to_contain_text(say("receipt.line", quantity=1, title="Name necklace"))


def test_a_parcel_on_its_way_comes_with_carrier_tracking_link_and_day(page: Page):
    enter(page, "find-my-order", "S-1003")
    expect_page(page, "flows.find-my-order.on_its_way.title")
    link = page.get_by_role("link", name="Track parcel DEMOA0001")
    expect(link).to_have_attribute("href", "https://example.com/track/DEMOA0001")
    expect(page.get_by_text("USPS")).to_be_visible()
    expect(page.get_by_text(say("parcels.on_its_way", day=""))).to_be_visible()
    expect(page.get_by_role("list", name=WAY).locator("[aria-current=step]")).to_contain_text("Shipped")


def test_a_late_parcel_comes_with_what_to_check_first(page: Page):
    enter(page, "find-my-order", "S-1004")
    expect_page(page, "flows.find-my-order.overdue.title")
    checks = page.get_by_role("listitem").filter(has_text=re.compile("address|household|doorman|post office"))
    expect(checks).to_have_count(4)
    expect(page.get_by_role("main")).to_contain_text(say("parcels.overdue", day=""))


def test_a_late_parcel_can_be_reported_before_all_else_on_the_page(open_page: OpenPage):
    phone = open_page(viewport={"width": 390, "height": 844})
    enter(phone, "find-my-order", "S-1004")
    report = possible(phone, "report_lost_parcel")
    expect(report).to_be_in_viewport(ratio=1)
    report.click()
    expect(phone.get_by_text(say("flows.lost-parcel.title")).first).to_be_visible()


def test_the_step_that_an_order_is_at_is_marked_apart_from_those_done_until_it_has_arrived(page: Page):
    enter(page, "find-my-order", "S-1003")
    way = page.get_by_role("list", name=WAY)
    expect(way.locator("[aria-current=step]")).to_have_text(re.compile("Shipped · now"))
    expect(way.locator("[aria-current=step] svg")).to_have_count(0)
    press(page, "Use another order")
    identify(page, "S-1005", DEMO_EMAIL)
    expect(way.locator("svg")).to_have_count(5)
    expect(way.get_by_text("now")).to_have_count(0)


def test_of_a_split_order_each_parcel_is_shown_with_what_is_in_it(page: Page):
    enter(page, "find-my-order", "S-1006")
    expect_page(page, "flows.find-my-order.partly_delivered.title")
    first, second = (
        page.locator("section").filter(has=page.get_by_role("heading", name=f"Parcel {number} of 2"))
        for number in (1, 2)
    )
    expect(first).to_contain_text(say("receipt.line", quantity=3, title="Picture frame, oak"))
    expect(first).to_contain_text(say("parcels.delivered", day=""))
    expect(second).to_contain_text(say("receipt.line", quantity=1, title="Name necklace"))
    expect(second).to_contain_text(say("parcels.on_its_way", day=""))


def test_what_can_be_done_names_its_deadline_and_leads_there_and_what_opens_next_its_moment(page: Page):
    enter(page, "find-my-order", "S-1001")
    next_one = say("possible.later", title=say("actions.resend_confirmation.title"), opens_at="")
    expect(page.get_by_text(next_one.rstrip("."))).to_be_visible()
    cancel = possible(page, "cancel_order")
    expect(cancel.get_by_role("timer")).to_have_text(LEFT)
    expect(cancel).to_contain_text(say("possible.until", closes_at=""))
    cancel.click()
    expect_page(page, "flows.cancel-order.reason.title")


def test_each_thing_that_can_be_done_has_a_page(page: Page):
    enter(page, "find-my-order", "S-1005")
    expect_page(page, "flows.find-my-order.delivered.title")
    expect(possible(page, "report_defective_item")).to_be_visible()
    now = page.locator("section").filter(has=page.get_by_role("heading", name="What you can do now"))
    ways = [link.get_attribute("href") for link in now.get_by_role("link").all()]
    assert {"/wizards/missing-item", "/wizards/return-item"} <= set(ways)
    assert {page.request.get(str(way)).status for way in ways} == {200}
