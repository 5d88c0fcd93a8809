"""What every page shows of the shop."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpcenter.services.browsing import show_site
from helpcenter.services.publishing.pages import about_page
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY


@pytest.fixture
def renamed(tmp_path: Path) -> Store:
    folder = shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    (folder / "wording.toml").write_text(
        '[pages.search]\ntitle = "Find"\n[published]\nsite = "{store} Answers"\n', "utf-8"
    )
    return load_store(folder, datetime(2026, 3, 2, 12, tzinfo=UTC))


def test_a_tab_is_called_what_search_engines_are_told(renamed: Store):
    titles = show_site(renamed).page_titles
    assert titles.search == "Find"
    addresses = {"search": "/search", "contact": "/contact", "requests": "/requests", "missing": "/none"}
    assert vars(titles) == {name: about_page(renamed, path).title for name, path in addresses.items()}


def test_a_shop_can_call_its_help_center_otherwise(renamed: Store):
    assert show_site(renamed).title == f"{renamed.rules.profile.name} Answers"


def test_a_title_quotes_the_shop(tmp_path: Path):
    folder = shutil.copytree(REPOSITORY / "content", tmp_path / "content")
    (folder / "wording.toml").write_text('[pages.contact]\ntitle = "Ask {{ store.name }}"\n', "utf-8")
    store = load_store(folder, datetime(2026, 3, 2, 12, tzinfo=UTC))
    assert show_site(store).page_titles.contact == f"Ask {store.rules.profile.name}"
