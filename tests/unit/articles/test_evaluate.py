import pytest

from helpcenter.articles.search import Hit, Kind, Results, Snippet
from helpcenter.articles.search.evaluate import Case, Misses, Quality, evaluate, read_cases
from helpcenter.errors import ContentError


def results(*slugs: str, answered: bool = True) -> Results:
    return Results(tuple(Hit(Kind.ARTICLE, slug, slug, 1.0, lambda: Snippet("")) for slug in slugs), answered)


ANSWERS = {
    "first": results("a", "b", "c"),
    "second": results("b", "a", "c"),
    "fourth": results("b", "c", "d", "a"),
    "never": results("b", "c", answered=False),
    "nothing": results(answered=False),
    "something": results("a"),
}


def a_case(query: str, *expect: str, noisy: bool = False) -> Case:
    return Case(query=query, expect=[f"article:{slug}" for slug in expect], noisy=noisy)


def test_the_figures_are_those_of_the_questions_that_have_an_answer() -> None:
    cases = [
        a_case("first", "a"),
        a_case("second", "a", noisy=True),
        a_case("fourth", "a"),
        a_case("never", "a"),
    ]
    report = evaluate([*cases, a_case("nothing"), a_case("something")], ANSWERS.__getitem__)

    assert report.every == Quality(4, hit_at_1=1 / 4, hit_at_3=2 / 4, mrr=(1 + 1 / 2 + 1 / 4) / 4)
    assert report.noisy == Quality(1, hit_at_1=0, hit_at_3=1, mrr=1 / 2)
    assert (report.unanswerable, report.unanswerable_recognised) == (2, 1 / 2)
    assert report.answerable_refused == 1 / 4


def test_any_of_the_expected_answers_is_right() -> None:
    assert evaluate([a_case("second", "x", "b")], ANSWERS.__getitem__).every.hit_at_1 == 1


def test_the_worst_misses_come_first_by_the_answer_that_was_expected() -> None:
    cases = [a_case("first", "b"), a_case("second", "a"), a_case("fourth", "a"), a_case("first", "a")]
    assert evaluate(cases, ANSWERS.__getitem__).worst == (
        Misses("article:a", missed=2, asked=3, examples=("second", "fourth")),
        Misses("article:b", missed=1, asked=1, examples=("first",)),
    )


def test_no_cases_are_no_error() -> None:
    report = evaluate([], ANSWERS.__getitem__)
    assert report.every == Quality(0, 0, 0, 0)
    assert report.worst == ()


def test_cases_are_a_json_object_a_line() -> None:
    lines = [
        '{"query": "q", "expect": ["article:a", "wizard:b"]}\n',
        "\n",
        '{"query": "r", "expect": [], "noisy": true}',
    ]
    assert read_cases(lines) == (
        Case(query="q", expect=["article:a", "wizard:b"]),
        Case(query="r", expect=[], noisy=True),
    )


def test_each_wrong_line_is_named() -> None:
    lines = [
        "{",
        '{"query": 5, "expect": ["a"]}',
        '{"query": "q", "expect": []}',
        '{"expect": [], "noisy": 1, "note": "from the queries of May"}',
    ]
    with pytest.raises(ContentError) as caught:
        read_cases(lines)
    starts = [problem.split(": ")[:2] for problem in caught.value.problems]
    assert starts == [
        ["line 1", "no JSON"],
        ["line 2", "query"],
        ["line 2", "expect.0"],
        ["line 4", "query"],
        ["line 4", "noisy"],
    ]
