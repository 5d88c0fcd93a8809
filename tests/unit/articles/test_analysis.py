import sys

import pytest

from helpcenter.articles.search.analysis import STEMMERS, Analyzer
from helpcenter.articles.search.folding import fold
from helpcenter.articles.synonyms import Synonyms

SYNONYMS = Synonyms(
    (
        ("package", "parcel"),
        ("big box", "parcel"),
        ("send back", "return"),
        ("not arrived", "undelivered"),
        ("customer service", "support"),
        ("customer service number", "phone"),
    )
)


def terms(text: str, language: str = "en") -> list[str]:
    analyzer = Analyzer(language, SYNONYMS)
    return [term.text for term in analyzer.terms(analyzer.words(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I would like to know about REFUNDS, please!", ["refund"]),
        ("refunding the refunded refund", ["refund", "refund", "refund"]),
        ("Where's my café bill? Don't tell", ["cafe", "bill"]),
        ("wheres my cafe bill? dont tell", ["cafe", "bill"]),
        ("order S-1001 of 12/24, 3rd time", ["order", "time"]),
        ("naïve façade e\u0301clair", ["naiv", "facad", "eclair"]),
        ("wanna know, fucking hello", []),
    ],
)
def test_only_what_tells_questions_apart_is_left(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two packages", ["two", "parcel"]),
        ("the Big Boxes", ["parcel"]),
        ("a big red box", ["big", "red", "box"]),
        ("sending it back", ["return"]),
        ("send it all back", ["send", "back"]),
        ("it has not yet arrived", ["undeliv"]),
        ("arrived", ["arriv"]),
        ("customer service", ["support"]),
        ("customer service number", ["phone"]),
        ("send", ["send"]),
    ],
)
def test_phrases_that_mean_the_same_become_one_form_and_the_longest_wins(
    text: str, expected: list[str]
) -> None:
    assert terms(text) == expected


def test_a_form_of_several_words_is_one_term() -> None:
    analyzer = Analyzer("en", Synonyms((("zip", "postal code"),)))
    assert analyzer.distinct_terms(analyzer.words("zip zips")) == ("postal_code",)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "cancelling the orders", "Cancelled order"),
        ("es", "¿Dónde están las devoluciones?", "devolucion"),
        ("es", "cancelación", "cancelaciones"),
        ("de", "Wo ist meine Rücksendung?", "rucksendungen"),
        ("de", "Straße", "STRASSE"),
        ("fr", "Je voudrais retourner l'article livré", "articles livrée retourne"),
        ("fr", "qu'est-ce que le remboursement", "remboursements"),
    ],
)
def test_forms_of_a_word_meet_in_each_language(language: str, one: str, other: str) -> None:
    assert sorted(terms(one, language)) == sorted(terms(other, language)) != []


@pytest.mark.parametrize("language", STEMMERS)
def test_stop_words_are_written_as_words_are_folded(language: str) -> None:
    stop_words = Analyzer(language, Synonyms()).stop_words
    assert len(stop_words) > 100
    assert [word for word in stop_words if fold(word) != word] == []


def test_every_letter_that_there_is_stays_as_it_was_folded() -> None:
    letters = [char for char in map(chr, range(sys.maxunicode + 1)) if char.isalnum()]
    assert [char for char in letters if fold(fold(char)) != fold(char)] == []


def test_a_word_just_as_it_was_written_wins_over_another_group_with_its_stem() -> None:
    analyzer = Analyzer("en", Synonyms((("package", "parcel"), ("packaged", "wrapped"))))
    words = ("package", "packages", "packaged", "packaging")
    read = {word: analyzer.distinct_terms([word]) for word in words}
    assert read == {
        "package": ("parcel",),
        "packages": ("parcel",),
        "packaged": ("wrap",),
        "packaging": ("parcel",),
    }


def test_stop_words_are_kept_behind_a_mark_where_phrases_are_compared() -> None:
    analyzer = Analyzer("en", SYNONYMS)
    assert analyzer.phrase_terms(["when", "will", "it", "ship"]) == ("ship", "~when", "~will", "~it")
