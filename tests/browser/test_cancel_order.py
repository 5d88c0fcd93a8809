from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.app_orders import ADA, ago, an_order_just_placed, make_older, rows
from tests.browser.steps import (
    cancel,
    choose,
    enter,
    expect_page,
    identify,
    possible,
    press,
    reference_on,
    row,
    say,
)
from tests.running_app import RunningApp

SEND = say("flows.cancel-order.send")


def test_an_order_is_cancelled_for_good(page: Page, server: RunningApp):
    order = an_order_just_placed(server)
    enter(page, "cancel-order", order.number, ADA)
    choose(page, "I ordered twice")
    expect_page(page, "flows.cancel-order.submit.title")
    page.get_by_role("button", name=SEND).click()
    expect_page(page, "flows.cancel-order.done.title")
    reference = reference_on(page)
    expect(row(page, say("receipt.total.refund"))).to_have_text("$84.90")

    granted = rows(
        server,
        "SELECT r.reference, r.status, g.amount_minor FROM requests r"
        " JOIN granted_refunds g ON g.request_id = r.id WHERE r.order_number = :number",
        number=order.number,
    )
    assert granted == [(reference, "completed", 8490)]
    mails = rows(server, "SELECT recipient FROM outbox WHERE key LIKE :it", it=f"%{reference}")
    assert mails == [(ADA,)]

    page.goto("/wizards/find-my-order")
    expect_page(page, "flows.find-my-order.cancelled.title")
    expect(page.get_by_role("link", name=reference)).to_contain_text("$84.90")
    page.goto("/wizards/cancel-order")
    expect(page.get_by_text(reference).first).to_be_visible()
    page.get_by_role("link", name="Back to the start").click()
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))


def test_who_cancels_once_more_is_shown_the_cancellation_and_no_refusal(page: Page, server: RunningApp):
    order = an_order_just_placed(server)
    reference = cancel(page, order)
    press(page, "Use another order")
    identify(page, order.number, ADA)
    expect_page(page, "refused.already_cancelled")
    cancelled = page.get_by_role("link", name=reference)
    expect(cancelled).to_contain_text(say("receipt.total.refund").lower() + " of $84.90")
    expect(cancelled).to_have_attribute("href", f"/requests/{reference}")
    expect(page.get_by_role("main").get_by_role("link", name="Write to us")).to_have_count(1)
    expect(page.get_by_text("What you can do now")).to_have_count(0)


def test_the_answers_to_check_come_with_the_refund_broken_down(page: Page, server: RunningApp):
    enter(page, "cancel-order", an_order_just_placed(server).number, ADA)
    choose(page, say("flows.cancel-order.reason.skip"))
    expect(row(page, say("answers.reason"))).to_have_text(say("answers.none"))
    expect(row(page, say("answers.contents"))).to_have_text(say("receipt.line", quantity=2, title="Item 1"))
    amounts = {"items": "$78.00", "shipping": "$6.90", "total.refund": "$84.90"}
    for part, amount in amounts.items():
        expect(row(page, say(f"receipt.{part}"))).to_have_text(amount)


def test_the_time_left_runs_on_while_the_page_stays_open(page: Page, server: RunningApp):
    order = an_order_just_placed(server, placed=ago(minutes=70))
    enter(page, "cancel-order", order.number, ADA)
    choose(page, say("flows.cancel-order.reason.skip"))
    clock = page.get_by_role("timer")
    expect(clock).to_have_text(re.compile(r"\d+ min left"))
    closes_at = order.placed_at + timedelta(hours=2)
    page.clock.set_fixed_time(closes_at - timedelta(seconds=90))
    expect(clock).to_have_text("1 min 30 s left")
    page.clock.set_fixed_time(closes_at + timedelta(seconds=1))
    expect(clock).to_have_text("time is up")


def test_a_window_that_closes_on_the_last_page_cancels_nothing(page: Page, server: RunningApp):
    order = an_order_just_placed(server)
    enter(page, "cancel-order", order.number, ADA)
    choose(page, "I ordered twice")
    expect_page(page, "flows.cancel-order.submit.title")
    make_older(server, order, hours=2)
    page.get_by_role("button", name=SEND).click()
    expect_page(page, "flows.cancel-order.refused.title")
    assert rows(server, "SELECT status FROM orders WHERE number = :it", it=order.number) == [("processing",)]
    assert rows(server, "SELECT 1 FROM requests WHERE order_number = :it", it=order.number) == []


def test_a_refusal_says_why_by_which_rule_and_what_is_still_possible(page: Page):
    enter(page, "cancel-order", "S-1002")
    expect_page(page, "flows.cancel-order.refused.title")
    expect(page.get_by_text("For yours that time ended on")).to_contain_text("2 hours")
    expect(page.get_by_text(say("reasons.return_later"))).to_be_visible()
    page.get_by_text("The rule behind this").click()
    rule = page.get_by_role("group").filter(has_text="The rule behind this")
    expect(rule).to_contain_text("How long after placing an order a customer may cancel it: 2 hours")
    expect(rule).to_contain_text("find-my-order.txt")
    expect(possible(page, "change_shipping")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Can I cancel my order?").click()
    expect(page).to_have_url(re.compile("/articles/cancel-my-order$"))


def test_a_refusal_has_a_reference_that_a_reload_does_not_change(page: Page, server: RunningApp):
    order = an_order_just_placed(server, placed=ago(hours=3))
    enter(page, "cancel-order", order.number, ADA)
    expect_page(page, "flows.cancel-order.refused.title")
    reference = reference_on(page)
    page.reload()
    expect_page(page, "flows.cancel-order.refused.title")
    assert reference_on(page) == reference
    kept = rows(server, "SELECT reference FROM refusals WHERE order_number = :it", it=order.number)
    assert kept == [(reference,)]


def test_paper_shows_the_receipt_of_a_refusal_unfolded(page: Page):
    enter(page, "cancel-order", "S-1002")
    hash_of_policy = page.get_by_role("definition").last
    expect(page.get_by_text(say("receipt.facts.policy"))).not_to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_text(say("receipt.facts.policy"))).to_be_visible()
    expect(hash_of_policy).to_have_text(re.compile("^[0-9a-f]{12}$"))
