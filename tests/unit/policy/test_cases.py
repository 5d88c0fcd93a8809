"""The cases that were agreed on with the stores, each exactly as the command line would answer it.

`cases.jsonl` is kept next to the repository while the project is built; the copy here goes with the code.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from helpcenter.adapters.case_json import read_case
from helpcenter.adapters.decision_json import write_decision
from helpcenter.adapters.store_profile import load_profile
from helpcenter.policy.decide import decide
from helpcenter.policy.loading import load_policy
from helpcenter.policy.terms import Policy
from tests.builders import REPOSITORY

SHARED = REPOSITORY.parent / "shared" / "policy" / "cases.jsonl"
COPY = REPOSITORY / "tests" / "data" / "cases.jsonl"
EXAMPLES = REPOSITORY / "examples" / "stores"
# Each store's folder, and the zone in which it lives.
STORES = {
    "studio": (REPOSITORY / "content", "America/New_York"),
    "seven-smile-studio": (EXAMPLES / "seven-smile-studio", "America/Los_Angeles"),
    "phone-case-shop": (EXAMPLES / "phone-case-shop", "Asia/Shanghai"),
    "charm-jewelry": (EXAMPLES / "charm-jewelry", "America/New_York"),
    "jewelry-outlet": (EXAMPLES / "jewelry-outlet", "Asia/Hong_Kong"),
}
INSTANTS = {"opens_at", "closes_at"}
UNORDERED = {"remedies", "evidence"}


def _cases() -> list[Any]:
    path = SHARED if SHARED.exists() else COPY
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        pytest.param(case, id=f"{case['store']} {case['case']['id']} {case['why']}".strip()) for case in cases
    ]


@pytest.fixture(scope="module")
def policies() -> dict[str, Policy]:
    return {
        store: load_policy(folder / "policy.toml", ZoneInfo(zone)) for store, (folder, zone) in STORES.items()
    }


@pytest.mark.parametrize("agreed", _cases())
def test_each_case_is_answered_as_agreed(agreed: dict[str, Any], policies: dict[str, Policy]) -> None:
    case = read_case(agreed["case"])
    decision = decide(case.action, case.order.read(), case.claim.read(), policies[agreed["store"]], case.now)
    answer = json.loads(json.dumps(write_decision(decision)))
    assert _comparable(_picked(answer, agreed["expect"])) == _comparable(agreed["expect"])


if SHARED.exists():  # elsewhere there is nothing to compare with

    def test_the_copy_is_the_agreed_file() -> None:
        assert COPY.read_bytes() == SHARED.read_bytes()


@pytest.mark.parametrize("store", STORES)
def test_each_store_has_cases(store: str) -> None:
    assert any(param.values[0]["store"] == store for param in _cases())


@pytest.mark.parametrize(("folder", "zone"), STORES.values(), ids=STORES)
def test_each_store_lives_in_the_agreed_time_zone(folder: Path, zone: str) -> None:
    assert load_profile(folder / "store.toml").timezone == zone


def _picked(answer: Any, wanted: Any) -> Any:
    """The keys that the case names, at every depth."""
    if not isinstance(wanted, dict) or not isinstance(answer, dict):
        return answer
    return {key: _picked(answer[key], part) for key, part in wanted.items()}


def _comparable(answer: dict[str, Any]) -> dict[str, Any]:
    return {key: _value(key, value) for key, value in answer.items()}


def _value(key: str, value: Any) -> Any:
    if key in INSTANTS and value:
        return datetime.fromisoformat(value)
    return frozenset(value) if key in UNORDERED else value
