import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from helpcenter.articles.search import Entry, Hit, Kind, Results, SearchIndex, Snippet, topic_entry
from helpcenter.articles.synonyms import Synonyms
from helpcenter.articles.unanswered import Topic
from tests.unit.articles.shop import the_library

INDEX = the_library().index


def an_article(slug: str, *aliases: str) -> Entry:
    return Entry(Kind.ARTICLE, slug, slug, "…", aliases)


def keys(query: str, limit: int = 10) -> list[str]:
    return [hit.key for hit in INDEX.search(query, limit).hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("I want to know when I get my money back", "article:refunds"),
        ("my plant came in pieces", "article:broken-on-arrival"),
        ("where's the big box I bought", "article:track-my-parcel"),
        ("please stop order #S-1001", "article:cancel-my-order"),
        ("cansel my ordr", "wizard:cancel-order"),
        ("hwo to retrun someting", "article:returns"),
        ("adress was wrong", "article:change-my-address"),
        ("can I talk to somebody on the phone", "article:opening-hours"),
        ("order status", "wizard:find-my-order"),
        ("I want to return this", "wizard:return-item"),
    ],
)
def test_customers_words_lead_to_the_right_place(query: str, first: str) -> None:
    results = INDEX.search(query)
    assert results.hits[0].key == first
    assert results.answered


def test_a_word_that_only_the_text_has_is_found_but_not_called_an_answer() -> None:
    results = INDEX.search("ferry")
    assert results.hits[0].key == "article:delivery-times"
    assert not results.answered


def test_an_order_number_or_an_address_changes_nothing() -> None:
    plain = INDEX.search("cancel order")
    assert INDEX.search("cancel order 3707955617 for ada@example.com").hits == plain.hits


@pytest.mark.parametrize("query", ["can I c", "Can I", "  can i CAN", "can"])
def test_titles_that_begin_with_what_was_typed_come_first(query: str) -> None:
    titles = {hit.title for hit in INDEX.search(query).hits[:2]}
    assert "Can I cancel my order?" in titles
    assert INDEX.search(query).answered


def test_a_whole_alias_wins_over_a_title_that_begins_with_it() -> None:
    entries = [
        Entry(Kind.ARTICLE, "confirmation", "Where is my order confirmation?", "In the mail.", ()),
        Entry(Kind.ARTICLE, "tracking", "How do I track?", "Here.", ("where is my order",)),
    ]
    index = SearchIndex.build(entries, "en", Synonyms())
    assert [hit.slug for hit in index.search("Where is my order?").hits] == ["tracking", "confirmation"]


def test_the_word_that_is_being_typed_is_completed() -> None:
    def score(text: str, *, typing: bool) -> float:
        return INDEX.search(text, typing=typing).hits[0].score

    assert INDEX.search("moved to new addr", typing=True).hits[0].key == "article:change-my-address"
    assert score("delivery addr", typing=True) > score("delivery addr ", typing=True)
    assert score("delivery addr", typing=True) > score("delivery addr", typing=False)


@pytest.mark.parametrize(
    ("query", "same"),
    [
        ("cancelmyorder", "cancel my order"),
        ("wheresmy parcel", "wheres my parcel"),
        ("moneyback", "money back"),
        ("cancellll", "cancel"),
    ],
)
def test_words_that_run_together_are_taken_apart(query: str, same: str) -> None:
    assert keys(query, 1) == keys(same, 1)
    assert INDEX.search(query).answered


def test_a_word_that_everybody_knows_is_no_typing_mistake() -> None:
    """Although "stray" is a letter away from "stay", and "older" from "order"."""
    entries = [an_article("orders", "cancel my order"), an_article("visits", "where to stay")]
    index = SearchIndex.build(entries, "en", Synonyms())
    assert index.search("something for an older stray").hits == ()
    assert [hit.slug for hit in index.search("cancel my ordr").hits] == ["orders"]


