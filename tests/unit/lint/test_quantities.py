"""Which numbers could be a promise, and what each comes to."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.lint.prose.quantities import Amount, Dimension, find_quantities

HOUR, DAY = 60, 1440
TIME, WORKING, SHARE, MONEY = (
    Dimension.TIME,
    Dimension.WORKING_DAYS,
    Dimension.SHARE,
    Dimension.MONEY,
)


def amount(dimension: Dimension, low: float, high: float | None = None) -> Amount:
    return Amount(dimension, Decimal(str(low)), Decimal(str(low if high is None else high)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("within 3 hours", amount(TIME, 3 * HOUR)),
        ("24hrs", amount(TIME, 24 * HOUR)),
        ("24h", amount(TIME, 24 * HOUR)),
        ("a 7-day window", amount(TIME, 7 * DAY)),
        ("Seven (7) days", amount(TIME, 7 * DAY)),
        ("SEVEN\u00a0days", amount(TIME, 7 * DAY)),
        ("fourteen days", amount(TIME, 14 * DAY)),
        ("twenty-four hours", amount(TIME, 24 * HOUR)),
        ("one and a half hours", amount(TIME, 90)),
        ("within an hour and a half", amount(TIME, 90)),
        ("for half a day", amount(TIME, 12 * HOUR)),
        ("within a week", amount(TIME, 7 * DAY)),
        ("a couple of days", amount(TIME, 2 * DAY)),
        ("a fortnight after", amount(TIME, 14 * DAY)),
        ("1.5 hours", amount(TIME, 90)),
        ("14 days\u2019 notice", amount(TIME, 14 * DAY)),
        ("3 to 5 business days", amount(WORKING, 3, 5)),
        ("3\u20135 working days", amount(WORKING, 3, 5)),
        ("five weekdays", amount(WORKING, 5)),
        ("between 24 and 48 hours", amount(TIME, 24 * HOUR, 48 * HOUR)),
        ("until the 14th day", amount(TIME, 14 * DAY)),
        ("by the seventh day", amount(TIME, 7 * DAY)),
        ("within 30 minutes", amount(TIME, 30)),
        ("within the hour", amount(TIME, HOUR)),
        ("within the week", amount(TIME, 7 * DAY)),
        ("in the first hour", amount(TIME, HOUR)),
        ("one month", amount(TIME, 30 * DAY)),
        ("less than 3 hours ago", amount(TIME, 3 * HOUR)),
        ("once 3 days have passed", amount(TIME, 3 * DAY)),
        ("40%", amount(SHARE, 40)),
        ("40 percent", amount(SHARE, 40)),
        ("ten per cent", amount(SHARE, 10)),
        ("10-20%", amount(SHARE, 10, 20)),
        ("half the price", amount(SHARE, 50)),
        ("a quarter of the price", amount(SHARE, 25)),
        ("$4.90", amount(MONEY, "4.90")),
        ("US$1,200", amount(MONEY, 1200)),
        ("5 dollars", amount(MONEY, 5)),
        ("EUR 12.50", amount(MONEY, "12.50")),
        ("ten euros", amount(MONEY, 10)),
    ],
)
def test_a_quantity_is_read_however_it_is_written(text: str, expected: Amount) -> None:
    assert [quantity.amount for quantity in find_quantities(text)] == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "3 steps",
        "24/7",
        "step 2",
        "your 2 parcels",
        "on March 12, 2026",
        "2026-03-12",
        "S-1002",
        "#1001",
        "+1 555 010 4477",
        "at 9:30",
        "5 days a week",
        "24 hours a day",
        "twice a week",
        "once a month",
        "the week after",
        "within the week before Christmas",
        "in the first week of December",
        "2 days longer",
        "every 3 days",
        "3 hours ago",
        "20 years old",
        "one day you may",
        "done in two minutes",
        "a few days",
        "the second day of the month",
        "hours and days",
        "version 2.4",
    ],
)
def test_what_promises_nothing_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


def test_only_the_nouns_that_were_asked_for_are_counted() -> None:
    text = "Choose among three fast shipping methods in 3 steps."
    [quantity] = find_quantities(text, ["shipping methods"])
    assert (quantity.text, quantity.amount.low) == ("three fast shipping methods", 3)


@given(st.text(alphabet="0123456789 ,.-\u2013()%$dhaysourtenfive/:\n", max_size=80))
def test_no_text_makes_the_search_fail_and_each_find_stands_where_it_says(text: str) -> None:
    for quantity in find_quantities(text):
        assert text[quantity.start : quantity.end] == quantity.text
        assert quantity.amount.low >= 0
