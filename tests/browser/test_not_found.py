from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import heading


@pytest.mark.console_errors("status of 404")
def test_an_address_without_a_page_says_so_and_helps_on(page: Page):
    for kind in ("articles", "categories", "wizards", "no/such"):
        response = page.goto(f"/{kind}/nothing-of-that-name")
        assert response
        assert response.status == 404
        expect(heading(page)).to_have_text("This page is not here")
    page.get_by_role("main").get_by_role("link", name="Go to the start").click()
    expect(page).to_have_url(re.compile("/$"))
    expect(heading(page)).to_have_text("How can we help?")
