"""Sentences of the package against a policy that lacks what they quote."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import cache

import pytest

from helpcenter.lint.checks.sentences import check_sentences
from helpcenter.lint.finding import Code, Finding
from helpcenter.lint.subject import Subject
from helpcenter.policy.schema import SCHEMA
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, studio
from tests.unit.lint.stores import NOW

PACKAGE = REPOSITORY / "helpcenter" / "wording" / "en.toml"
CONTENT = REPOSITORY / "content"


@cache
def the_studio() -> Store:
    return load_store(CONTENT, NOW)


def lacks(*keys: str, saying: tuple[str, str] | None = None) -> list[Finding]:
    """What is found in the studio without these terms; a package that says something else under one key."""
    store = the_studio()
    policy = studio()
    rules = replace(
        store.rules, policy=replace(policy, terms={k: t for k, t in policy.terms.items() if k not in keys})
    )
    if saying:
        table = with_sentence(store.rules.wording.table, saying[0].split("."), saying[1])
        rules = replace(rules, wording=replace(rules.wording, table=table))
    facts = rules.facts_on(store.day)
    store = replace(store, rules=rules.quoting(facts), facts=facts)
    return list(check_sentences(Subject(CONTENT, store, NOW)))


def with_sentence(table: object, path: list[str], sentence: str) -> dict[str, object]:
    assert isinstance(table, dict)
    name, *rest = path
    return {**table, name: with_sentence(table[name], rest, sentence) if rest else sentence}


def optional_terms() -> Collection[str]:
    required = {
        f"{topic}.{name}" for topic, forms in SCHEMA.items() for name in forms if forms[name].required
    }
    return sorted(studio().terms.keys() - required)


@pytest.mark.parametrize("key", optional_terms())
def test_the_package_does_without_any_term_that_a_policy_may_lack(key: str) -> None:
    assert [finding.message for finding in lacks(key)] == []


def test_the_package_does_without_all_of_them_together() -> None:
    assert [finding.message for finding in lacks(*optional_terms())] == []


def test_a_sentence_that_cannot_do_without_a_term_is_found_on_its_line() -> None:
    words = ("flows.cancel-order.summary", "Within {{ cancellation.window }}[[ or {{ refunds.by_post }}]].")
    assert lacks(saying=words) == []
    [finding] = lacks("cancellation.window", saying=words)
    lines = PACKAGE.read_text("utf-8").split("\n")
    begins = lines.index("[flows.cancel-order]")
    line = next(n for n, words in enumerate(lines, 1) if n > begins and words.startswith("summary"))
    assert (finding.path, finding.line, finding.code) == (PACKAGE, line, Code.MISSING_TERM)
    assert "flows.cancel-order.summary is not said" in finding.message
    assert "[cancellation.window]" in finding.mend


@pytest.mark.parametrize(
    ("key", "without"),
    [
        ("reasons.cancel_order.window_closed", ["cancellation.window"]),
        ("reasons.cancel_order.window_closed", ["cancellation.offered"]),
        ("reasons.not_original_condition", []),
        ("flows.return-item.submit.text", ["returns.offered"]),
        ("remedies.investigation.hint", []),
    ],
)
def test_what_this_store_never_says_is_left_alone(key: str, without: list[str]) -> None:
    assert lacks(*without, saying=(key, "Quoting {{ a.term }}.")) == []


@pytest.mark.parametrize(
    "key",
    [
        "reasons.cancel_order.window_closed",
        "reasons.express_unavailable",
        "reasons.return_later",
        "flows.return-item.submit.text",
        "remedies.refund.hint",
        "mails.request_received.text",
    ],
)
def test_what_it_says_is_looked_at(key: str) -> None:
    assert len(lacks(saying=(key, "Quoting {{ a.term }}."))) == 1