def test_small_words_tell_apart_what_is_otherwise_the_same() -> None:
    entries = [
        an_article("coming", "when will it come"),
        an_article("lost", "it did not come"),
        an_article("place", "where does it come to"),
    ]
    index = SearchIndex.build(entries, "en", Synonyms((("come", "arrive"),)))
    for query, first in (
        ("when will my thing come", "coming"),
        ("did it not come yet", "lost"),
        ("where will it come to", "place"),
    ):
        assert index.search(query).hits[0].slug == first
    assert index.search("when will it").hits == ()


def test_where_both_fit_equally_a_wizard_comes_first() -> None:
    both = [Entry(kind, kind, "Cancel", "…", ("cancel an order",)) for kind in (Kind.ARTICLE, Kind.WIZARD)]
    hits = SearchIndex.build(both, "en", Synonyms()).search("cancel it").hits
    assert [hit.kind for hit in hits] == [Kind.WIZARD, Kind.ARTICLE]


TOPICS = [
    an_article("refunds", "when is my money on my account"),
    topic_entry(Topic("accounts", ("Create an account", "Delete my account"))),
]


def test_what_no_page_answers_is_known_and_not_among_the_results() -> None:
    found = SearchIndex.build(TOPICS, "en", Synonyms()).search("delete the account")
    assert (found.answered, found.topic) == (False, "accounts")
    assert [hit.slug for hit in found.hits] == ["refunds"]


def test_a_topic_leaves_what_a_page_answers_better_to_it() -> None:
    found = SearchIndex.build(TOPICS, "en", Synonyms()).search("when is the money on my account")
    assert (found.answered, found.topic, found.hits[0].slug) == (True, "", "refunds")


def test_a_topic_is_no_title_to_begin_with() -> None:
    found = SearchIndex.build(TOPICS, "en", Synonyms()).search("create", typing=True)
    assert found.hits == ()


def test_equal_entries_keep_the_order_they_were_given_in() -> None:
    entries = [Entry(Kind.ARTICLE, slug, "Same title", "Same", ("same alias",)) for slug in ("b", "a", "c")]
    index = SearchIndex.build(entries, "en", Synonyms())
    assert [hit.slug for hit in index.search("alias").hits] == ["b", "a", "c"]
    turned = index.updated(entries[::-1])
    assert [hit.slug for hit in turned.search("alias").hits] == ["c", "a", "b"]
    assert [hit.slug for hit in turned.search("same t").hits] == ["c", "a", "b"]


def test_results_come_best_first_and_no_more_than_asked_for() -> None:
    hits = INDEX.search("my order").hits
    assert len(hits) > 3
    assert sorted(hits, key=lambda hit: -hit.score) == list(hits)
    assert INDEX.search("my order", limit=2).hits == hits[:2]


@pytest.mark.parametrize(
    "query",
    ["how do I subscribe to your newsletter", "forgot password", "payment by credit card", "hello", "", "42"],
)
def test_what_the_shop_has_no_answer_to_is_recognised(query: str) -> None:
    assert not INDEX.search(query).answered


def test_the_snippet_is_the_sentence_that_answers_with_its_words_marked() -> None:
    (hit,) = [hit for hit in INDEX.search("when does the ferry sail").hits if hit.slug == "delivery-times"]
    assert hit.quote() == Snippet("The ferry sails on weekdays only.", ((4, 9), (10, 15)))


def test_the_summary_stands_in_where_no_sentence_shares_a_word() -> None:
    (hit,) = [hit for hit in INDEX.search("order status").hits if hit.slug == "find-my-order"]
    assert hit.quote() == Snippet("See where it is.")


def test_a_long_sentence_is_cut_around_the_words_that_count() -> None:
    filler = "and so it goes on for a while " * 10
    text = f"{filler}until the ferry comes {filler}to an end."
    index = SearchIndex.build([Entry(Kind.ARTICLE, "a", "Boats", "By sea.", (), text=text)], "en", Synonyms())
    (hit,) = index.search("ferry").hits
    ((start, end),) = hit.quote().highlights
    assert hit.quote().text[start:end] == "ferry"
    assert hit.quote().text.startswith("… ")
    assert hit.quote().text.endswith(" …")
    assert len(hit.quote().text) < 240


