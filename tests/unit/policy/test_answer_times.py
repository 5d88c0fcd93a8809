"""Until when an answer was promised, in the store's own days."""

from __future__ import annotations

import pytest

from helpcenter.policy.promises import answer_by
from tests.builders import a_policy, at

MONDAY = "2026-03-02T10:00:00-05:00"


@pytest.mark.parametrize(
    ("promise", "asked", "answered_by"),
    [
        pytest.param({"business_days": 1}, MONDAY, "2026-03-03T23:59:59-05:00", id="the next day"),
        pytest.param(
            {"business_days": 1}, "2026-03-06T23:59:59-05:00", "2026-03-09T23:59:59-04:00", id="Friday night"
        ),
        pytest.param(
            {"business_days": 1}, "2026-03-07T00:00:00-05:00", "2026-03-09T23:59:59-04:00", id="Saturday"
        ),
        pytest.param(
            {"business_days": 1}, "2026-03-08T23:59:59-04:00", "2026-03-09T23:59:59-04:00", id="Sunday"
        ),
        pytest.param(
            {"business_days": 1},
            "2026-03-03T04:30:00+00:00",
            "2026-03-03T23:59:59-05:00",
            id="Tuesday in UTC is Monday in the store",
        ),
        pytest.param({"business_days": 5}, MONDAY, "2026-03-09T23:59:59-04:00", id="a week"),
        pytest.param({"days": 2}, "2026-03-06T10:00:00-05:00", "2026-03-08T23:59:59-04:00", id="any days"),
        pytest.param({"hours": 48}, "2026-03-07T10:00:00-05:00", "2026-03-09T11:00:00-04:00", id="hours"),
    ],
)
def test_an_answer_is_promised_by(promise: dict[str, int], asked: str, answered_by: str) -> None:
    terms = a_policy({"support.reply": promise}).at(at(MONDAY))
    promised = answer_by(terms, at(asked))
    assert promised is not None
    assert promised.isoformat() == answered_by


def test_a_day_ends_with_its_last_second_where_that_second_comes_twice() -> None:
    # Chile sets its clocks back from 24:00 to 23:00, on a Saturday: asked on Friday, answered in two days.
    terms = a_policy({"support.reply": {"days": 1}}, zone="America/Santiago").at(at(MONDAY))
    promised = answer_by(terms, at("2026-04-03T12:00:00-03:00"))
    assert promised is not None
    assert promised.isoformat() == "2026-04-04T23:59:59-04:00"


def test_a_store_that_promises_nothing_is_not_held_to_anything() -> None:
    terms = a_policy({"confirmation.offered": {"flag": True}}).at(at(MONDAY))
    assert answer_by(terms, at(MONDAY)) is None


def test_the_promise_is_the_one_of_the_day_on_which_the_order_was_placed() -> None:
    policy = a_policy(
        {"support.reply": [("2024-01-01", {"business_days": 2}), ("2026-03-02", {"business_days": 1})]}
    )
    before, after = (policy.at(at(day)) for day in ("2026-03-01T10:00:00-05:00", MONDAY))
    assert answer_by(before, at(MONDAY)) == at("2026-03-04T23:59:59-05:00")
    assert answer_by(after, at(MONDAY)) == at("2026-03-03T23:59:59-05:00")
