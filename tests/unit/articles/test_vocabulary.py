import pytest

from helpcenter.articles.search.analysis import Analyzer
from helpcenter.articles.search.vocabulary import Vocabulary
from helpcenter.articles.synonyms import Synonyms

SPOKEN = {"order": 9, "cancel": 4, "parcel": 3, "delivery": 5, "return": 2, "refund": 2, "later": 1, "cat": 1}
WRITTEN = {"older": 1, "orders": 2, "carrier": 3, "ordinary": 1, "wait": 1}


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.empty(Analyzer("en", Synonyms((("bundle", "parcel"),)))).updated(SPOKEN, WRITTEN)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ordr", "order"),
        ("odrer", "order"),
        ("roder", "order"),
        ("prder", "order"),
        ("aorder", "order"),
        ("rder", "order"),
        ("xrde", None),  # as short as this, the first letter can be left out, but not be another
        ("wher", "where"),
        ("elivery", "delivery"),
        ("delivrey", "delivery"),
        ("delivvrey", "delivery"),
        ("selivvry", None),
        ("cancl", "cancel"),
        ("cncl", None),
        ("bundel", "bundle"),
        ("wnat", "want"),
        ("wiat", "wait"),
        ("cta", None),
        ("whet", None),  # "when" would be lost, and with it what "whet" may have meant
        ("orde4", None),
        ("zebra", None),
    ],
)
def test_a_typo_is_one_slip_away_and_two_in_long_words(
    vocabulary: Vocabulary, typed: str, meant: str | None
) -> None:
    assert vocabulary.correct(typed) == meant


def test_of_two_neighbours_the_one_that_is_used_more_is_meant(vocabulary: Vocabulary) -> None:
    assert vocabulary.correct("odder") == "order"


def test_words_that_go_leave_no_trace(vocabulary: Vocabulary) -> None:
    more = vocabulary.updated({"zebra": 1, "4pack": 1, "4zebra": 1}, {"zebra": 2, "order": 1})
    assert (more.correct("zebr"), more.complete("ze"), more.knows("zebras")) == ("zebra", "zebra", True)
    less = more.updated({"zebra": -1, "4zebra": -1}, {"zebra": -2})
    assert (less.correct("zebr"), less.complete("ze"), less.knows("zebras")) == (None, None, False)
    assert less.correct("pack") is None
    assert less.complete("ord") == "order"


@pytest.mark.parametrize("word", ["order", "ordering", "bundle", "bundles", "want", "carriers"])
def test_other_forms_of_known_words_are_known(vocabulary: Vocabulary, word: str) -> None:
    assert vocabulary.knows(word)


def test_words_that_nobody_wrote_are_unknown(vocabulary: Vocabulary) -> None:
    assert not vocabulary.knows("newsletter")


@pytest.mark.parametrize(
    ("typed", "meant"), [("ord", "order"), ("del", "delivery"), ("o", None), ("x", None), ("xy", None)]
)
def test_a_begun_word_is_completed_to_the_most_used(
    vocabulary: Vocabulary, typed: str, meant: str | None
) -> None:
    assert vocabulary.complete(typed) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("cancelorder", ["cancel", "order"]),
        ("wheresmyparcel", ["wheres", "my", "parcel"]),
        ("laterorder", ["later", "order"]),
        ("cancelxorder", None),
        ("catcat", None),  # too short to be sure
        ("cancel2order", None),
        (
            "cancelorderparcelreturnrefunddelivery",
            ["cancel", "order", "parcel", "return", "refund", "delivery"],
        ),
        ("cancelorderparcelreturnrefunddeliverycancel", None),  # longer than anybody writes
    ],
)
def test_words_run_together_are_taken_apart_into_as_few_as_can_be(
    vocabulary: Vocabulary, typed: str, words: list[str] | None
) -> None:
    assert vocabulary.split(typed) == words
