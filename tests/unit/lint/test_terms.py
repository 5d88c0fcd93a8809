"""Values of the policy that nothing quotes and nothing enforces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpcenter.lint.finding import Code
from helpcenter.policy.schema import SCHEMA
from tests.builders import REPOSITORY
from tests.unit.lint.stores import a_store, append, change, found


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """It offers returns for a refund, and speaks of no defective items."""
    return a_store(tmp_path, like="charm-jewelry")


def add_term(store: Path, key: str, value: str, clock: str = "") -> int:
    """Says on which line the term begins."""
    written = (
        f'[{key}]\ndescription = "d"\nsource = "s"\n{clock}\nvalues = [ {{ from = 2024-01-01, {value} }} ]'
    )
    return append(store / "policy.toml", written)


def test_a_term_that_nothing_quotes_or_enforces_is_found(store: Path) -> None:
    line = add_term(store, "delivery.office", "days = 3")
    assert found(store, Code.UNUSED_TERM) == [("policy.toml", line)]


def test_it_is_enough_that_an_article_quotes_it_but_not_a_draft(store: Path) -> None:
    line = add_term(store, "delivery.office", "days = 3")
    append(store / "faq" / "contact-us.md", "Our office: {{ delivery.office }}.")
    assert found(store, Code.UNUSED_TERM) == []
    change(store / "faq" / "contact-us.md", "draft: false", "draft: true")
    assert found(store, Code.UNUSED_TERM) == [("policy.toml", line)]


@pytest.mark.parametrize(("flow", "is_said"), [("return-item", True), ("defective-item", False)])
def test_a_sentence_counts_that_the_store_can_say(store: Path, flow: str, is_said: bool) -> None:
    line = add_term(store, "delivery.office", "days = 3")
    append(store / "wording.toml", f'[flows.{flow}]\nsummary = "Our office: {{{{ delivery.office }}}}."')
    assert found(store, Code.UNUSED_TERM) == ([] if is_said else [("policy.toml", line)])


def test_terms_of_what_the_store_does_not_offer_are_found_and_the_switch_is_not(store: Path) -> None:
    add_term(store, "defective_item.offered", "flag = false")
    window = add_term(store, "defective_item.window", "days = 7", 'clock = "delivered_at"')
    add_term(store, "defective_item.remedies", 'codes = ["refund"]')  # return-item quotes them
    evidence = add_term(store, "defective_item.evidence", 'codes = ["photos"]')
    assert found(store, Code.UNUSED_TERM) == [("policy.toml", window), ("policy.toml", evidence)]


@pytest.mark.parametrize(("remedy", "is_given"), [("refund", True), ("replacement", False)])
def test_a_gift_with_a_remedy_that_nobody_can_choose_is_found(
    store: Path, remedy: str, is_given: bool
) -> None:
    line = add_term(store, "returns.gift", f'codes = ["{remedy}"]')
    assert found(store, Code.UNUSED_TERM) == ([] if is_given else [("policy.toml", line)])


def test_every_term_that_the_schema_knows_is_read_somewhere() -> None:
    package = REPOSITORY / "helpcenter"
    files = (path for part in ("policy", "flows", "services") for path in (package / part).rglob("*.py"))
    code = "\n".join(path.read_text("utf-8") for path in files if path.name != "schema.py")
    names = {name for names in SCHEMA.values() for name in names}
    assert [name for name in sorted(names) if not re.search(rf'"(?:[a-z_]+\.)?{name}"', code)] == []
