"""What an editor saves is shown, and what an editor breaks does no harm."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpcenter.errors import ContentError
from helpcenter.services.browsing import show_article
from helpcenter.services.live_store import LiveStore
from helpcenter.services.store import Store, load_store
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
        lambda folder: (folder / "wording.toml").write_text(
            '[identify]\ntext = "{{ cancelation.window }}"\n'
        ),
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


async def test_a_wording_that_quotes_no_rule_of_the_shop_is_named(folder: Path) -> None:
    (folder / "wording.toml").write_text('[identify]\ntext = "Within {{ cancelation.window }}."\n')
    with pytest.raises(ContentError, match="the policy has no cancelation"):
        load_store(folder, NOW)


async def test_what_no_file_of_rules_says_anew_is_not_read_again(folder: Path) -> None:
    live = LiveStore(folder, lambda: NOW)
    before = live.current
    replaced(folder / "faq" / "contact-us.md", "title: How do I contact you?", "title: How do I reach you?")
    await live.reload()
    assert live.current.rules is before.rules
    assert live.current.library.catalogue.articles["contact-us"].title == "How do I reach you?"


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[tuple[LiveStore, list[Store]]]:
    """With all the states that it has been in since it is watched."""
    live = LiveStore(folder, lambda: NOW)
    states: list[Store] = []
    reload, is_watched = live.reload, asyncio.Event()

    async def reload_and_note() -> None:
        await reload()
        states.append(live.current)
        is_watched.set()

    live.reload = reload_and_note  # type: ignore[method-assign]
    watching = asyncio.create_task(live.watch())
    # What was saved before is read once the watch is laid.
    await is_watched.wait()
    yield live, states
    watching.cancel()


async def until(live: LiveStore, is_so: Callable[[Store], bool]) -> None:
    async with asyncio.timeout(120):
        while not is_so(live.current):  # noqa: ASYNC110 - the store is replaced, and tells nobody
            await asyncio.sleep(0.01)


async def test_what_was_saved_before_anybody_watched_is_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker begins with the store of its parent, which was read when the server was started."""

    async def no_news(*_args: object, **_options: object) -> AsyncIterator[set[object]]:
        await asyncio.Event().wait()
        yield set()

    monkeypatch.setattr("helpcenter.services.live_store.awatch", no_news)
    live = LiveStore(folder, lambda: NOW)
    replaced(folder / "faq" / "contact-us.md", "title: How do I contact you?", "title: How do I reach you?")
    watching = asyncio.create_task(live.watch())
    await until(live, lambda store: "reach" in store.library.catalogue.articles["contact-us"].title)
    watching.cancel()


async def test_what_is_saved_as_soon_as_it_is_watched_is_read(folder: Path) -> None:
    async with watched(folder) as (live, _states):
        title = "title: How do I contact you?"
        replaced(folder / "faq" / "contact-us.md", title, "title: How do I write to you?")
        await until(live, lambda store: "write" in store.library.catalogue.articles["contact-us"].title)


def a_long_article(title: str) -> str:
    lines = "\n\n".join(f"Paragraph {number} of {title}." for number in range(200))
    aliases = "".join(f"\n  - {title} {number}" for number in range(3))
    return (
        f"---\ntitle: {title}\nsummary: All about {title}.\ncategory: orders\naliases:{aliases}\n"
        f"reviewed: 2026-03-01\n---\n{lines}\n\nThe end of {title}.\n"
    )


async def test_an_article_written_bit_by_bit_is_never_served_by_half(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine more time passes between two bits than between an editor's.
    monkeypatch.setattr("helpcenter.services.live_store._QUIET_MS", 2_000)
    monkeypatch.setattr("helpcenter.services.live_store._LONGEST_MS", 60_000)
    async with watched(folder) as (live, states):
        text = a_long_article("Zeppelin rides")
        with (folder / "faq" / "zeppelin-rides.md").open("w") as file:
            for start in range(0, len(text), 700):
                file.write(text[start : start + 700])
                file.flush()
                await asyncio.sleep(0.005)
        await until(live, lambda store: "zeppelin-rides" in store.library.catalogue.articles)
        served = [store.library.catalogue.articles.get("zeppelin-rides") for store in states]
    assert all("The end of Zeppelin rides." in article.text for article in served if article)


async def test_very_many_files_at_once_settle_and_each_is_whole(folder: Path) -> None:
    async with watched(folder) as (live, states):
        for number in range(300):
            (folder / "faq" / f"zeppelin-{number}.md").write_text(a_long_article(f"Zeppelin {number}"))
        await until(live, lambda store: "zeppelin-299" in store.library.catalogue.articles)
        await until(live, lambda store: len(store.library.catalogue.articles) >= 300)
        served = [a for store in states for a in store.library.catalogue.articles.values()]
    assert all(f"The end of {a.title}." in a.text for a in served if a.title.startswith("Zeppelin"))
    found = live.current.library.index.search("zeppelin 299").hits
    assert found
