from pathlib import Path

import pytest

from helpcenter.articles.synonyms import Synonyms, load_synonyms
from helpcenter.errors import ContentError
from tests.unit.articles.shop import FIXTURES


def test_each_word_of_a_group_becomes_its_form() -> None:
    synonyms = load_synonyms(FIXTURES / "shop" / "synonyms.toml")
    assert synonyms.forms[:3] == (("package", "parcel"), ("big box", "parcel"), ("purchase", "order"))


def test_a_store_needs_no_synonyms(tmp_path: Path) -> None:
    assert load_synonyms(tmp_path / "synonyms.toml") == Synonyms()


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("[[group]\n", ["1: the file cannot be read: a bracket is missing at the end of a table's name"]),
        ('[[group]]\nform = "a"\n', ["1: group.0.words: is missing"]),
        ('[[groups]]\nform = "a"\n', ["1: groups: is not a known key"]),
        (
            '[[group]]\nform = "aa"\nwords = []\n',
            ["3: group.0.words: has too few entries"],
        ),
        (
            '[[group]]\nform = "aa"\nwords = ["bb"]\n\n[[group]]\nform = 5\nwords = ["!"]\nfrom = "x"\n',
            [
                "6: group.1.form: a text was expected, not 5",
                "7: group.1.words.0: a word or a phrase was expected",
                "8: group.1.from: is not a known key",
            ],
        ),
        (
            '[[group]]\nform = "aa"\nwords = ["bb",\n"Bb", "aa"]\n',
            [
                "4: “Bb” stands in the group of “aa” already",
                "2: “aa” stands in the group of “aa” already",
            ],
        ),
        (
            '[[group]]\nform = "aa"\nwords = ["bb  cc"]\n'
            '[[group]]\nform = "dd"\nwords = [\n  "bb cc",\n  "aa",\n]\n',
            [
                "7: “bb cc” stands in the group of “aa” already",
                "8: “aa” stands in the group of “aa” already",
            ],
        ),
    ],
)
def test_a_wrong_file_is_refused_with_all_its_problems(
    tmp_path: Path, text: str, problems: list[str]
) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ContentError) as caught:
        load_synonyms(path)
    said = [problem.removeprefix(f"{path}:") for problem in caught.value.problems]
    assert len(said) == len(problems)
    assert all(sentence.startswith(start) for sentence, start in zip(said, problems, strict=True)), said


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "synonyms.toml"
    path.write_bytes(b"\xff\xfe")
    with pytest.raises(ContentError):
        load_synonyms(path)
