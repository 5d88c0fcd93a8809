"""A value that is still to come is told to everybody, and to nobody about an order of today."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from helpcenter.flows.case import Case
from helpcenter.orders.claim import Action, Claim
from helpcenter.policy.decide import decide
from helpcenter.services.browsing import show_article
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, an_order, at

TO_COME = "2 hours (for orders from January 1, 2030: 4 hours)"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = Path(shutil.copytree(REPOSITORY / "content", tmp_path_factory.mktemp("shop") / "store"))
    policy = folder / "policy.toml"
    written = policy.read_text("utf-8")
    later = "{ from = 2024-01-01, hours = 2 }, { from = 2030-01-01, hours = 4 }"
    policy.write_text(written.replace("{ from = 2024-01-01, hours = 2 }", later, 1), "utf-8")
    return load_store(folder, datetime(2026, 3, 2, 12, tzinfo=UTC))


@pytest.mark.parametrize(
    ("placed", "now", "words"),
    [
        ("2026-03-02T10:00:00-05:00", "2026-03-02T13:00:00-05:00", "for 2 hours after they are placed"),
        ("2030-03-02T10:00:00-05:00", "2030-03-02T15:00:00-05:00", "for 4 hours after they are placed"),
    ],
)
def test_a_refusal_names_the_orders_own_term_alone(store: Store, placed: str, now: str, words: str) -> None:
    order = replace(an_order(), placed_at=at(placed))
    case = Case(order, {}, store.rules.policy, at(now))
    decision = decide(Action.CANCEL_ORDER, order, Claim(), case.policy, case.now)
    said = Sayings(store, case).reason(decision)
    assert words in said
    assert "orders from" not in said


def test_articles_tell_what_is_to_come(store: Store) -> None:
    assert store.facts["cancellation.window"] == TO_COME
    article = show_article(store, "cancel-my-order")
    assert article
    assert TO_COME in article.summary
