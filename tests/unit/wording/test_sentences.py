"""How sentences are filled, what is left out of them, and what is wrong with how they are written."""

from __future__ import annotations

import pytest
from structlog.testing import capture_logs

from helpcenter.wording import Wording
from helpcenter.wording.sentences import fill, lacking, slips

FACTS = {"support.reply": "2 days", "refunds.arrival": "7 days"}


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Here.", "Here."),
        ("In {{ support.reply }}, {{support.reply}}: {name}.", "In 2 days, 2 days: Ada."),
        ("We answer[[ within {{ support.reply }}]].", "We answer within 2 days."),
        ("We answer[[ within {{ support.time }}]].", "We answer."),
        ("We answer[[ by {day}]].", "We answer."),
        ("We answer[[ {name}]].", "We answer Ada."),
        ("We answer[[ {name} by {day}]].", "We answer."),
        ("[[Until {day}.]]", ""),
        ("[[In {{ support.time }}]][[In {{ support.reply }}]].", "In 2 days."),
        ("[[To {name}[[ by {day}]][[ in {{ refunds.arrival }}]].]]", "To Ada in 7 days."),
        ("[[By {day}[[ to {name}]].]]", ""),
        ("{odd}", "[[ {name} ]] {{ support.reply }}"),
        ("Two\n[[lines {day}\n]]here", "Two\nhere"),
    ],
)
def test_what_is_not_known_is_left_out_with_the_words_around_it(sentence: str, words: str) -> None:
    values = {"name": "Ada", "day": "", "odd": "[[ {name} ]] {{ support.reply }}"}
    assert fill(sentence, FACTS, values) == words


@pytest.mark.parametrize("sentence", ["By {when}.", "[[By {when}.]]"])
def test_a_value_that_the_code_does_not_give_is_a_broken_promise(sentence: str) -> None:
    with pytest.raises(LookupError):
        fill(sentence, FACTS, {})


def test_a_sentence_lacks_what_it_cannot_be_said_without() -> None:
    sentence = "{{ support.reply }}, {{ a.b }}, {value}, [[{{ c.d }}[[{{ e.f }}]]]], {{ g.h }}"
    assert lacking(sentence, FACTS) == ("a.b", "g.h")


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("As it should be[[ with {value}[[ and {{ a.fact }}]]]].", ""),
        ("A {", "a brace stands alone; write {value} or {{ topic.fact }}"),
        ("A {{ Fact }}", "a brace stands alone; write {value} or {{ topic.fact }}"),
        ("A [[ {value}", "a double bracket stands alone; write [[ … ]] around what can be left out"),
        ("A {value} ]]", "a double bracket stands alone; write [[ … ]] around what can be left out"),
        ("A [[ part ]]", "nothing in [[ part ]] can be missing; it holds a {value} or a {{ topic.fact }}"),
        ("A [square] one", ""),
    ],
)
def test_a_slip_is_told_in_plain_words(sentence: str, problem: str) -> None:
    assert next(slips(sentence), "") == problem


WORDING = Wording(
    {
        "sure": "In {{ support.reply }}.",
        "lacks": "In {{ support.time }}.",
        "steps": ["One.", "In {{ support.time }}.", "[[By {day}.]]", "Last."],
        "checks": [{"title": "A", "text": "In {{ support.time }}."}, {"title": "B", "text": "There."}],
        "codes": {"D.C.": "Washington", "a": {"b": "deep"}},
    }
)


def test_no_customer_reads_the_name_of_a_term() -> None:
    assert WORDING.say("lacks", FACTS) == ""
    assert WORDING.say_first("lacks", "sure", facts=FACTS) == "In 2 days."
    assert WORDING.say_first("lacks", facts=FACTS) == ""
    assert WORDING.say_all("steps", FACTS, day="") == ("One.", "Last.")
    assert WORDING.say_tables("checks", FACTS) == ({"title": "B", "text": "There."},)


def test_a_sentence_that_is_not_said_is_logged_once() -> None:
    wording = Wording({"seldom": "In {{ support.time }}."})
    with capture_logs() as logs:
        wording.say("seldom", FACTS)
        wording.say("seldom", FACTS)
    assert [(entry["event"], entry["key"], entry["facts"]) for entry in logs] == [
        ("sentence_lacks_facts", "seldom", ("support.time",))
    ]


@pytest.mark.parametrize(
    ("key", "words"),
    [("codes.D.C.", "Washington"), ("codes.a.b", "deep"), ("codes.b", None), ("sure.more", None), ("", None)],
)
def test_words_are_found_under_names_with_dots_too(key: str, words: str | None) -> None:
    assert WORDING.find(key) == words
