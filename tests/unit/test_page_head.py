"""What the head of a page says to whoever runs no scripts."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.adapters.store_profile import Look
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store
from helpcenter.web.page_head import head_for
from tests.example_stores import OFFERED, the_store
from tests.unit.services.publishing_stores import (
    HOSTILE,
    PUBLIC,
    UNNAMED,
    the_studio,
    with_article,
    with_profile,
)


class Head(HTMLParser):
    """A head as a browser reads it: `meta` by name, `links` by rel, and all that has words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.meta: dict[str, str] = {}
        self.links: dict[str, list[str]] = {}
        self.words: dict[str, str] = {}
        self.tags: list[str] = []
        self._in = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self._in = tag
        if tag == "meta":
            self.meta[given.get("property") or given["name"]] = given["content"]
        if tag == "link":
            self.links.setdefault(given["rel"], []).append(given["href"])

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in:
            self.words[self._in] = self.words.get(self._in, "") + data

    @property
    def things(self) -> dict[str, Any]:
        """What the JSON-LD tells, by type."""
        return {thing["@type"]: thing for thing in json.loads(self.words["script"])["@graph"]}


def head(path: str, store: Store | None = None, site: SiteAddress = PUBLIC) -> Head:
    context: Any = SimpleNamespace(store=store or the_studio(), site=site)
    return Head(head_for(context, path))


@pytest.mark.parametrize(
    ("path", "title", "canonical", "types"),
    [
        ("/", "The Studio Help", "/", {"WebSite", "OnlineStore"}),
        (
            "/articles/cancel-my-order",
            "Can I cancel my order? · The Studio Help",
            "/articles/cancel-my-order",
            {"Article", "BreadcrumbList"},
        ),
        (
            "/articles/return-policy/",
            "What is your return policy? · The Studio Help",
            "/articles/return-policy",
            {"Article", "BreadcrumbList", "OnlineStore"},
        ),
        (
            "/articles/when-will-my-order-arrive",
            "When will my order arrive? · The Studio Help",
            "/articles/when-will-my-order-arrive",
            {"Article", "BreadcrumbList", "FAQPage"},
        ),
        ("/categories/orders", "Orders · The Studio Help", "/categories/orders", {"BreadcrumbList"}),
        (
            "/wizards/lost-parcel",
            "Report a lost parcel · The Studio Help",
            "/wizards/lost-parcel",
            {"BreadcrumbList"},
        ),
        ("/contact", "Talk to us · The Studio Help", "/contact", {"BreadcrumbList"}),
    ],
)
def test_each_page_says_what_it_is(path: str, title: str, canonical: str, types: set[str]) -> None:
    found = head(path)
    assert found.words["title"] == title
    assert found.links["canonical"] == [f"https://help.example.com{canonical}"]
    assert found.meta["og:url"] == f"https://help.example.com{canonical}"
    assert found.meta["description"] == found.meta["og:description"] != ""
    assert found.meta["og:title"] in title
    assert set(found.things) == types
    assert "robots" not in found.meta


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/search", "Search · The Studio Help"),
        ("/requests", "Your request · The Studio Help"),
        ("/requests/R-7K4M-2XQP", "Your request · The Studio Help"),
        ("/articles/no-such-article", "Not found · The Studio Help"),
        ("/categories/no-such-shelf", "Not found · The Studio Help"),
        ("/wizards/no-such-wizard", "Not found · The Studio Help"),
        ("/nowhere", "Not found · The Studio Help"),
    ],
)
def test_what_is_nobodys_to_find_is_not_indexed(path: str, title: str) -> None:
    found = head(path)
    assert found.words["title"] == title
    assert found.meta == {"robots": "noindex"}
    assert found.links == {}


def test_a_page_leads_to_its_other_forms() -> None:
    assert head("/articles/return-policy").links["alternate"] == ["/articles/return-policy.md", "/feed.xml"]
    assert head("/").links["alternate"] == ["/feed.xml"]


def test_without_a_public_address_nothing_claims_one() -> None:
    found = head("/articles/return-policy", site=UNNAMED)
    assert found.links["canonical"] == ["/articles/return-policy"]
    assert "og:url" not in found.meta
    assert found.things["Article"]["mainEntityOfPage"] == "/articles/return-policy"


def test_structured_data_tells_where_the_page_stands_and_since_when() -> None:
    found = head("/articles/return-policy").things
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "Help", "https://help.example.com/"),
        (2, "Returns and refunds", "https://help.example.com/categories/returns-refunds"),
        (3, "What is your return policy?", "https://help.example.com/articles/return-policy"),
    ]
    assert found["Article"]["dateModified"] == "2026-11-15"
    assert found["OnlineStore"]["hasMerchantReturnPolicy"]["merchantReturnDays"] == 7


def test_questions_come_with_their_answers() -> None:
    asked = head("/articles/when-will-my-order-arrive").things["FAQPage"]["mainEntity"]
    assert asked[2]["name"] == "What if the date has passed?"
    assert asked[2]["acceptedAnswer"]["text"].startswith(
        "Start with the places to check first. From 1 day after"
    )


@pytest.mark.parametrize("name", OFFERED)
def test_every_store_has_a_head_for_every_page(name: str) -> None:
    store = the_store(name)
    for slug in store.library.catalogue.articles:
        found = head(f"/articles/{slug}", store)
        assert found.things["Article"]["headline"] == found.meta["og:title"]
    returns = head("/", store).things["OnlineStore"].get("hasMerchantReturnPolicy")
    assert bool(returns) == ("return-item" in store.rules.flows)


TAGS = head("/articles/when-will-my-order-arrive").tags


@given(title=st.text(min_size=1), shop=st.text(min_size=1))
def test_no_text_leaves_its_place(title: str, shop: str) -> None:
    store = with_article("when-will-my-order-arrive", title=title + HOSTILE, summary=HOSTILE + title)
    store = replace(store, rules=with_profile(name=shop + HOSTILE).rules)
    context: Any = SimpleNamespace(store=store, site=PUBLIC)
    html = head_for(context, "/articles/when-will-my-order-arrive")
    found = Head(html)
    assert found.tags == TAGS
    assert found.things["Article"]["headline"] == title + HOSTILE
    assert found.things["Article"]["publisher"]["name"] == shop + HOSTILE
    assert html.count("</script") == html.count("<script") == 1
    assert "<!--" not in html


def test_heads_of_made_up_addresses_are_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[str] = []
    monkeypatch.setattr("helpcenter.web.page_head._kept", lambda store, site, path: kept.append(path) or "")
    for path in (
        "/articles/a",
        "/nowhere",
        "/search",
        "/requests/R-7K4M-2XQP",
        "//",
        "/articles/return-policy/",
    ):
        head(path)
    assert kept == ["/", "/articles/return-policy"]


@pytest.mark.parametrize("path", ["/", "/404"])
def test_the_page_comes_in_the_colours_of_its_shop(path: str) -> None:
    store = with_profile(look=Look(accent="#123456", accent_dark="#abcdef"))
    assert head(path, store).words["style"] == ":root{--accent-light:#123456;--accent-dark:#abcdef}"
