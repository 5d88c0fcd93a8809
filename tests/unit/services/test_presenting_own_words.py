"""Wizards of a shop with words, regions and methods of its own."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpcenter.flows.case import Case
from helpcenter.flows.flow import Flow
from helpcenter.flows.registry import FLOWS
from helpcenter.flows.replay import replay
from helpcenter.services.presenting_answers import answer_rows
from helpcenter.services.presenting_notes import say_slow_region
from helpcenter.services.sayings import Sayings
from helpcenter.services.store import Store, load_store
from helpcenter.services.views.wizard import Step as PageStep
from tests.builders import (
    PLACED,
    REPOSITORY,
    an_address,
    an_order,
    at,
    studio,
    studio_with,
)
from tests.unit.flows.explore import Step, each_flow, explored
from tests.unit.services.shown_pages import shown, varied

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", NOON)


def a_store_saying(folder: Path, words: str) -> Store:
    """The studio, with words of its own."""
    store = folder / "store"
    shutil.copytree(REPOSITORY / "content", store)
    (store / "wording.toml").write_text(words, "utf-8")
    return load_store(store, NOON)


def test_a_shipping_method_without_words_is_shown_as_the_shop_calls_it(store: Store) -> None:
    flow, answers = FLOWS["change-shipping"], {"what": "method", "method": "express"}
    case = Case(an_order(method="Courier, 2 days"), answers, studio(), at(PLACED) + timedelta(minutes=30))
    rows = answer_rows(flow, replay(flow, case, answers), Sayings(store, case))
    assert "Courier, 2 days" in [row.value for row in rows]


def test_what_a_shop_quotes_in_lists_and_titles_is_filled_in(tmp_path: Path) -> None:
    store = a_store_saying(
        tmp_path,
        '[flows.lost-parcel]\ntitle = "Lost at {{ store.name }}"\n'
        'checked.checks = [{ title = "Us", text = "Write to {{ store.email }}." }]\n'
        '[flows.find-my-order.overdue]\nchecks = [{ title = "{{ store.name }}", text = "Write." }]\n'
        '[evidence.picker]\ndrop = "or send them to {{ store.email }}"\n',
    )
    name, email = store.facts["store.name"], store.facts["store.email"]
    flow = store.rules.flows["lost-parcel"]
    step = next(step for step in explored(flow.slug) if step.node.key == "checked")
    view = shown(flow, step, store)
    assert view.flow_title == f"Lost at {name}"
    assert [(check.title, check.text) for check in view.checks] == [("Us", f"Write to {email}.")]
    flow = store.rules.flows["find-my-order"]
    late = next(step for step in explored(flow.slug) if step.node.key == "overdue")
    assert [check.title for check in shown(flow, late, store).checks] == [name]
    flow = store.rules.flows["wrong-item"]
    photos = next(step for step in explored(flow.slug) if step.node.key == "photos")
    assert json.loads(shown(flow, photos, store).picker)["words"]["drop"] == f"or send them to {email}"


def with_codes_of_its_own(store: Store) -> Store:
    """A region and a method for which the package has no words."""
    policy = studio_with(
        {
            "shipping_changes.slow_regions": {"codes": ["GU", "AK"]},
            "shipping_changes.methods": {"codes": ["standard", "store_pickup"]},
        }
    )
    rules = replace(store.rules, policy=policy)
    return replace(store, rules=rules.quoting(rules.facts_on(store.day)))


@each_flow
def test_codes_without_words_keep_no_page_from_opening(flow: Flow, store: Store) -> None:
    special = with_codes_of_its_own(store)
    for step in varied(flow):
        case = replace(step.case, policy=special.rules.policy)
        view = shown(flow, replace(step, case=case), special)
        assert view.title
        assert not view.note or flow.slug == "change-shipping" or view.step == PageStep.EVIDENCE


@pytest.mark.parametrize(
    ("parts", "slow"),
    [
        ({"region": ""}, False),
        ({"region": "", "country": ""}, False),
        ({"region": "gu"}, True),
        ({"region": "", "country": "GU"}, True),
        ({"region": "Alaska"}, True),
        ({"region": "NY"}, False),
    ],
)
def test_only_an_address_in_a_slow_region_is_told_to_be_one(
    parts: dict[str, str], slow: bool, store: Store
) -> None:
    special, flow = with_codes_of_its_own(store), FLOWS["change-shipping"]
    answers = {"what": "address", "address": {**vars(an_address(line1="7 Oak Ave")), **parts}}
    case = Case(an_order(), answers, special.rules.policy, at(PLACED))
    note = say_slow_region(flow, case, Sayings(special, case))
    assert note == ("Parcels to GU or Alaska take longer than others." if slow else "")


def test_a_method_of_the_shops_own_is_offered_as_the_shop_calls_it(store: Store) -> None:
    special, flow = with_codes_of_its_own(store), FLOWS["change-shipping"]
    case = Case(an_order(), {}, special.rules.policy, at(PLACED))
    view = shown(flow, Step("", case, {"what": "method"}, flow.by_key["method"], ()), special)
    assert [(option.value, option.title) for option in view.options] == [("store_pickup", "Store pickup")]
