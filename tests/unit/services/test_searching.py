"""The page of results: what is shown, how it is counted, and by which topics it can be narrowed down."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.services.searching import search_store, suggest
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY

STORE = load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC))


@pytest.fixture
def store() -> Store:
    return STORE


@pytest.mark.parametrize("query", ["", "  ", "\t\n"])
def test_nothing_asked_is_no_search(store: Store, query: str):
    view = search_store(store, query)
    assert (view.said, view.results, view.filters) == ("", [], [])


def test_the_answers_are_counted_in_words(store: Store):
    view = search_store(store, "refund")
    assert view.said == f"{len(view.results)} answers for “refund”"
    assert search_store(store, "xqzvkw").said == "Nothing found for “xqzvkw”"
    problems = search_store(store, "refund", "delivery")
    assert problems.said.endswith("for “refund” in Delivery")


def test_the_words_that_a_sentence_shares_with_the_question_are_marked(store: Store):
    snippets = [result.snippet for result in search_store(store, "where is my refund").results]
    marked = {piece.text.lower() for pieces in snippets for piece in pieces if piece.match}
    assert "refund" in marked


@pytest.mark.parametrize("query", ["parcel late", "package is late", "late parcel"])
def test_a_late_parcel_leads_to_what_to_do_and_then_to_the_order_itself(store: Store, query: str):
    titles = [result.title for result in search_store(store, query).results]
    assert titles[:2] == ["My package is late. What should I do?", "Find my order"]


def test_what_only_shares_a_word_with_the_question_is_left_out(store: Store):
    titles = [result.title for result in search_store(store, "cancel my order").results]
    assert titles[:2] == ["Cancel an order", "Can I cancel my order?"]
    assert "How do I track my order?" not in titles


def test_each_topic_counts_what_its_address_shows(store: Store):
    view = search_store(store, "where is my parcel")
    every, *topics = view.filters
    assert (every.title, every.count, every.chosen) == ("All topics", len(view.results), True)
    assert len(topics) > 1
    for topic in topics:
        asked = parse_qs(urlsplit(topic.href).query)
        narrowed = search_store(store, asked["q"][0], asked["category"][0])
        assert len(narrowed.results) == topic.count
        assert [other.title for other in narrowed.filters if other.chosen] == [topic.title]
        assert {other.href for other in narrowed.filters} == {other.href for other in view.filters}


def test_a_wizard_stands_in_the_topics_of_the_articles_that_offer_it(store: Store):
    titles = [result.title for result in search_store(store, "cancel my order", "orders").results]
    assert "Cancel an order" in titles
    contact = [result.title for result in search_store(store, "cancel my order", "contact").results]
    assert "Cancel an order" not in contact


def test_an_unknown_topic_is_as_good_as_none(store: Store):
    assert search_store(store, "refund", "<script>") == search_store(store, "refund")


def test_a_topic_with_nothing_in_it_leads_back_to_all(store: Store):
    view = search_store(store, "xqzvkw", "orders")
    assert [(one.title, one.chosen) for one in view.filters] == [("All topics", False), ("Orders", True)]


@given(st.text(max_size=80))
def test_any_text_finds_its_way_into_the_addresses_and_back(query: str):
    query = query.encode("utf-8", "ignore").decode()
    for one in search_store(STORE, f"order {query}").filters:
        assert parse_qs(urlsplit(one.href).query)["q"] == [f"order {query}".strip()]


@given(st.text(max_size=80))
def test_the_pieces_of_a_snippet_are_all_of_it(query: str):
    for result in search_store(STORE, f"refund {query}").results:
        assert all(piece.text for piece in result.snippet)


def test_what_no_page_answers_is_named_and_leads_to_a_person(store: Store):
    view = search_store(store, "reset my password")
    assert not view.answered
    assert view.said.startswith("We have no page about accounts and passwords.")


def test_a_topic_that_no_page_is_about_is_no_suggestion(store: Store):
    titles = [option.title for option in suggest(store, "subscribe to the newsl").options]
    assert not [title for title in titles if "newsletter" in title]
