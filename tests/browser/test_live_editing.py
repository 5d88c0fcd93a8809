"""What an editor saves shows in the running server, which has a store of its own here."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.steps import heading, reload_until
from tests.builders import REPOSITORY
from tests.running_app import RunningApp, running_app

ARTICLE = "faq/cancel-my-order.md"


@pytest.fixture(scope="module")
def edited(frontend: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    folder = tmp_path_factory.mktemp("edited")
    store = shutil.copytree(REPOSITORY / "content", folder / "content")
    with running_app(frontend, folder, store=str(store)) as app:
        yield app


def replace(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_an_edited_article_shows_and_a_broken_one_keeps_its_last_good_version(page: Page, edited: RunningApp):
    file = edited.settings.store / ARTICLE
    page.goto(f"{edited.base_url}/articles/cancel-my-order")
    expect(heading(page)).to_have_text("Can I cancel my order?")
    replace(file, "title: Can I cancel my order?", "title: How to undo an order")
    reload_until(page, page.get_by_role("heading", name="How to undo an order").is_visible)

    replace(file, "category: orders", "category: [")
    other = edited.settings.store / "faq/track-my-order.md"
    replace(other, "title: How do I track my order?", "title: Where is it now?")
    page.goto(f"{edited.base_url}/articles/track-my-order")
    reload_until(page, page.get_by_role("heading", name="Where is it now?").is_visible)
    page.goto(f"{edited.base_url}/articles/cancel-my-order")
    expect(heading(page)).to_have_text("How to undo an order")
    # What is wrong is found out once customers have the rest.
    reload_until(page, lambda: "content_problem" in edited.logs)
    problem = next(line for line in edited.logs.splitlines() if "content_problem" in line)
    assert "cancel-my-order.md" in problem


def test_a_new_rule_shows_in_articles_and_wizards_alike(page: Page, edited: RunningApp):
    rule = 'clock = "placed_at"\nvalues = [ { from = 2024-01-01, hours = %d } ]'
    page.goto(f"{edited.base_url}/articles/cancellation-fees")
    replace(edited.settings.store / "policy.toml", rule % 2, rule % 5)
    reload_until(page, page.get_by_role("article").get_by_text("5 hours").first.is_visible)
    page.goto(edited.base_url)
    expect(page.get_by_role("link", name="Cancel an order")).to_contain_text("5 hours")


def test_a_page_that_was_renamed_is_called_so_in_the_tab_of_whoever_goes_there(
    page: Page, edited: RunningApp
):
    store = edited.settings.store
    (store / "wording.toml").write_text('[pages.search]\ntitle = "Find"\n', "utf-8")
    page.goto(f"{edited.base_url}/search")
    reload_until(page, lambda: page.title().startswith("Find"))
    page.get_by_role("banner").get_by_role("link", name="Help").click()
    expect(page).to_have_title(re.compile("^(?!Find)"))
    page.get_by_role("banner").get_by_role("link", name="Search").click()
    expect(page).to_have_title(re.compile("^Find · .+"))
