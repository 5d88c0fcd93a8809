"""What only all articles together tell: links, claims, former names."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpcenter.articles.problems import ProblemKind
from tests.unit.articles.shop import Load, edit, sentences


def test_a_button_for_an_unknown_wizard_is_not_offered(load: Load) -> None:
    catalogue = load(wizards=("find-my-order", "return-item"))
    others = "; there are find-my-order, return-item"
    assert catalogue.articles["cancel-my-order"].wizard is None
    assert catalogue.articles["returns"].wizard == "return-item"
    assert sentences(catalogue) == [
        f"cancel-my-order.md:9: there is no wizard `cancel-order`{others}",
        f"cancel-my-order.md:13: there is no wizard /wizards/cancel-order{others}",
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        ("refunds.md", "[returns]", "[refund]", "refunds.md:9: there is no article `refund`"),
        ("refunds.md", "[returns]", "[refunds]", "refunds.md:9: an article is not related to itself"),
        ("refunds.md", "[returns]", "[returns, returns]", "refunds.md:9: `returns` stands here twice"),
        (
            "refunds.md",
            "We pay",
            "We [pay](/articles/pay)",
            "refunds.md:12: there is no article /articles/pay",
        ),
        (
            "refunds.md",
            "We pay",
            "We [pay](/articles/returns#when)",
            "refunds.md:12: /articles/returns has no heading #when",
        ),
        (
            "refunds.md",
            "We pay",
            "We [pay](/wizards/pay)",
            "refunds.md:12: there is no wizard /wizards/pay; there are "
            "find-my-order, cancel-order, return-item",
        ),
        (
            "refunds.md",
            "where is my money",
            "Send it  BACK!",
            "returns.md:6: “send it back” is claimed by `refunds`, too",
        ),
        (
            "refunds.md",
            "where is my money",
            "how do I return something",
            "returns.md:2: “How do I return something?” is claimed by `refunds`, too",
        ),
    ],
)
def test_what_only_all_articles_together_tell(
    faq: Path, load: Load, file: str, old: str, new: str, problem: str
) -> None:
    edit(faq / file, old, new)
    assert sentences(load()) == [problem]


def test_a_link_to_a_heading_that_is_there_is_fine(faq: Path, load: Load) -> None:
    edit(faq / "refunds.md", "We pay", "We [pay](/articles/returns#what-it-costs)")
    assert sentences(load()) == []


def test_a_renamed_article_answers_to_its_former_slugs(faq: Path, load: Load) -> None:
    edit(faq / "refunds.md", "related:", "formerly: [my-money, money-back]\nrelated:")
    catalogue = load()
    assert catalogue.renamed == {"my-money": "refunds", "money-back": "refunds"}
    assert sentences(catalogue) == []


def test_a_link_to_a_former_slug_works_and_is_told_the_new_one(faq: Path, load: Load) -> None:
    edit(faq / "refunds.md", "related:", "formerly: [my-money]\nrelated:")
    edit(faq / "returns.md", "related: [refunds,", "related: [my-money,")
    edit(faq / "opening-hours.md", "related: []", "related: [my-money]")
    edit(faq / "delivery-times.md", "\n---\n", "\n---\n[Money](/articles/my-money)\n\n")
    catalogue = load()
    assert [article.slug for article in catalogue.related("returns")] == ["refunds", "broken-on-arrival"]
    assert [(problem.path.name, problem.kind) for problem in catalogue.problems] == [
        ("delivery-times.md", ProblemKind.FORMER_SLUG),
        ("opening-hours.md", ProblemKind.FORMER_SLUG),
        ("returns.md", ProblemKind.FORMER_SLUG),
    ]
    assert catalogue.problems[0].message.endswith("it is /articles/refunds now")
    assert catalogue.problems[1].message.endswith("it is `refunds` now")


def test_the_former_slug_of_a_draft_leads_nowhere(faq: Path, load: Load) -> None:
    edit(faq / "refunds.md", "related:", "draft: true\nformerly: [my-money]\nrelated:")
    edit(faq / "opening-hours.md", "related: []", "related: [my-money]")
    catalogue = load()
    assert catalogue.renamed == {}
    assert "opening-hours.md:10: there is no article `my-money`" in sentences(catalogue)


@pytest.mark.parametrize(
    ("claimed", "problem"),
    [
        ("[returns]", "refunds.md:9: there is an article `returns`, and its address cannot lead here"),
        ("[refunds]", "refunds.md:9: `refunds` is what the article is called now"),
        ("[old-hours]", "refunds.md:9: `old-hours` is claimed by `opening-hours`, too"),
    ],
)
def test_a_former_slug_belongs_to_one_article(faq: Path, load: Load, claimed: str, problem: str) -> None:
    edit(faq / "opening-hours.md", "reviewed:", "formerly: [old-hours]\nreviewed:")
    edit(faq / "refunds.md", "related:", f"formerly: {claimed}\nrelated:")
    catalogue = load()
    assert sentences(catalogue) == [problem]
    assert catalogue.renamed == {"old-hours": "opening-hours"}
