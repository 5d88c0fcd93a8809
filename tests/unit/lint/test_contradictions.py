"""Numbers in prose that are not the policy's, or repeat it, and what vouches for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from helpcenter.lint.finding import Code, Severity
from tests.unit.lint.stores import a_store, append, change, findings, found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path)


@pytest.fixture
def cancel(store: Path) -> Path:
    return store / "faq" / "cancel-my-order.md"


@pytest.mark.parametrize(
    ("article", "words", "offset"),
    [
        ("cancel-my-order", "You can cancel\nwithin 3 hours.", 1),
        ("refund-timing", "::: note It takes 30 days\nBe patient.\n:::", 0),
        ("cancel-my-order", "| What | Until |\n|---|---|\n| Cancel | 3 hours |", 2),
        ("cancellation-fees", "- We keep\n- **a 40% fee** of the price", 1),
        ("return-policy", "## You have 30 days to return it\n\nThat is long.", 0),
        ("wrong-item", "You have 3 options:\n\n- a refund\n- a replacement\n- a gift", 0),
    ],
)
def test_a_contradiction_is_found_on_its_line(store: Path, article: str, words: str, offset: int) -> None:
    line = append(store / "faq" / f"{article}.md", words)
    assert found(store, Code.CONTRADICTION) == [(f"{article}.md", line + offset)]


def test_a_list_of_other_things_may_be_of_any_length(store: Path) -> None:
    append(store / "faq" / "wrong-item.md", "You have 3 options:\n\n- a photo\n- a letter\n- a call")
    assert findings(store) == []


def test_title_and_summary_are_prose_too(store: Path, cancel: Path) -> None:
    line = change(cancel, "summary: Yes, within {{ cancellation.window }}", "summary: Yes, within 3 hours")
    assert found(store, Code.CONTRADICTION) == [("cancel-my-order.md", line)]


def test_the_right_value_in_words_is_a_warning_that_names_the_term(store: Path, cancel: Path) -> None:
    append(cancel, "You have two hours to cancel.")
    [finding] = findings(store)
    assert (finding.code, finding.severity) == (Code.LITERAL, Severity.WARNING)
    assert finding.mend == "Write {{ cancellation.window }}."


def test_a_value_of_another_day_is_right_too(store: Path, cancel: Path) -> None:
    change(store / "policy.toml", "hours = 2 }", "hours = 2 }, { from = 2030-01-01, hours = 3 }")
    append(cancel, "From 2030 on you can cancel within 3 hours.")
    assert found(store, Code.CONTRADICTION) == []
    assert len(found(store, Code.LITERAL)) == 1


def test_an_article_vouches_for_a_number(store: Path, cancel: Path) -> None:
    append(cancel, "You can cancel by phone within 3 hours.")
    change(cancel, "draft: false", 'draft: false\nvouched: ["3 hours"]')
    assert findings(store) == []


def test_a_number_with_more_words_is_vouched_for_only_where_they_stand(store: Path, cancel: Path) -> None:
    append(cancel, "You can cancel by phone within\n3 hours.")
    line = append(cancel, "You can cancel within 3 hours.")
    change(cancel, "draft: false", 'draft: false\nvouched: ["by phone within 3 hours"]')
    assert found(store, Code.CONTRADICTION) == [("cancel-my-order.md", line + 1)]
    assert found(store, Code.VOUCHED_FOR_NOTHING) == []


@pytest.mark.parametrize(
    ("sentence", "phrase"),
    [
        (
            "In June you may cancel by letter within 3 hours of our fair.",
            "by letter within 3 hours of our fair",
        ),
        ("You can cancel within **a day**.", "can cancel within a day"),
        ("Cancel within\n30 minutes.", "Cancel within 30 minutes"),
        ("Canceling takes {{ support.reply }} or 3 days, by letter.", "or 3 days"),
        ("Canceling costs $5.", "Canceling costs $5"),
    ],
)
def test_the_finding_names_words_that_vouch_for_the_number(
    store: Path, cancel: Path, sentence: str, phrase: str
) -> None:
    append(cancel, sentence)
    [finding] = findings(store)
    assert finding.mend.endswith(f'add `vouched: ["{phrase}"]` to the front matter.')
    change(cancel, "draft: false", f'draft: false\nvouched: ["{phrase}"]')
    assert findings(store) == []


def test_vouching_for_nothing_is_a_warning(store: Path, cancel: Path) -> None:
    line = change(cancel, "draft: false", 'draft: false\nvouched: ["3 hours"]') + 1
    assert found(store, Code.VOUCHED_FOR_NOTHING) == [("cancel-my-order.md", line)]


def test_a_topic_that_only_this_store_has_is_known_by_its_name(store: Path) -> None:
    term = '[engravings.time]\ndescription = "d"\nsource = "s"\nvalues = [ { from = 2024-01-01, days = 3 } ]'
    append(store / "policy.toml", term)
    contact = store / "faq" / "contact-us.md"
    line = append(contact, "An engraving takes 5 days; quoted, {{ engravings.time }}.")
    assert found(store, Code.CONTRADICTION) == [("contact-us.md", line)]


# --- Cases and explanations -------------------------------------------------------------------------------
