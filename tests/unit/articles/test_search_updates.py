"""An index that was updated must find what one that is built anew finds."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from helpcenter.articles.search import Entry, Kind, SearchIndex
from helpcenter.articles.synonyms import Synonyms

WORDS = st.sampled_from(
    ("order", "cancel", "refund", "parcel", "address", "gift", "return", "lost", "late", "broken", "card")
)
PHRASES = st.lists(WORDS, min_size=1, max_size=4).map(" ".join)
ENTRIES = st.lists(
    st.builds(
        Entry,
        kind=st.just(Kind.ARTICLE),
        slug=st.sampled_from("abcdefgh"),
        title=PHRASES,
        summary=PHRASES,
        aliases=st.lists(PHRASES, max_size=3).map(tuple),
        text=PHRASES,
    ),
    max_size=6,
    unique_by=lambda entry: entry.slug,
)


def found(index: SearchIndex, query: str) -> list[tuple[str, float]]:
    return [(hit.slug, hit.score) for hit in index.search(query).hits]


@settings(max_examples=40)
@given(ENTRIES, ENTRIES, PHRASES)
def test_an_update_finds_what_a_new_index_finds(old: list[Entry], new: list[Entry], query: str) -> None:
    before = SearchIndex.build(old, "en", Synonyms())
    expected_before = found(before, query)
    updated = before.updated(new)

    assert found(updated, query) == found(SearchIndex.build(new, "en", Synonyms()), query)
    assert found(before, query) == expected_before


def test_any_state_can_be_updated_however_often() -> None:
    red, blue, green = (
        Entry(Kind.ARTICLE, slug, f"The {slug} door", "…", ()) for slug in ("red", "blue", "green")
    )
    first = SearchIndex.build([red, blue], "en", Synonyms())
    second = first.updated([red])
    third = first.updated([blue, green])
    for index, slugs in (
        (first, "red blue"),
        (second, "red"),
        (third, "blue green"),
        (second.updated([blue]), "blue"),
    ):
        assert {slug for slug, _ in found(index, "door")} == set(slugs.split())


def test_words_of_a_replaced_entry_are_no_longer_guessed_at() -> None:
    entry = Entry(Kind.ARTICLE, "a", "Zeppelin flights", "…", ())
    index = SearchIndex.build([entry], "en", Synonyms())
    assert index.corpus.vocabulary.correct("zepelin") == "zeppelin"
    updated = index.updated([replace(entry, title="Balloon flights")])
    assert updated.corpus.vocabulary.correct("zepelin") is None
    assert found(updated, "zeppelin") == []


def test_only_what_differs_is_indexed_again() -> None:
    entries = [Entry(Kind.ARTICLE, slug, f"Title {slug}", "…", ("an alias",)) for slug in ("one", "two")]
    index = SearchIndex.build(entries, "en", Synonyms())
    updated = index.updated([entries[0], replace(entries[1], title="Another")])
    kept = {row for row in updated.rows if row in index.rows}
    assert [index.rows[row].entry.slug for row in kept] == ["one"]
    assert len(updated.rows) == 2
