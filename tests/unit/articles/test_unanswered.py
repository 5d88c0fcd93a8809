from pathlib import Path

import pytest

from helpcenter.articles.unanswered import Topic, load_topics
from helpcenter.errors import ContentError


def test_topics_are_read_with_what_is_asked_about_them(tmp_path: Path) -> None:
    path = tmp_path / "unanswered.toml"
    path.write_text('[[topic]]\nabout = "gift cards"\nasked = ["Buy a gift card", "Voucher"]\n', "utf-8")
    assert load_topics(path) == (Topic("gift cards", ("Buy a gift card", "Voucher")),)


def test_a_store_needs_no_topics(tmp_path: Path) -> None:
    assert load_topics(tmp_path / "unanswered.toml") == ()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[[topic]\n", ["1: the file cannot be read: a bracket is missing at the end of a table's name"]),
        ('[[topic]]\nabout = "jobs"\n', ["1: topic.0.asked: is missing"]),
        ('[[topics]]\nabout = "jobs"\n', ["1: topics: is not a known key"]),
        (
            '[[topic]]\nabout = "jobs"\nasked = []\n',
            ["3: topic.0.asked: has too few entries: 1 or more are needed"],
        ),
        (
            '[[topic]]\nabout = "?"\nasked = ["jobs", 3]\nanswer = "no"\n',
            [
                "2: topic.0.about: a word or a phrase was expected",
                "3: topic.0.asked.1: a text was expected, not 3; in quotes it would be one",
                "4: topic.0.answer: is not a known key",
            ],
        ),
    ],
)
def test_a_wrong_file_is_refused_with_all_its_problems(
    tmp_path: Path, text: str, problems: list[str]
) -> None:
    path = tmp_path / "unanswered.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_topics(path)
    assert caught.value.problems == [f"{path}:{problem}" for problem in problems]