def test_synonyms_are_marked_as_they_were_written() -> None:
    entry = Entry(Kind.ARTICLE, "a", "Late", "Your big box is late.", ())
    index = SearchIndex.build([entry], "en", Synonyms((("big box", "parcel"),)))
    assert index.search("parcel").hits[0].quote() == Snippet("Your big box is late.", ((5, 12),))


def test_a_row_of_a_table_is_quoted_only_where_nothing_else_shares_a_word() -> None:
    rows = ("Ferry, On weekdays, The ferry sails", "Gull, On Sundays, Yes")
    entry = Entry(Kind.ARTICLE, "a", "Boats", "By sea.", (), text="A ferry is a boat.", rows=rows)
    index = SearchIndex.build([entry], "en", Synonyms())
    assert index.search("ferry sails").hits[0].quote() == Snippet("A ferry is a boat.", ((2, 7),))
    assert index.search("gull").hits[0].quote() == Snippet(rows[1], ((0, 4),))


@pytest.mark.parametrize(
    ("query", "snippet"),
    [
        ("parcel", Snippet("Packages come late.", ((0, 8),))),
        ("package", Snippet("Packages come late.", ((0, 8),))),
        ("packaged", Snippet("It is packaged.", ((6, 14),))),
    ],
)
def test_a_word_that_only_shares_a_stem_with_a_synonym_is_not_marked(query: str, snippet: Snippet) -> None:
    entry = Entry(Kind.ARTICLE, "a", "Late", "It is packaged.", (), text="Packages come late.")
    index = SearchIndex.build([entry], "en", Synonyms((("package", "parcel"),)))
    assert index.search(query).hits[0].quote() == snippet


ODD_TEXTS = st.one_of(
    st.text(max_size=80),
    st.text(st.characters(codec=None), max_size=40),
    st.text('+-&|!(){}[]^"~*?:\\/ ab', max_size=40),
    st.lists(
        st.sampled_from(["order", "retrun", "title:", "AND", "\ud800", "ß", "ﷺ", "½", "😀", "\x00"])
    ).map(" ".join),
)


@given(ODD_TEXTS)
@example("cancel " * 1500)
@example("\u017f" * 10_000)
@example("a" * 10_000)
@example("can\ud800cel my order")
@example('title:"cancel" AND (order OR *) ~2 ^3')
def test_no_text_whatever_makes_search_fail(text: str) -> None:
    results = INDEX.search(text)
    assert isinstance(results, Results)
    assert len(results.hits) <= 10
    for hit in results.hits:
        assert_marks_fit(hit)


def assert_marks_fit(hit: Hit) -> None:
    reached = 0
    for start, end in hit.quote().highlights:
        assert reached <= start < end <= len(hit.quote().text)
        reached = end


@pytest.mark.parametrize(
    ("language", "alias", "query"),
    [
        ("es", "¿Dónde está mi devolución?", "hola, donde estan mis devoluciones por favor"),
        ("de", "Wann kommt meine Rücksendung an", "Ich möchte wissen: wann kommen Rucksendungen an?"),
        ("fr", "Où est mon remboursement", "bonjour, je cherche l'état de mes remboursements"),
    ],
)
def test_other_languages_find_other_forms_of_a_word(language: str, alias: str, query: str) -> None:
    entries = [
        Entry(Kind.ARTICLE, "right", alias, "…", ()),
        Entry(Kind.ARTICLE, "wrong", "Contact", "…", ("telefon telefono telephone",)),
    ]
    hits = SearchIndex.build(entries, language, Synonyms()).search(query).hits
    assert [hit.slug for hit in hits] == ["right"]


def test_the_closest_of_a_kind_are_alike_in_spelling_where_no_word_is_shared() -> None:
    entries = [
        Entry(Kind.WIZARD, "return-item", "Return an item", "Send it back.", ()),
        Entry(Kind.WIZARD, "cancel-order", "Cancel an order", "Within two hours.", ("cancellation",)),
        Entry(Kind.ARTICLE, "cancellations", "Cancellation", "In two hours.", ()),
    ]
    index = SearchIndex.build(entries, "en", Synonyms())
    assert index.closest("kancelationz", Kind.WIZARD) == ["cancel-order", "return-item"]
    assert index.closest("", Kind.WIZARD) == ["return-item", "cancel-order"]
