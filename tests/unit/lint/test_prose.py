"""What the lint makes of sentences that people would write, each in the article where it could stand.

`tests/data/lint/sentences.jsonl` says what each is: `contradiction`, `literal` (right, but not quoted) or
`quiet` (no number about the policy). `in` is an article of the studio, or of another `store`; `row`,
`column`, `heading` and `lead` are what stands around it.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from typing import Any

import pytest

from helpcenter.lint.checks.contradictions import about
from helpcenter.lint.page import Page
from helpcenter.lint.prose.judging import Judge
from helpcenter.lint.prose.passages import QUOTED, Passage
from helpcenter.lint.subject import Subject
from helpcenter.policy.facts import FACT
from helpcenter.services.store import load_store
from tests.builders import REPOSITORY
from tests.unit.lint.stores import NOW, STORES

SENTENCES = [
    json.loads(line)
    for line in (REPOSITORY / "tests" / "data" / "lint" / "sentences.jsonl").read_text("utf-8").splitlines()
]


@cache
def subject(store: str) -> Subject:
    [folder] = [one for one in STORES if one.name == store]
    return Subject(folder, load_store(folder, NOW), NOW)


@cache
def judge(store: str) -> Judge:
    return Judge(subject(store).store.rules.policy)


def page(store: str, slug: str) -> Page:
    return next(page for page in subject(store).pages if page.slug == slug)


def judged(sentence: dict[str, Any]) -> str:
    around = {name: sentence.get(name, "") for name in ("row", "column", "lead")}
    headings = (sentence["heading"],) if "heading" in sentence else ()
    passage = Passage(FACT.sub(QUOTED, sentence["text"]), 1, headings, **around)
    store = sentence.get("store", "content")
    verdicts = list(judge(store).judge(passage, about(page(store, sentence["in"]))))
    if any(not verdict.is_right for verdict in verdicts):
        return "contradiction"
    return "literal" if verdicts else "quiet"


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: f"{sentence['is']}: {sentence['text']}")
def test_each_sentence_is_what_a_reader_would_call_it(sentence: dict[str, Any]) -> None:
    assert judged(sentence) == sentence["is"]


@pytest.mark.parametrize("article", ["cancel-my-order", "refund-timing", "return-policy", "missing-item"])
def test_what_is_innocent_is_so_in_any_article(article: str) -> None:
    innocent = (sentence for sentence in SENTENCES if sentence["is"] == "quiet")
    moved = ({**sentence, "in": article, "store": "content"} for sentence in innocent)
    assert [sentence["text"] for sentence in moved if judged(sentence) != "quiet"] == []


def test_the_corpus_has_enough_of_each_kind() -> None:
    kinds = Counter(sentence["is"] for sentence in SENTENCES)
    assert kinds.total() >= 60
    assert min(kinds["contradiction"], kinds["literal"], kinds["quiet"]) >= 20
    assert sum("row" in sentence for sentence in SENTENCES) >= 5


def test_precision_and_recall_are_told(record_property: pytest.RecordProperty) -> None:
    """Printed with `pytest -s`, and in the JUnit report."""
    for kind in ("contradiction", "literal"):
        wanted = {index for index, sentence in enumerate(SENTENCES) if sentence["is"] == kind}
        found = {index for index, sentence in enumerate(SENTENCES) if judged(sentence) == kind}
        precision, recall = len(wanted & found) / len(found), len(wanted & found) / len(wanted)
        record_property(f"{kind} precision", precision)
        record_property(f"{kind} recall", recall)
        sys.stdout.write(f"{kind}: precision {precision:.1%}, recall {recall:.1%} of {len(wanted)}\n")
        assert min(precision, recall) > 0.95
