import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from helpcenter.articles.catalogue import Catalogue, load_catalogue
from helpcenter.articles.parsing import Parsed, Surroundings, parse_article
from helpcenter.articles.problems import ProblemKind
from tests.unit.articles.shop import CATEGORIES, FACTS, a_copy

Load = Callable[..., Catalogue]


@pytest.fixture
def faq(tmp_path: Path) -> Path:
    return a_copy(tmp_path) / "faq"


@pytest.fixture
def load(faq: Path) -> Load:
    def loaded(previous: Catalogue | None = None, **changed: Any) -> Catalogue:
        wizards = ("find-my-order", "cancel-order", "return-item")
        told = {"facts": FACTS, "categories": CATEGORIES, "wizards": wizards, **changed}
        return load_catalogue(faq, previous=previous, **told)

    return loaded


@pytest.fixture
def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def noted(path: Path, content: bytes, surroundings: Surroundings) -> Parsed:
        names.append(path.name)
        return parse_article(path, content, surroundings)

    monkeypatch.setattr("helpcenter.articles.sources.parse_article", noted)
    return names


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def sentences(catalogue: Catalogue) -> list[str]:
    return [f"{problem.path.name}:{problem.line}: {problem.message}" for problem in catalogue.problems]


def test_the_shop_has_no_problems(load: Load) -> None:
    assert sentences(load()) == []


def test_articles_are_found_by_slug_and_by_category(load: Load) -> None:
    catalogue = load()
    assert catalogue.articles["refunds"].title == "When do I get my refund?"
    assert [article.slug for article in catalogue.in_category("returns")] == ["returns", "refunds"]
    assert catalogue.in_category("nothing") == ()


def test_the_shops_own_choice_is_popular_first_then_what_others_point_to(load: Load) -> None:
    catalogue = load(popular=["opening-hours", "no-such-article", "broken-on-arrival"])
    slugs = [article.slug for article in catalogue.popular(4)]
    assert slugs == ["opening-hours", "broken-on-arrival", "returns", "refunds"]


def test_related_articles_come_in_the_editors_order(load: Load) -> None:
    assert [article.slug for article in load().related("returns")] == ["refunds", "broken-on-arrival"]
    assert load().related("no-such-article") == ()


def test_only_changed_files_are_parsed_again(faq: Path, load: Load, parsed_files: list[str]) -> None:
    first = load()
    assert len(parsed_files) == 8
    parsed_files.clear()

    assert load(first).articles == first.articles
    assert parsed_files == []

    edit(faq / "refunds.md", "We pay back", "We always pay back")
    second = load(first)
    assert parsed_files == ["refunds.md"]
    assert "We always pay back" in second.articles["refunds"].html
    assert second.articles["returns"] is first.articles["returns"]


def test_a_touched_file_with_the_same_content_is_not_parsed(
    faq: Path, load: Load, parsed_files: list[str]
) -> None:
    first = load()
    parsed_files.clear()
    os.utime(faq / "refunds.md", ns=(1, 1))
    load(load(first))
    assert parsed_files == []


def test_a_changed_fact_parses_those_that_quote_it(load: Load, parsed_files: list[str]) -> None:
    first = load()
    parsed_files.clear()
    second = load(first, facts={**FACTS, "returns.window": "60 days"})
    assert parsed_files == ["returns.md"]
    assert "60 days" in second.articles["returns"].html
    assert load(second, facts={**FACTS, "returns.window": "60 days"}) == second
    assert parsed_files == ["returns.md"]


def test_a_fact_that_is_gone_and_comes_back_is_noticed_both_times(load: Load) -> None:
    first = load()
    gone = load(first, facts={name: value for name, value in FACTS.items() if name != "returns.window"})
    assert any("returns.window" in sentence for sentence in sentences(gone))
    assert gone.articles["returns"] == first.articles["returns"]
    assert sentences(load(gone)) == []


def test_a_broken_file_keeps_its_last_good_version(faq: Path, load: Load) -> None:
    first = load()
    edit(faq / "refunds.md", "category: returns", "category: money")
    broken = load(first)
    assert broken.articles["refunds"] == first.articles["refunds"]
    assert sentences(broken) == [
        "refunds.md:4: `category` must be one of contact, delivery, orders, problems, returns"
    ]
    assert load(broken) == broken

    edit(faq / "refunds.md", "category: money", "category: contact")
    mended = load(broken)
    assert mended.articles["refunds"].category == "contact"
    assert sentences(mended) == []


def test_a_file_that_was_never_good_is_left_out(faq: Path, load: Load) -> None:
    (faq / "new.md").write_text("---\ntitle: New\n")
    catalogue = load()
    assert "new" not in catalogue.articles
    assert sentences(catalogue) == ["new.md:1: the front matter is not closed by a line of ---"]


def test_a_file_that_is_being_written_keeps_its_last_version(
    faq: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load()
    path = faq / "refunds.md"
    whole = path.read_bytes()
    path.write_bytes(whole[:-20])
    read = Path.read_bytes

    def while_somebody_writes(self: Path) -> bytes:
        half = read(self)
        if self == path:
            path.write_bytes(whole.replace(b"We pay back", b"We shall pay back"))
        return half

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", while_somebody_writes)
        meanwhile = load(first)
    assert meanwhile.articles["refunds"] == first.articles["refunds"]
    assert "We shall pay back" in load(meanwhile).articles["refunds"].html


def test_a_file_that_cannot_be_read_keeps_its_last_version(
    faq: Path, load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load()
    edit(faq / "refunds.md", "We pay back", "We always pay back")

    def refuse(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", refuse)
        locked = load(first)
    assert locked.articles["refunds"] == first.articles["refunds"]
    assert sentences(locked) == ["refunds.md:1: the file cannot be read: Permission denied"]
    assert "We always pay back" in load(locked).articles["refunds"].html


def test_a_deleted_article_is_gone_and_links_to_it_are_dead(faq: Path, load: Load) -> None:
    first = load()
    (faq / "delivery-times.md").unlink()
    assert "delivery-times" not in load(first).articles
    assert sentences(load(first)) == [
        "track-my-parcel.md:11: there is no article `delivery-times`",
        "track-my-parcel.md:18: there is no article /articles/delivery-times",
    ]


def test_a_missing_folder_is_a_problem(tmp_path: Path) -> None:
    catalogue = load_catalogue(tmp_path / "faq", facts={}, categories=(), wizards=())
    assert [problem.message for problem in catalogue.problems] == ["there is no such folder of articles"]


def test_customers_see_no_draft_nor_a_link_to_it(faq: Path, load: Load) -> None:
    edit(faq / "delivery-times.md", "reviewed:", "draft: true\nreviewed:")
    catalogue = load()
    assert "delivery-times" not in catalogue.articles
    assert catalogue.related("track-my-parcel") == ()
    assert catalogue.in_category("delivery") == (catalogue.articles["track-my-parcel"],)
    assert sentences(catalogue) == [
        "track-my-parcel.md:18: /articles/delivery-times is a draft, which customers cannot open"
    ]


def test_a_button_for_an_unknown_wizard_is_not_offered(load: Load) -> None:
    catalogue = load(wizards=("find-my-order", "return-item"))
    assert catalogue.articles["cancel-my-order"].wizard is None
    assert catalogue.articles["returns"].wizard == "return-item"
    assert sentences(catalogue) == [
        "cancel-my-order.md:9: there is no wizard `cancel-order`",
        "cancel-my-order.md:13: there is no wizard /wizards/cancel-order",
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
            "refunds.md:12: there is no wizard /wizards/pay",
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
