"""Getting the confirmation again: the page tells a stranger nothing, and the owner of the order when."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.app_orders import ADA, ago, an_order_just_placed, rows
from tests.browser.steps import enter, expect_page, go_back, heading, identify, press, say
from tests.running_app import RunningApp


def ask(page: Page, number: str, email: str) -> str:
    """All that the page says to the answer."""
    page.goto("/wizards/resend-confirmation")
    identify(page, number, email)
    expect_page(page, "flows.resend-confirmation.replied.title")
    return page.get_by_role("main").inner_text()


def test_the_reply_is_the_same_whether_or_not_there_is_such_an_order(page: Page, server: RunningApp):
    old = an_order_just_placed(server, placed=ago(hours=30))
    young = an_order_just_placed(server)
    replies = {
        ask(page, number, email)
        for number, email in [
            (old.number, ADA),
            (young.number, ADA),
            (old.number, "eve@example.com"),
            ("S-9999", ADA),
        ]
    }
    assert len(replies) == 1
    mails = rows(
        server,
        "SELECT mail, recipient FROM outbox WHERE about IN (SELECT reference FROM requests WHERE order_number"
        " = :old UNION SELECT reference FROM refusals WHERE order_number = :young) ORDER BY id",
        old=old.number,
        young=young.number,
    )
    assert mails == [("confirmation_resent", ADA), ("confirmation_refused", ADA)]


def test_a_reload_forgets_and_back_asks_for_another_order(page: Page):
    ask(page, "S-9999", ADA)
    go_back(page)
    expect_page(page, "identify.title")
    ask(page, "S-9999", ADA)
    page.reload()
    expect_page(page, "identify.title")


def test_who_has_found_the_order_is_told_when_it_can_be_sent(page: Page, server: RunningApp):
    enter(page, "find-my-order", an_order_just_placed(server).number, ADA)
    page.goto("/wizards/resend-confirmation")
    expect_page(page, "flows.resend-confirmation.refused.title")
    expect(page.get_by_text("If you have no email by")).to_contain_text("24 hours")


def test_who_has_found_an_order_of_yesterday_sends_it_from_the_page(page: Page, server: RunningApp):
    enter(page, "find-my-order", an_order_just_placed(server, placed=ago(hours=30)).number, ADA)
    page.goto("/wizards/resend-confirmation")
    press(page, say("flows.resend-confirmation.send"))
    expect(heading(page)).to_have_text(say("flows.resend-confirmation.done.title"))
