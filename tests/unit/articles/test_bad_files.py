"""Each file in `fixtures/articles/bad` is wrong in its own way; what must be said of it stands beside it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.articles.parsing import Surroundings, parse_article
from tests.unit.articles.shop import FIXTURES

BAD_FILES = sorted((FIXTURES / "bad").glob("*.md"))
SURROUNDINGS = Surroundings(
    facts={"returns.window": "7 days", "store.email": "help@shop.example"},
    categories=frozenset({"returns", "delivery"}),
    assets=FIXTURES / "no-such-assets",
)


@pytest.mark.parametrize("path", BAD_FILES, ids=lambda path: path.stem)
def test_all_problems_of_a_file_are_named_with_their_lines(path: Path) -> None:
    parsed = parse_article(Path(path.name), path.read_bytes(), SURROUNDINGS)

    said = [f"{problem.line}: {problem.message}" for problem in parsed.problems]
    assert said == path.with_suffix(".problems").read_text("utf-8").splitlines()
    assert parsed.article is None


def test_a_problem_reads_as_editors_and_tools_expect_it() -> None:
    parsed = parse_article(Path("content/faq/returns.md"), b"", SURROUNDINGS)

    (problem,) = parsed.problems
    assert str(problem).startswith("content/faq/returns.md:1: the file must begin with front matter")


HEAD = b"""---
title: A title
summary: A summary
category: returns
aliases: [one a, two b, three c]
reviewed: 2026-01-05
---
"""


@given(
    st.one_of(
        st.binary(max_size=200), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))
    )
)
def test_no_file_whatever_makes_the_parser_fail(content: bytes) -> None:
    for whole in (content, b"---\n" + content + b"\n---\nWords\n", HEAD + content):
        parsed = parse_article(Path("a.md"), whole, SURROUNDINGS)
        assert (parsed.article is None) == bool(parsed.problems)
