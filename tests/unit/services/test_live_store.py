"""What an editor saves is shown, and what an editor breaks does no harm."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpcenter.errors import ContentError
from helpcenter.services.browsing import show_article
from helpcenter.services.live_store import LiveStore
from helpcenter.services.store import load_store
from tests.builders import REPOSITORY

NOW = datetime(2026, 7, 2, 1, 0, tzinfo=UTC)  # still 1 July in New York


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(REPOSITORY / "content", tmp_path / "content"))


def replaced(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def window_from(folder: Path, day: str) -> None:
    first = "values = [ { from = 2024-01-01, hours = 2 } ]"
    replaced(folder / "policy.toml", first, first.replace(" } ]", f" }}, {{ from = {day}, hours = 4 }} ]"))


async def test_a_saved_rule_is_quoted_after_the_next_reload(folder: Path) -> None:
    live = LiveStore(folder, lambda: NOW)
    window_from(folder, "2026-01-01")
    await live.reload()
    assert live.current.facts["cancellation.window"] == "4 hours"


def test_today_is_the_day_in_the_store_and_not_in_greenwich(folder: Path) -> None:
    window_from(folder, "2026-07-02")
    assert load_store(folder, NOW).facts["cancellation.window"].startswith("2 hours (")


@pytest.mark.parametrize(
    "break_it",
    [
        lambda folder: replaced(folder / "policy.toml", "hours = 2 }", "hours = -2 }"),
        lambda folder: replaced(folder / "store.toml", 'currency = "USD"', 'currency = "dollars"'),
        lambda folder: (folder / "store.toml").write_bytes(b"\xff"),
        lambda folder: (folder / "wording.toml").write_text('[identify]\ntitle = "Which } order?"\n'),
        lambda folder: (folder / "wording.toml").write_text('[identify]\ntitle = "Order {}"\n'),
        lambda folder: (folder / "wording.toml").write_text('[identify]\ntitel = "Which order?"\n'),
        lambda folder: (folder / "wording.toml").write_text('[reasons]\nno_terms = "{number}"\n'),
        lambda folder: (folder / "wording.toml").write_text("[identify]\ntitle = 5\n"),
        lambda folder: (folder / "wording.toml").write_text("[identify"),
    ],
)
async def test_a_broken_file_keeps_the_last_good_version(
    folder: Path, break_it: Callable[[Path], object]
) -> None:
    live = LiveStore(folder, lambda: NOW)
    before = live.current.rules
    break_it(folder)
    await live.reload()
    assert live.current.rules is before
    assert live.current.problems
    with pytest.raises(ContentError):
        load_store(folder, NOW)


async def test_an_article_on_a_shelf_that_is_gone_can_still_be_read(folder: Path) -> None:
    live = LiveStore(folder, lambda: NOW)
    replaced(folder / "store.toml", 'slug = "contact"', 'slug = "reach-us"')
    await live.reload()
    view = show_article(live.current, "contact-us")
    assert view is not None
    assert (view.title, view.category.href) != ("", "/categories/contact")
    assert live.current.problems


async def test_a_stores_own_words_are_used(folder: Path) -> None:
    live = LiveStore(folder, lambda: NOW)
    (folder / "wording.toml").write_text(
        '[flows.cancel-order]\nsummary = "Within {{ cancellation.window }}."\n'
    )
    await live.reload()
    store = live.current
    assert store.rules.wording.say("flows.cancel-order.summary", store.facts) == "Within 2 hours."
