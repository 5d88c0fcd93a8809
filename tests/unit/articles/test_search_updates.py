"""An index that was updated must find what one that is built anew finds."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from helpcenter.articles.search import Entry, Kind, SearchIndex
from helpcenter.articles.synonyms import Synonyms

WORDS = st.sampled_from(
    ("order", "cancel", "refund", "parcel", "address", "gift", "return", "lost", "late", "broken", "card")
) | st.sampled_from(("orders", "returning", "what", "where", "ever", "4ever", "bundle", "send", "back"))
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

# Known words, begun ones, and ones with a slip; also in a longer text.
SLIPS = st.builds(
    lambda word, at, put: word[: at % len(word)] + put + word[at % len(word) + 1 :],
    WORDS,
    st.integers(0, 9),
    st.sampled_from(("", "x", "wh", "4")),
)
TYPED = st.lists(SLIPS | WORDS, min_size=1, max_size=3).map(" ".join)
SYNONYMS = Synonyms((("bundle", "parcel"), ("send back", "return")))


def found(index: SearchIndex, query: str) -> list[tuple[str, float]]:
    return [(hit.slug, hit.score) for hit in index.search(query).hits]


def told(index: SearchIndex, typed: str) -> list[object]:
    """All that an index makes of a text, and of each of its words."""
    vocabulary = index.corpus.vocabulary
    words = [
        (vocabulary.knows(word), vocabulary.correct(word), vocabulary.complete(word))
        for word in typed.split()
    ]
    return [found(index, typed), words]


@settings(max_examples=40)
@given(ENTRIES, ENTRIES, PHRASES)
def test_an_update_finds_what_a_new_index_finds(old: list[Entry], new: list[Entry], query: str) -> None:
    before = SearchIndex.build(old, "en", Synonyms())
    expected_before = found(before, query)
    updated = before.updated(new)

    assert found(updated, query) == found(SearchIndex.build(new, "en", Synonyms()), query)
    assert found(before, query) == expected_before


@settings(max_examples=80)
@given(st.lists(ENTRIES, min_size=2, max_size=5), TYPED)
def test_a_chain_of_updates_tells_what_a_new_index_tells(states: list[list[Entry]], typed: str) -> None:
    indexes = [SearchIndex.build((), "en", SYNONYMS)]
    for entries in states:
        indexes.append(indexes[-1].updated(entries))
    for index, entries in zip(indexes, ([], *states), strict=True):
        assert told(index, typed) == told(SearchIndex.build(entries, "en", SYNONYMS), typed)


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


def test_edits_of_many_articles_in_a_row_are_all_found() -> None:
    def an_entry(number: int, title: str) -> Entry:
        return Entry(Kind.ARTICLE, f"a{number}", title, "…", ())

    entries = [an_entry(number, "Old door") for number in range(30)]
    indexes = [SearchIndex.build(entries, "en", Synonyms())]
    for number in range(30):
        entries = [*entries[:number], an_entry(number, "New door"), *entries[number + 1 :]]
        indexes.append(indexes[-1].updated(entries))
    for number, index in enumerate(indexes):
        hits = index.search("new", limit=30).hits
        assert {hit.slug for hit in hits} == {entry.slug for entry in entries[:number]}
