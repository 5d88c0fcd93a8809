"""Each kind of mistake, planted in a copy of the studio, is found where it stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from helpcenter.flows.flow import Ending, Outcome
from helpcenter.flows.registry import FLOWS
from helpcenter.lint.checks.outcomes import unreached
from helpcenter.lint.finding import Code, Severity
from helpcenter.lint.running import lint
from tests.builders import REPOSITORY
from tests.unit.lint.stores import NOW, STORES, a_store, append, change, findings, found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return a_store(tmp_path)


@pytest.fixture
def cancel(store: Path) -> Path:
    return store / "faq" / "cancel-my-order.md"


@pytest.mark.parametrize("folder", STORES, ids=lambda folder: folder.name)
def test_all_stores_are_clean(folder: Path) -> None:
    assert [str(finding) for finding in findings(folder)] == []


def test_ten_articles_or_more_have_cases() -> None:
    articles = (REPOSITORY / "content" / "faq").glob("*.md")
    assert sum("\ncases:\n" in path.read_text("utf-8") for path in articles) >= 10


def test_every_finding_says_where_it_is_and_how_to_mend_it(store: Path, cancel: Path) -> None:
    append(cancel, "Cancel within 3 hours, [here](/articles/nowhere).")
    all_findings = findings(store)
    assert {finding.code for finding in all_findings} == {Code.CONTRADICTION, Code.DEAD_LINK}
    for finding in all_findings:
        assert finding.path.exists()
        assert finding.line >= 1
        assert finding.message
        assert finding.mend.endswith(".")


# --- What the loaders say ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("[A page](/articles/nowhere)", Code.DEAD_LINK),
        ("[A heading](/articles/return-policy#nowhere)", Code.DEAD_LINK),
        ("[A wizard](/wizards/nowhere)", Code.UNKNOWN_WIZARD),
        ("![A parcel](/images/nowhere.png)", Code.UNREADABLE),
        ("{{ cancellation.windw }}", Code.UNREADABLE),
    ],
)
def test_what_leads_nowhere_is_found_on_its_line(store: Path, cancel: Path, words: str, code: Code) -> None:
    line = append(cancel, words)
    assert ("cancel-my-order.md", line) in found(store, code)


def test_a_wizard_that_the_store_does_not_offer_is_found(store: Path, cancel: Path) -> None:
    line = change(cancel, "wizard: cancel-order", "wizard: undo-order")
    assert ("cancel-my-order.md", line) in found(store, Code.UNKNOWN_WIZARD)


def test_a_related_article_that_is_not_there_is_found(store: Path, cancel: Path) -> None:
    line = change(cancel, "related: [cancellation-fees,", "related: [fees,")
    assert found(store, Code.UNKNOWN_RELATED) == [("cancel-my-order.md", line)]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("wizard: cancel-order", "wizard: cancel-oder", "did you mean `cancel-order`?"),
        ("wizard: cancel-order", "wizard: undo", "there are find-my-order, cancel-order, "),
        ("category: orders", "category: ordres", "did you mean `orders`?"),
        ("related: [cancellation-fees,", "related: [cancelation-fees,", "did you mean `cancellation-fees`?"),
        ("\n## ", "\n{{ cancelation.window }}\n\n## ", "did you mean `cancellation.window`?"),
        ("\n## ", "\n[Pay](/articles/cancelation-fees)\n\n## ", "did you mean `cancellation-fees`?"),
        ("\n## ", "\n[Stop](/wizards/cancel-oder)\n\n## ", "did you mean `cancel-order`?"),
        ("draft: false", "drat: false", "did you mean `draft`?"),
    ],
)
def test_a_name_that_is_not_there_comes_with_the_nearest_that_is(
    store: Path, cancel: Path, old: str, new: str, words: str
) -> None:
    cancel.write_text(cancel.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert words in " ".join(finding.message for finding in findings(store))


def test_a_former_slug_that_is_taken_is_an_error(store: Path, cancel: Path) -> None:
    line = change(cancel, "related:", "formerly: [refund-timing]\nrelated:")
    assert found(store, Code.TAKEN_SLUG) == [(cancel.name, line)]


def test_a_link_to_a_former_slug_is_a_warning(store: Path, cancel: Path) -> None:
    change(cancel, "related:", "formerly: [stop-my-order]\nrelated:")
    other = store / "faq" / "refund-timing.md"
    line = append(other, "Or [stop it](/articles/stop-my-order).")
    [finding] = [finding for finding in findings(store) if finding.code is Code.FORMER_SLUG]
    assert (finding.path.name, finding.line, finding.severity) == (other.name, line, Severity.WARNING)
    assert "/articles/cancel-my-order" in finding.message


def test_an_alias_that_two_articles_claim_is_found(store: Path, cancel: Path) -> None:
    change(cancel, "Undo an order I just placed", "Is there a cancellation fee")
    assert [name for name, _ in found(store, Code.SHARED_PHRASE)] == ["cancellation-fees.md"]


def test_synonyms_that_cannot_be_read_are_found(store: Path) -> None:
    line = append(store / "synonyms.toml", "[[group]]\nform = 3\nwords = ['three']")
    assert ("synonyms.toml", line + 1) in found(store, Code.UNREADABLE)


def test_a_policy_that_cannot_be_read_is_all_that_is_said(store: Path) -> None:
    line = change(store / "policy.toml", "hours = 2 }", "hours = -2 }")
    report = lint(store, NOW)
    assert report.subject is None
    assert [(finding.path.name, finding.line) for finding in report.findings] == [("policy.toml", line)]
    assert "docs/changing-the-policy.md" in report.findings[0].mend


def test_a_word_that_cannot_be_used_is_found_on_its_line(store: Path) -> None:
    words = store / "wording.toml"
    words.write_text(
        '[reasons.cancel_order]\nwindow_closed = "Only for {{ cancelation.window }}."\n\n'
        '[flows.cancel-order]\ntitel = "Stop it"\nsummary = 3\n'
        'done.title = "Stopped {numbr}"\n',
        "utf-8",
    )
    assert [(finding.line, finding.message) for finding in findings(store)] == [
        (
            2,
            "reasons.cancel_order.window_closed: the policy has no cancelation.window; "
            "did you mean `cancellation.window`?",
        ),
        (5, "flows.cancel-order.titel: unknown key; did you mean `title`?"),
        (6, "flows.cancel-order.summary: a text was expected"),
        (7, "flows.cancel-order.done.title: unknown placeholder numbr; there are none here"),
    ]


def test_a_mistake_in_a_category_is_found_on_its_line(store: Path) -> None:
    line = change(store / "store.toml", 'slug = "returns-refunds"', 'slug = "Returns"')
    [finding] = findings(store)
    assert (finding.path.name, finding.line) == ("store.toml", line)
    assert "small letters" in finding.message


@pytest.mark.parametrize("name", ["policy.toml", "store.toml", "synonyms.toml", "wording.toml"])
def test_a_file_that_is_no_toml_is_found_on_the_line_of_the_slip(store: Path, name: str) -> None:
    (store / name).touch()
    line = append(store / name, "[slip]\nwords = one")
    assert (name, line + 1) in found(store, Code.UNREADABLE)


# --- Review dates -----------------------------------------------------------------------------------------


def test_an_article_that_nobody_has_read_for_long_is_a_warning(store: Path, cancel: Path) -> None:
    line = change(cancel, "reviewed: 2026-11-15", "reviewed: 2025-11-19")
    [finding] = findings(store)
    assert (finding.code, finding.severity) == (Code.OLD_REVIEW, Severity.WARNING)
    assert (finding.path.name, finding.line) == ("cancel-my-order.md", line)
    change(cancel, "reviewed: 2025-11-19", "reviewed: 2025-11-20")
    assert findings(store) == []


def test_the_store_says_how_long_is_too_long(store: Path) -> None:
    change(store / "store.toml", "limit_days = 365", "limit_days = 30")
    assert found(store, Code.OLD_REVIEW, NOW + timedelta(days=20)) == []
    assert len(found(store, Code.OLD_REVIEW, NOW + timedelta(days=30))) == 25


# --- Contradictions ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("when: placed 3 hours ago", "when: placed 1 hour ago", Code.WRONG_CASE),
        ("cancel_order: refused window_closed", "cancel_order: allowed", Code.WRONG_CASE),
        ("cancel_order: refused window_closed", "cancel_order: refused not_delivered", Code.WRONG_CASE),
        ("cancel_order: refused window_closed", "cancel_order: refused too_late", Code.UNREADABLE_CASE),
        ("cancel_order: refused window_closed", "cancel_order: denied", Code.UNREADABLE_CASE),
        ("cancel_order: refused window_closed", "cancel: refused window_closed", Code.UNREADABLE_CASE),
        ("when: placed 3 hours ago", "when: placed three hours ago", Code.UNREADABLE_CASE),
        ("when: placed 3 hours ago", "given: placed 3 hours ago", Code.UNREADABLE_CASE),
    ],
)
def test_a_wrong_case_is_found_on_its_line(store: Path, cancel: Path, old: str, new: str, code: Code) -> None:
    line = _line_of(cancel, "placed 3 hours ago")
    change(cancel, old, new)
    assert found(store, code) == [("cancel-my-order.md", line)]


def test_cases_notice_a_change_of_the_policy(store: Path, cancel: Path) -> None:
    change(store / "policy.toml", "hours = 2 }", "hours = 4 }")
    assert ("cancel-my-order.md", _line_of(cancel, "placed 3 hours ago")) in found(store, Code.WRONG_CASE)


def test_a_reason_that_no_article_explains_is_found_at_its_term(store: Path) -> None:
    line = _line_of(store / "policy.toml", "[lost_parcel.complete_address]")
    page = store / "faq" / "missing-package.md"
    change(page, "refused address_incomplete", "refused")
    assert found(store, Code.UNEXPLAINED_REASON) == [("policy.toml", line)]


def test_an_action_whose_article_is_gone_is_found(store: Path) -> None:
    change(store / "faq" / "defective-item.md", "draft: false", "draft: true")
    line = _line_of(store / "policy.toml", "[defective_item.offered]")
    assert found(store, Code.UNEXPLAINED_ACTION) == [("policy.toml", line)]


# --- Outcomes ---------------------------------------------------------------------------------------------


def test_an_outcome_that_nothing_leads_to_is_named() -> None:
    flow = FLOWS["return-item"]
    forgotten = replace(flow, nodes=(*flow.nodes, Outcome("forgotten", Ending.STATUS)))
    assert unreached(flow) == []
    assert unreached(forgotten) == ["forgotten"]


def _line_of(path: Path, words: str) -> int:
    lines = path.read_text("utf-8").split("\n")
    return next(number for number, line in enumerate(lines, 1) if words in line)
