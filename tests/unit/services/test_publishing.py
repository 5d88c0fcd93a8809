"""The sitemap, the feed, llms.txt and the Markdown of an article."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.services.publishing.article_file import article_file
from helpcenter.services.publishing.changes import changed_on, rule_changes
from helpcenter.services.publishing.feed import feed
from helpcenter.services.publishing.llms import llms
from helpcenter.services.publishing.once_per_store import once_per_store
from helpcenter.services.publishing.sitemap import robots, sitemap
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store
from tests.example_stores import OFFERED, the_store
from tests.unit.services.publishing_stores import (
    HOSTILE,
    PUBLIC,
    TODAY,
    UNNAMED,
    the_studio,
    with_article,
    with_profile,
    with_terms,
)

ATOM = "{http://www.w3.org/2005/Atom}"
MAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
STORES = (the_studio(), *map(the_store, OFFERED))
# Of the policy: 4 hours to cancel for orders placed from that day.
NEW_WINDOW = {"cancellation.window": [("2024-01-01", {"hours": 2}), ("2026-11-18", {"hours": 4})]}
COMING = {"cancellation.window": [("2024-01-01", {"hours": 2}), ("2026-11-21", {"hours": 4})]}


def days(store: Store, site: SiteAddress = PUBLIC) -> dict[str, str | None]:
    urls = ElementTree.fromstring(sitemap(store, site).encode())
    return {str(url.findtext(f"{MAPS}loc")): url.findtext(f"{MAPS}lastmod") for url in urls}


def entries(store: Store) -> dict[str, tuple[str, str, str]]:
    """Day, title and summary by id."""
    root = ElementTree.fromstring(feed(store, PUBLIC).encode())
    return {
        str(entry.findtext(f"{ATOM}id")): (
            str(entry.findtext(f"{ATOM}updated"))[:10],
            str(entry.findtext(f"{ATOM}title")),
            str(entry.findtext(f"{ATOM}summary")),
        )
        for entry in root.iter(f"{ATOM}entry")
    }


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.rules.profile.name)
def test_the_sitemap_names_every_page_of_a_store_and_no_other(store: Store) -> None:
    catalogue, profile = store.library.catalogue, store.rules.profile
    paths = {"/", "/contact", *(article.address for article in catalogue.articles.values())}
    paths |= {f"/wizards/{slug}" for slug in store.rules.flows}
    paths |= {
        f"/categories/{shelf.slug}" for shelf in profile.categories if catalogue.in_category(shelf.slug)
    }
    assert set(days(store)) == {f"https://help.example.com{path}" for path in paths}


def test_the_sitemap_names_whole_addresses_even_where_none_is_set() -> None:
    assert "http://localhost:3000/contact" in days(the_studio(), UNNAMED)
    assert robots(SiteAddress(None, "http://localhost:8080")).endswith(
        "\nSitemap: http://localhost:8080/sitemap.xml\n"
    )


def test_an_article_has_the_day_of_its_review() -> None:
    store = with_article("cancel-my-order", reviewed=date(2026, 11, 17))
    found = days(store)
    assert found["https://help.example.com/articles/cancel-my-order"] == "2026-11-17"
    assert found["https://help.example.com/articles/refund-timing"] == "2026-11-15"
    # What lists it has changed with it.
    assert (
        found["https://help.example.com/categories/orders"]
        == found["https://help.example.com/"]
        == "2026-11-17"
    )
    assert found["https://help.example.com/categories/contact"] == "2026-11-15"
    assert found["https://help.example.com/contact"] is None


@pytest.mark.parametrize(
    ("store", "slug", "day"),
    [
        (with_terms(NEW_WINDOW), "cancel-my-order", date(2026, 11, 18)),
        (with_terms(NEW_WINDOW), "refund-timing", date(2026, 11, 15)),
        (with_terms(COMING), "cancel-my-order", date(2026, 11, 15)),
        (with_article("cancel-my-order", reviewed=date(2027, 1, 1)), "cancel-my-order", TODAY),
    ],
    ids=["a quoted term", "another article", "a term to come", "a review to come"],
)
def test_an_article_changes_when_a_term_that_it_quotes_does(store: Store, slug: str, day: date) -> None:
    assert changed_on(store, store.library.catalogue.articles[slug]) == day


def test_the_feed_tells_of_articles_and_of_rules_that_have_begun() -> None:
    store = with_terms(NEW_WINDOW)
    found = entries(store)
    assert next(iter(found.values())) == (
        "2026-11-18",
        "Changed: What cancellation.window is",
        "4 hours, for orders from November 18, 2026.",
    )
    assert found["tag:support@thestudio.example,2026:articles/cancel-my-order"][0] == "2026-11-18"
    assert len(found) == len(store.library.catalogue.articles) + 1
    assert rule_changes(with_terms(COMING)) == []


def test_an_entry_keeps_its_id_when_it_changes_or_the_site_moves() -> None:
    before, after = (
        entries(the_studio()),
        entries(with_article("cancel-my-order", title="New", reviewed=TODAY)),
    )
    assert set(before) == set(after)
    assert feed(the_studio(), UNNAMED).count("<id>") == len(before) + 1
    assert set(before) == {
        element.text
        for entry in ElementTree.fromstring(feed(the_studio(), UNNAMED).encode()).iter(f"{ATOM}entry")
        for element in entry.findall(f"{ATOM}id")
    }


def test_the_feed_is_as_new_as_its_newest_entry() -> None:
    root = ElementTree.fromstring(feed(with_article("refund-timing", reviewed=TODAY), PUBLIC).encode())
    assert root.findtext(f"{ATOM}updated") == "2026-11-20T00:00:00-05:00"
    assert root.findtext(f"{ATOM}entry/{ATOM}updated") == "2026-11-20T00:00:00-05:00"


def test_the_feed_of_a_large_shop_stays_short() -> None:
    store = the_studio()
    [one, *_] = store.library.catalogue.articles.values()
    many = {f"article-{number}": replace(one, slug=f"article-{number}") for number in range(200)}
    catalogue = replace(store.library.catalogue, articles=many)
    assert len(entries(replace(store, library=replace(store.library, catalogue=catalogue)))) == 50


@pytest.mark.parametrize("store", STORES, ids=lambda store: store.rules.profile.name)
def test_llms_txt_links_each_article_and_wizard_once(store: Store) -> None:
    text = llms(store, PUBLIC)
    assert text.startswith(f"# {store.rules.profile.name} Help\n\n> ")
    for article in store.library.catalogue.articles.values():
        assert text.count(f"](https://help.example.com{article.address}.md): ") == 1
    for slug in store.rules.flows:
        assert text.count(f"](https://help.example.com/wizards/{slug}): ") == 1
    assert "{" not in text


def test_an_article_is_markdown_from_its_title_to_its_date() -> None:
    text = article_file(the_studio(), "cancel-my-order")
    assert text.startswith("# Can I cancel my order?\n\n> Yes, within 2 hours of placing it")
    assert "[Cancel an order](/wizards/cancel-order): Stop an order within 2 hours" in text
    assert text.endswith(
        "\n\nLast changed on November 15, 2026. The same as a page: /articles/cancel-my-order\n"
    )
    assert "{{" not in text


@pytest.mark.parametrize("make", [sitemap, feed])
@given(hostile=st.text(min_size=1), name=st.text(min_size=1))
def test_no_title_breaks_the_xml(make: Callable[[Store, SiteAddress], str], hostile: str, name: str) -> None:
    store = with_article("cancel-my-order", title=hostile + HOSTILE, summary=hostile)
    renamed = replace(store, rules=with_profile(name=name).rules)
    root = ElementTree.fromstring(make(renamed, PUBLIC).encode())
    assert len(root) > len(renamed.library.catalogue.articles)


def test_titles_in_llms_txt_stay_on_their_line_and_open_nothing() -> None:
    text = llms(with_article("cancel-my-order", title="[x](y) *a*"), PUBLIC)
    assert r"- [\[x\](y) \*a\*](https://help.example.com/articles/cancel-my-order.md): " in text


def test_what_was_made_of_a_store_is_made_once_and_forgotten_with_it() -> None:
    made: list[str] = []

    @once_per_store
    def shout(store: Store, word: str) -> str:
        made.append(word)
        return word.upper()

    first, second = with_article("refund-timing"), with_article("refund-timing")
    assert [shout(first, "a"), shout(first, "a"), shout(first, "b"), shout(second, "a")] == [
        "A",
        "A",
        "B",
        "A",
    ]
    assert made == ["a", "b", "a"]
    gone = weakref.ref(first)
    del first
    gc.collect()
    assert gone() is None
