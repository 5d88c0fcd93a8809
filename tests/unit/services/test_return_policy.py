"""What search engines are told about returns is what the policy rules, and no word more."""

from __future__ import annotations

import pytest

from helpcenter.services.publishing.return_policy import return_policy
from helpcenter.services.store import Store
from tests.builders import Terms
from tests.example_stores import CHARM, OUTLET, PHONE_CASE, SEVEN_SMILE, the_store
from tests.unit.services.publishing_stores import PUBLIC, UNNAMED, the_studio, with_profile, with_terms


def told(store: Store) -> dict[str, object] | None:
    """Without the part that all values begin with."""
    policy = return_policy(store, PUBLIC)
    return policy and {
        name: [str(one).removeprefix("https://schema.org/") for one in value]
        if isinstance(value, list)
        else value.removeprefix("https://schema.org/")
        if isinstance(value, str)
        else value
        for name, value in policy.items()
    }


def returns(days: int, *refunds: str) -> dict[str, object]:
    return {
        "@type": "MerchantReturnPolicy",
        "returnPolicyCategory": "MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": days,
        "returnMethod": "ReturnByMail",
        "returnFees": "ReturnFeesCustomerResponsibility",
        "refundType": list(refunds),
        "itemCondition": ["NewCondition"],
        "merchantReturnLink": "https://help.example.com/articles/return-policy",
    }


def two_weeks_from(day: str) -> Terms:
    return {"returns.window": [("2024-01-01", {"days": 7}), (day, {"days": 14})]}


def test_the_studio_takes_back_for_seven_days() -> None:
    assert told(the_studio()) == returns(7, "FullRefund", "StoreCreditRefund")


@pytest.mark.parametrize(
    ("store", "policy"),
    [
        (CHARM, returns(60, "FullRefund")),
        (OUTLET, returns(7, "FullRefund", "StoreCreditRefund")),
        (PHONE_CASE, None),
        (SEVEN_SMILE, None),
    ],
)
def test_each_example_store_says_what_its_text_does(store: str, policy: dict[str, object] | None) -> None:
    assert told(the_store(store)) == policy


def test_a_store_that_rules_out_returns_says_so() -> None:
    assert told(with_terms({"returns.offered": {"flag": False}})) == {
        "@type": "MerchantReturnPolicy",
        "returnPolicyCategory": "MerchantReturnNotPermitted",
    }


@pytest.mark.parametrize(
    ("terms", "name", "value"),
    [
        ({"returns.window": {"hours": 48}}, "merchantReturnDays", 2),
        ({"returns.window": {"hours": 36}}, "merchantReturnDays", None),
        ({"returns.window": {"hours": 36}}, "returnPolicyCategory", "MerchantReturnFiniteReturnWindow"),
        (two_weeks_from("2026-11-20"), "merchantReturnDays", 14),
        (two_weeks_from("2026-11-21"), "merchantReturnDays", 7),
        ({"returns.customer_pays_shipping": {"flag": False}}, "returnFees", "FreeReturn"),
        ({"returns.remedies": {"codes": ["replacement"]}}, "refundType", ["ExchangeRefund"]),
        (
            {"returns.condition": {"codes": ["original", "used"]}},
            "itemCondition",
            ["NewCondition", "UsedCondition"],
        ),
    ],
)
def test_it_follows_the_terms_of_today(terms: Terms, name: str, value: object) -> None:
    policy = told(with_terms(terms))
    assert policy is not None
    assert policy.get(name) == value


@pytest.mark.parametrize(
    ("term", "name"),
    [
        ("returns.customer_pays_shipping", "returnFees"),
        ("returns.condition", "itemCondition"),
        ("returns.window", "merchantReturnDays"),
    ],
)
def test_what_the_policy_leaves_open_is_left_out(term: str, name: str) -> None:
    assert name in returns(7)
    policy = told(with_terms({}, without=[term]))
    assert policy is not None
    assert name not in policy


def test_without_a_window_there_is_no_limit() -> None:
    policy = told(with_terms({}, without=["returns.window"]))
    assert policy is not None
    assert policy["returnPolicyCategory"] == "MerchantReturnUnlimitedWindow"


def test_countries_are_named_by_the_shop_alone() -> None:
    policy = told(with_profile(countries=("US", "CA")))
    assert policy is not None
    assert policy["applicableCountry"] == ["US", "CA"]


def test_the_link_needs_no_host_where_none_is_known() -> None:
    policy = return_policy(the_studio(), UNNAMED)
    assert policy is not None
    assert policy["merchantReturnLink"] == "/articles/return-policy"
