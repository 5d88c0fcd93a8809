import os
from pathlib import Path

import pytest

from helpcenter.articles.catalogue import load_catalogue
from helpcenter.articles.parsing import Parsed, Surroundings, parse_article
from tests.unit.articles.shop import FACTS, Load, edit, sentences


@pytest.fixture
def parsed_files(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []

    def noted(path: Path, content: bytes, surroundings: Surroundings) -> Parsed:
        names.append(path.name)
        return parse_article(path, content, surroundings)

    monkeypatch.setattr("helpcenter.articles.sources.parse_article", noted)
    return names


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
