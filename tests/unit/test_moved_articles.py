"""An article that was renamed is found at its former addresses."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime

import pytest

from helpcenter.services.store import Store, load_store
from helpcenter.web.moved_articles import new_address
from tests.builders import REPOSITORY


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("renamed") / "content"
    shutil.copytree(REPOSITORY / "content", folder)
    refunds = folder / "faq" / "refund-timing.md"
    head = "category: returns-refunds\nformerly: [my-money, track-my-order]\n"
    refunds.write_text(refunds.read_text("utf-8").replace("category: returns-refunds\n", head), "utf-8")
    return load_store(folder, datetime(2026, 11, 20, tzinfo=UTC))


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/articles/my-money", "/articles/refund-timing"),
        ("/articles/my-money/", "/articles/refund-timing"),
        ("/articles/my-money.md", "/articles/refund-timing.md"),
        ("/articles/my-money.md/", "/articles/refund-timing.md"),
        ("/articles/refund-timing", None),
        ("/articles/track-my-order", None),  # an article that is there goes before one that was
        ("/articles/no-such-article", None),
        ("/articles/my-money.md.md", None),
        ("/articles/my-money/more", None),
        ("/articles//evil.example", None),
        ("/wizards/my-money", None),
        ("/", None),
    ],
)
def test_a_former_address_leads_to_where_the_article_is_now(store: Store, path: str, address: str | None):
    assert new_address(store, path) == address
