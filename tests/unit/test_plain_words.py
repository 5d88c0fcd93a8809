"""Mistakes as editors make them, and what is said of them: no sentence of a library's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpcenter.articles.frontmatter import read_head
from helpcenter.errors import ContentError
from helpcenter.toml_file import read_toml

HEAD = {
    "title": "A title",
    "summary": "A summary",
    "category": "returns",
    "aliases": "[one a, two b, three c]",
    "reviewed": "2026-01-05",
}


def said_of(key: str, value: str) -> list[tuple[int, str]]:
    lines = [f"{name}: {written}" for name, written in {**HEAD, key: value}.items()]
    head = read_head("\n".join(["---", *lines, "---", "Words."]), {"returns"}, {})
    return list(head.problems)


@pytest.mark.parametrize(
    ("key", "value", "line", "words"),
    [
        ("title", "Late: what now?", 2, 'a value with ": " in it stands in quotes'),
        ("title", "X", 2, "`title` is too short: it has 1 characters, and 2 are the fewest"),
        ("title", "", 2, "`title` is empty"),
        ("title", "@home", 2, "a value that begins with @, ` or % stands in quotes"),
        ("title", "!important", 2, "a value that begins with ! stands in quotes"),
        ("title", "*new*", 2, "a value that begins with * or & stands in quotes"),
        ("title", "'What's new?'", 2, "quotes enclose the whole value"),
        ("title", "- A title", 2, "a list begins on the line below its key"),
        ("aliases", "one a", 5, '`aliases`: a list such as ["one", "two"] was expected'),
        ("aliases", "[one a, two b", 5, "a comma or ] is missing"),
        ("summary", "'Never closed", 3, "a quotation mark is missing"),
        ("reviewed", "2026-02-30", 6, "`reviewed` cannot be read: there is no such day"),
        ("reviewed", "2026-13-01", 6, "`reviewed` cannot be read: there is no such day"),
        ("reviewed", "soon", 6, "`reviewed` must be a date such as 2026-11-15"),
    ],
)
def test_a_slip_in_front_matter_is_told_in_plain_words(key: str, value: str, line: int, words: str) -> None:
    [(told_at, told)] = said_of(key, value)
    assert words in told
    assert told_at == line


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a = 1\nb\n", 2, "a key and its value are written `key = value`"),
        ("a = 1\nb = some words\n", 2, "a text stands in quotation marks"),
        ('a = 1\nb = "some words\nc = 3\n', 2, "a quotation mark is missing"),
        ("[a]\nb = 1\n[a]\nc = 2\n", 3, "the table on this line stands here twice"),
        ("a = 1\na = 2\nb = 3\n", 2, "the key on this line stands here twice"),
        ("a = 2026-02-30\n", 1, "there is no such date"),
        ("a = 1\nb = 2 hours\n", 2, "something stands behind the value"),
        ("a = [ { from = 2030-01-01 hours = 4 } ]\n", 1, "a bracket or a comma is missing"),
        ('a = "C:\\Orders"\n', 1, "a text with a \\ in it"),
        ("[a\nb = 1\n", 1, "a bracket is missing at the end of a table's name"),
        ("\n= 1\n", 2, "a line is `key = value`"),
        ('a = """never closed\nb = 1', 2, "a quotation mark is missing"),
    ],
)
def test_a_slip_in_toml_is_told_with_its_line(tmp_path: Path, text: str, line: int, words: str) -> None:
    path = tmp_path / "store.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        read_toml(path)
    [problem] = caught.value.problems
    assert problem.startswith(f"{path}:{line}: the file cannot be read: ")
    assert words in problem


def test_lines_are_known_of_dotted_keys_and_of_each_table_of_a_list(tmp_path: Path) -> None:
    path = tmp_path / "store.toml"
    path.write_text(
        '[[shelf]]\nslug = "a"\n\n[[shelf]]\n"slug" = "b"\n[words.a-b]\ndone.title = "c"\n', "utf-8"
    )
    lines = read_toml(path).lines
    assert [lines.of("shelf", number, "slug") for number in (0, 1)] == [2, 5]
    assert lines.of("shelf", 1, "title") == 4
    assert lines.of("words", "a-b", "done", "title") == 7
    assert lines.of("elsewhere") == 1
