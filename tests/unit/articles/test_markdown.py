"""An article's Markdown says what its page says."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from helpcenter.articles.body import read_body
from helpcenter.articles.markdown import escape_markdown, write_markdown
from helpcenter.articles.markup import parse_markdown
from helpcenter.articles.plaintext import body_text
from helpcenter.services.store import load_store
from tests.builders import REPOSITORY

STORES = (REPOSITORY / "content", *sorted((REPOSITORY / "examples" / "stores").glob("*/")))
FACTS = {"returns.window": "7 days", "odd.fact": "*7* [days]", "store.email": "help@shop.example"}
READER = MarkdownIt("commonmark").enable("table")


def written(text: str) -> str:
    return write_markdown(read_body(text, 1, "/articles/here", FACTS, None).tokens)


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Within {{ returns.window }}.", "Within 7 days."),
        ("Within {{ odd.fact }}.", r"Within \*7\* \[days\]."),
        ("`{{ returns.window }}` is how to quote it", "`{{ returns.window }}` is how to quote it"),
        ("[Mail](mailto:{{store.email}})", "[Mail](mailto:help@shop.example)"),
        ("See [returns](/articles/returns).", "See [returns](/articles/returns.md)."),
        ("[x](/articles/returns/#what-it-costs)", "[x](/articles/returns.md#what-it-costs)"),
        ("[x](#below) [y](/wizards/cancel-order)", "[x](#below) [y](/wizards/cancel-order)"),
        ("[x](https://a.example/b_(c) \"The *c*\")", "[x](<https://a.example/b_(c)> \"The \\*c\\*\")"),
        ("<https://a.example/b>", "[https://a.example/b](https://a.example/b)"),
        ("![A *red* parcel](/images/parcel.png)", "![A *red* parcel](/images/parcel.png)"),
        ("::: tip Good **to** know\nIt rains.\n:::", "> **Good **to** know**\n>\n> It rains."),
        ("::: note\nIt rains.\n\nA lot.\n:::", "> It rains.\n>\n> A lot."),
    ],
)  # fmt: skip
def test_facts_are_filled_in_and_links_lead_to_markdown(text: str, markdown: str) -> None:
    assert written(text) == f"{markdown}\n"


@pytest.mark.parametrize(
    "text",
    [
        "## A *heading* with \\#\n\nWords  \nand a hard break,\nand a soft one",
        "One\n\n- a\n- b\n  - c\n    d\n- e\n\n* f\n\n  g\n* h\n\n3. i\n4. j\n\n1) k",
        "> quoted\n> > twice\n\n---\n\n    indented\n\n```toml\n[a] `b`\n\n```\n\n~~~\n```\n~~~",
        "Code ``a`b`` and `` `c` `` and ` d ` and **bold *both*** and __b__ _i_",
        "| a | b |\n|:--|--:|\n| `x\\|y` | 1 \\| 2 |\n| | *c* |",
        "\\# no heading\n\\- no list\n1\\. no list\n\\> no quotation\n\\*no\\* emphasis &amp;amp; &lt;b&gt;",
        "snake_case, a_ b _c, 3 * 4, [no link], a\\\\b, Q&A, x | y",
        "===\n\\---\n\n+ plus\n\n\\+ no plus\n\n\\~~~ no fence",
        "- ___\n- `x`\n-\n- # h",
    ],
)
def test_all_of_markdown_renders_to_what_was_written(text: str) -> None:
    tokens = parse_markdown(text)
    again = write_markdown(tokens)
    assert READER.render(again) == READER.renderer.render(tokens, READER.options, {})


@pytest.mark.parametrize("folder", STORES, ids=lambda folder: folder.name)
def test_every_article_reads_as_its_page_does(folder: Path) -> None:
    store = load_store(folder, datetime(2026, 11, 20, tzinfo=UTC))
    for article in store.library.catalogue.articles.values():
        assert "{{" not in article.markdown
        assert body_text(parse_markdown(article.markdown)) == article.text
        assert re.findall(r"\((/articles/[^)]*)\)", article.markdown) == [
            f"{link.page}.md{'#' + link.anchor if link.anchor else ''}"
            for link in article.links
            if link.page.startswith("/articles/")
        ]


@given(st.lists(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=30), max_size=3))
def test_whatever_text_holds_it_stays_text(lines: list[str]) -> None:
    text = "\n".join(" ".join(line.split()) for line in lines if line.strip())
    assert body_text(READER.parse(escape_markdown(text))) == " ".join(text.split())
