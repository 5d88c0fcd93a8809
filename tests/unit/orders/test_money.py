"""Money is exact, in one currency, at that currency's own digits."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.orders.money import Money, minor_digits
from helpcenter.orders.order import total
from tests.builders import money
from tests.strategies import unhurried

currencies = st.sampled_from(["USD", "EUR", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("amount", "currency", "written"),
    [
        ("39", "USD", "39.00"),
        ("39.005", "USD", "39.01"),
        ("39.004999", "USD", "39.00"),
        ("0.125", "USD", "0.13"),
        ("0.135", "USD", "0.14"),
        ("100.5", "JPY", "101"),
        ("100.4", "JPY", "100"),
        ("3.9555", "KWD", "3.956"),
        ("3.9554", "KWD", "3.955"),
        ("1E+3", "JPY", "1000"),
        ("1E+3", "USD", "1000.00"),
    ],
)
def test_an_amount_is_held_half_up_at_its_currencys_digits(amount: str, currency: str, written: str) -> None:
    assert str(money(amount, currency)) == written


@pytest.mark.parametrize(
    ("currencies", "digits"),
    [("USD EUR GBP CNY XYZ", 2), ("JPY KRW VND CLP ISK", 0), ("KWD BHD OMR TND JOD", 3)],
)
def test_a_currency_has_the_digits_of_its_smallest_coin(currencies: str, digits: int) -> None:
    assert {minor_digits(currency) for currency in currencies.split()} == {digits}


@pytest.mark.parametrize(
    ("amount", "percent", "share"),
    [
        ("55.55", 50, "27.78"),
        ("0.01", 50, "0.01"),
        ("0.01", 49, "0.00"),
        ("9.99", 0, "0.00"),
        ("9.99", 100, "9.99"),
    ],
)
def test_a_share_is_rounded_half_up(amount: str, percent: int, share: str) -> None:
    assert money(amount).percent(Decimal(percent)) == money(share)


def test_currencies_do_not_mix() -> None:
    with pytest.raises(ValueError, match="EUR does not add to USD"):
        money("1.00") + money("1.00", "EUR")
    with pytest.raises(ValueError, match="JPY does not add to USD"):
        money("1.00") - money("1", "JPY")
    with pytest.raises(ValueError, match="EUR does not compare with USD"):
        min(money("2.00", "EUR"), money("1.00"))


@pytest.mark.parametrize(("one", "other"), [("0.99", "1.00"), ("-0.01", "0.00"), ("9.99", "10.00")])
def test_the_smaller_of_two_amounts_is_found(one: str, other: str) -> None:
    less, more = money(one), money(other)
    assert less < more
    assert not more < less
    assert not less < money(one)
    assert min(more, less) == less


def test_only_no_money_is_false() -> None:
    assert not Money.zero("USD")
    assert money("0.01")
    assert money("0.001", "KWD")


def test_a_total_of_nothing_is_zero_in_the_currency() -> None:
    assert total([], "JPY") == money("0", "JPY")
    assert total([money("0.10"), money("0.20")], "USD") == money("0.30")


@unhurried
@given(st.integers(-(10**15), 10**15), currencies)
def test_the_smallest_units_come_back_as_they_were(minor: int, currency: str) -> None:
    amount = Money.from_minor(minor, currency)
    assert amount.minor == minor
    assert amount.amount == Decimal(minor).scaleb(-minor_digits(currency))


@unhurried
@given(st.integers(0, 10**12), st.integers(0, 100), currencies)
def test_a_share_and_the_rest_make_the_whole(minor: int, percent: int, currency: str) -> None:
    whole = Money.from_minor(minor, currency)
    share = whole.percent(Decimal(percent))
    assert share + (whole - share) == whole
    assert 0 <= share.minor <= minor
