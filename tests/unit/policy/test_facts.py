"""The policy in words, as articles quote it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from helpcenter.policy.facts import FACT, Speaker
from helpcenter.policy.terms import Policy
from tests.builders import a_policy, studio

TODAY = date(2026, 3, 2)
WORDS = {
    "hours.one": "hour",
    "hours.other": "hours",
    "days.one": "day",
    "days.other": "days",
    "business_days.one": "business day",
    "business_days.other": "business days",
    "orders_from": "for orders from",
}


def facts(policy: Policy, today: date = TODAY) -> dict[str, str]:
    speaker = Speaker(
        word=lambda code: WORDS.get(code, code.replace("_", " ")),
        amount=lambda amount: f"${amount}",
        day=lambda day: f"{day:%d.%m.%Y}",
    )
    return speaker.facts(policy, today)


@pytest.mark.parametrize(
    ("key", "written", "words"),
    [
        ("delivery.reply", {"hours": 1}, "1 hour"),
        ("delivery.reply", {"hours": 2}, "2 hours"),
        ("delivery.reply", {"days": 1}, "1 day"),
        ("delivery.reply", {"days": 60}, "60 days"),
        ("delivery.reply", {"business_days": 1}, "1 business day"),
        ("delivery.reply", {"business_days": 7}, "7 business days"),
        ("delivery.share", {"percent": 50}, "50%"),
        ("delivery.price", {"amount": "4.90"}, "$4.90"),
        ("delivery.tracked", {"flag": True}, "yes"),
        ("delivery.tracked", {"flag": False}, "no"),
        ("delivery.carrier", {"text": "by the usual mail"}, "by the usual mail"),
        ("returns.remedies", {"codes": ["refund"]}, "refund"),
        ("returns.remedies", {"codes": ["refund", "store_credit"]}, "refund or store credit"),
        (
            "cancellation.statuses",
            {"codes": ["pending", "processing", "packaged"]},
            "pending, processing or packaged",
        ),
        ("missing_item.evidence", {"codes": ["photos", "description"]}, "photos and description"),
        (
            "missing_item.evidence",
            {"codes": ["photos", "description", "parcel_declaration"]},
            "photos, description and parcel declaration",
        ),
    ],
)
def test_each_unit_has_its_words(key: str, written: Mapping[str, Any], words: str) -> None:
    assert facts(a_policy({key: written})) == {key: words}


DATED = [("2024-01-01", {"hours": 2}), ("2030-01-01", {"hours": 4}), ("2031-01-01", {"hours": 1})]


@pytest.mark.parametrize(
    ("today", "words"),
    [
        pytest.param(
            "2026-03-02",
            "2 hours (for orders from 01.01.2030: 4 hours; for orders from 01.01.2031: 1 hour)",
            id="all that is known to come",
        ),
        pytest.param(
            "2029-12-31",
            "2 hours (for orders from 01.01.2030: 4 hours; for orders from 01.01.2031: 1 hour)",
            id="the last day",
        ),
        pytest.param("2030-01-01", "4 hours (for orders from 01.01.2031: 1 hour)", id="the first day"),
        pytest.param("2031-01-01", "1 hour", id="nothing more to come"),
        pytest.param(
            "2023-12-31",
            "2 hours (for orders from 01.01.2030: 4 hours; for orders from 01.01.2031: 1 hour)",
            id="before the first value",
        ),
    ],
)
def test_what_holds_today_comes_first_and_what_is_to_come_behind_it(today: str, words: str) -> None:
    policy = a_policy({"cancellation.window": DATED})
    assert facts(policy, date.fromisoformat(today)) == {"cancellation.window": words}


@pytest.mark.parametrize(
    "name", ["returns.window", "engravings.by-hand", "rush_orders.2-day", "a.b.c", "store"]
)
def test_a_name_is_quoted_as_it_is_written(name: str) -> None:
    assert FACT.findall(f"Yes, {{{{{name}}}}}, or {{{{ {name} }}}}.") == [name, name]


@pytest.mark.parametrize("name", ["Returns.window", "returns.", "-window", "returns window", "", "a..b"])
def test_what_is_no_name_is_not_quoted(name: str) -> None:
    assert FACT.findall(f"{{{{ {name} }}}}") == []


def test_every_term_of_the_studio_can_be_quoted() -> None:
    quoted = facts(studio())
    assert quoted.keys() == studio().terms.keys()
    assert quoted["cancellation.window"] == "2 hours"
    assert quoted["refunds.arrival"] == "7 business days"
    assert all(words.strip() for words in quoted.values())
