"""`helpcenter search` answers as the search page does, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from helpcenter.cli import main


def search(*arguments: str, lines: bytes = b"") -> Result:
    return CliRunner().invoke(main, ["search", *arguments], input=lines)


def test_a_batch_has_an_answer_a_line_in_order_each_with_whether_it_is_a_good_one():
    asked = ["where is my order", "xqzvkw blorp", "", "can I return a mug?"]
    done = search("--batch", lines="\n".join(asked).encode())
    answers: list[dict[str, Any]] = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == asked
    assert [answer["answered"] for answer in answers] == [True, False, False, True]
    best = answers[0]["results"][0]
    assert (best["kind"], best["slug"]) == ("wizard", "find-my-order")
    assert best["score"] >= answers[0]["results"][1]["score"] > 0


def test_a_batch_goes_on_after_a_line_that_is_no_text():
    done = search("--batch", lines=b"\xff\xfe\r\nrefund\r\n")
    assert [json.loads(line)["answered"] for line in done.stdout.splitlines()] == [False, True]


def test_one_question_is_answered_for_reading_and_as_json():
    assert "track-my-order" in search("where is my order").output
    assert search("xqzvkw blorp").output == "Nothing found.\n"
    found = json.loads(search("--json", "where is my order").output)
    assert {"query", "results"} == found.keys()


def test_an_evaluation_says_how_often_the_right_result_comes_first(tmp_path: Path):
    cases = tmp_path / "cases.jsonl"
    right = {"query": "where is my order", "expect": ["wizard:find-my-order"], "noisy": False}
    wrong = {"query": "where is my order", "expect": ["article:contact-us"], "noisy": True}
    none = {"query": "xqzvkw blorp", "expect": [], "noisy": False}
    cases.write_text("\n".join(map(json.dumps, (right, wrong, none))))
    report = search("--eval", str(cases)).output
    assert "2 questions  hit@1  50.0%" in report
    assert "1 questions  hit@1   0.0%" in report
    assert "recognised so: 100.0%" in report
    assert "article:contact-us: 1 of 1 missed" in report


@pytest.mark.parametrize("arguments", [(), ("refund", "--batch")])
def test_it_takes_a_question_or_many(arguments: tuple[str, ...]):
    done = search(*arguments)
    assert done.exit_code == 2
    assert "Give a query, or --batch, or --eval FILE." in done.output


def test_a_file_that_cannot_be_read_is_reported_line_by_line(tmp_path: Path):
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"query": "x", "expect": ["contact-us"]}\n{"query": 5\n')
    done = search("--eval", str(cases))
    assert done.exit_code == 1
    assert "line 1: expect.0" in done.output
    assert "line 2: no JSON" in done.output
