from pathlib import Path

import pytest

from helpcenter.articles.article import Article, Heading
from helpcenter.articles.parsing import Surroundings, parse_article

FACTS = {
    "returns.window": "7 days",
    "store.name": '<b>Tom & "Co"</b> [x](javascript:y) `z` | *w*',
    "store.email": "help@shop.example",
}
HEAD = """---
title: {title}
summary: {summary}
category: returns
aliases: [send it back, give it back, bring it back]
reviewed: 2026-01-05
---
"""


def parsed(body: str, title: str = "Return an item", summary: str = "Send it back.") -> Article:
    text = HEAD.format(title=title, summary=summary) + body
    result = parse_article(Path("returns.md"), text.encode(), Surroundings(FACTS, frozenset({"returns"})))
    assert result.article, result.problems
    return result.article


ESCAPED = "&lt;b&gt;Tom &amp; &quot;Co&quot;&lt;/b&gt; [x](javascript:y) `z` | *w*"


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("By {{ store.name }}.", f"<p>By {ESCAPED}.</p>\n"),
        ("By {{store.name}}.", f"<p>By {ESCAPED}.</p>\n"),
        ("By **{{ store.name }}**", f"<p>By <strong>{ESCAPED}</strong></p>\n"),
        ("[{{ store.name }}](/contact)", f'<p><a href="/contact">{ESCAPED}</a></p>\n'),
    ],
)
def test_a_fact_is_text_and_never_markup(body: str, html: str) -> None:
    assert parsed(body).html == html


def test_a_fact_fills_one_cell_of_a_table() -> None:
    html = parsed("| Who |\n|---|\n| {{ store.name }} |").html
    assert f"<td>{ESCAPED}</td>\n</tr>" in html


def test_a_fact_describes_an_image() -> None:
    html = parsed("![Sign of {{ store.name }}](/images/sign.png)").html
    assert f'<img src="/images/sign.png" alt="Sign of {ESCAPED}" loading="lazy">' in html


def test_code_shows_the_notation_itself() -> None:
    html = parsed("Write `{{ returns.window }}`.\n\n    {{ returns.nothing }}\n").html
    assert "<code>{{ returns.window }}</code>" in html
    assert "{{ returns.nothing }}" in html


def test_title_and_summary_are_filled_in_as_plain_text() -> None:
    article = parsed("Words.", title="Within {{ returns.window }}", summary='"By {{ store.name }}."')
    assert article.title == "Within 7 days"
    assert article.summary == f"By {FACTS['store.name']}."


def test_a_mail_address_can_be_a_fact() -> None:
    html = parsed("[Write]( mailto:{{store.email}} ) or <mailto:{{store.email}}>").html
    assert '<a href="mailto:help@shop.example">Write</a>' in html


def test_escaped_html_stays_text() -> None:
    assert parsed("5 \\<b> 6 & `<i>`").html == "<p>5 &lt;b&gt; 6 &amp; <code>&lt;i&gt;</code></p>\n"


def test_links_that_leave_the_site_cannot_reach_back() -> None:
    html = parsed(
        "[out](https://host.example/?a=1&b=2), <https://host.example>, [in](/contact), [on](#far)\n\n## Far"
    ).html
    assert '<a href="https://host.example/?a=1&amp;b=2" rel="noopener">out</a>' in html
    assert '<a href="https://host.example" rel="noopener">' in html
    assert '<a href="/contact">in</a>' in html
    assert '<a href="#far">on</a>' in html


def test_internal_links_are_kept_with_their_lines() -> None:
    article = parsed(
        "One\n`code\nspan` [two](/articles/refunds#when)\n\n"
        "- [three](/wizards/return-item/)\n- [four](#far)\n\n## Far"
    )
    assert [(link.page, link.anchor, link.line) for link in article.links] == [
        ("/articles/refunds", "when", 10),
        ("/wizards/return-item", "", 12),
        ("/articles/returns", "far", 13),
    ]


def test_each_heading_has_an_anchor_of_its_own() -> None:
    article = parsed("## How to\n\n### How *to*!\n\n## Größe & `code`\n\n## ...\n\n## [Link](/contact) in it")
    assert [heading.id for heading in article.toc] == [
        "how-to",
        "how-to-1",
        "größe-code",
        "section",
        "link-in-it",
    ]
    assert article.toc[1] == Heading("how-to-1", "How to!", 3)
    assert '<h3 id="how-to-1"><a href="#how-to-1">How <em>to</em>!</a></h3>' in article.html
    assert '<h2 id="link-in-it"><a href="/contact">Link</a> in it</h2>' in article.html


def test_an_anchor_outlives_a_change_of_the_policy() -> None:
    (heading,) = parsed("## Within {{ returns.window }}").toc
    assert heading == Heading("within-returns-window", "Within 7 days", 2)


def test_a_callout_has_a_title_with_facts_and_is_announced_as_a_note() -> None:
    html = parsed("::: warning Within {{ returns.window }} *only*\nLater is too late.\n:::").html
    assert html == (
        '<div class="callout callout-warning" role="note">\n'
        '<p class="callout-title">Within 7 days <em>only</em></p>\n'
        "<p>Later is too late.</p>\n</div>\n"
    )


def test_a_callout_needs_no_title_and_stands_in_lists() -> None:
    html = parsed("- one\n\n  ::: tip\n  two\n  :::\n").html
    assert '<div class="callout callout-tip" role="note">\n<p>two</p>\n</div>\n</li>' in html


def test_a_wide_table_scrolls_in_a_region_that_the_keyboard_reaches() -> None:
    table = "| A | B |\n|:-:|--:|\n| 1 | 2 |\n"
    html = parsed(f"{table}\n## Prices & more\n\n{table}\n\n{table}").html
    for name in ("Return an item", "Prices &amp; more", "Prices &amp; more (2)"):
        assert f'<div class="table-scroll" role="region" aria-label="{name}" tabindex="0">\n<table>' in html
    assert '<th scope="col" class="align-center">A</th>' in html
    assert '<td class="align-right">2</td>' in html
    assert "style=" not in html


def test_text_for_search_has_a_block_a_line_and_no_headings() -> None:
    article = parsed(
        "First\nline [of](/contact) two.\n\n## A heading\n\n::: note Good to know\nIt is `warm`.\n:::\n\n"
        "| A | B |\n|---|---|\n| 1 | {{ returns.window }} |\n\n- item\n\n```\ncode  here\n```"
    )
    assert article.text.split("\n") == [
        "First line of two.",
        "Good to know",
        "It is warm.",
        "A, B",
        "1, 7 days",
        "item",
        "code here",
    ]
