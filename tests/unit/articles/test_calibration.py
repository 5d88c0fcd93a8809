import pytest

from helpcenter.articles.search import Entry, Kind, SearchIndex
from helpcenter.articles.search.calibration import answered_from, is_measured
from helpcenter.articles.synonyms import Synonyms


def an_article(slug: str, *aliases: str) -> Entry:
    return Entry(Kind.ARTICLE, slug, slug, "…", aliases)


def held_out(*entries: Entry) -> dict[str, tuple[float, ...]]:
    return dict(SearchIndex.build(entries, "en", Synonyms()).held_out)


def test_an_alias_is_asked_of_its_article_without_it() -> None:
    scores = held_out(
        an_article("refund", "money returned", "returned money", "card"), an_article("parcel", "lost")
    )
    both, other, alone = scores["article:refund"]
    assert both == other > 0.6
    assert alone == 0
    assert scores["article:parcel"] == (0,)


def test_another_article_may_answer_it() -> None:
    scores = held_out(an_article("refund", "money"), an_article("bank", "money back"))
    assert scores["article:refund"][0] > 0.4


@pytest.mark.parametrize(
    ("scores", "line"),
    [
        ([], 0.25),
        ([0.0] * 10, 0.25),
        ([1.0] * 10, 0.6),
        ([0.1] * 3 + [0.45] + [0.9] * 96, 0.45),
        ([0.1] * 2 + [0.45] + [0.9] * 97, 0.6),
    ],
)
def test_one_alias_in_thirty_is_left_unanswered_within_bounds(scores: list[float], line: float) -> None:
    assert answered_from({"article:a": scores[::2], "article:b": scores[1::2]}) == line


def test_a_changed_article_moves_only_its_own_scores() -> None:
    entries = [an_article("refund", "money back", "my money"), an_article("parcel", "lost parcel", "lost")]
    index = SearchIndex.build(entries, "en", Synonyms())
    updated = index.updated([an_article("refund", "cash"), entries[1]])
    assert updated.held_out["article:refund"] == (0,)
    assert updated.held_out["article:parcel"] == index.held_out["article:parcel"]
    assert set(index.updated(entries[1:]).held_out) == {"article:parcel"}


def test_a_small_corpus_is_measured_whole_and_a_large_one_by_a_fixed_part() -> None:
    keys = [f"article:{number}" for number in range(10_000)]
    assert all(is_measured(key, 150) for key in keys)
    assert 50 < sum(is_measured(key, 10_000) for key in keys) < 200
