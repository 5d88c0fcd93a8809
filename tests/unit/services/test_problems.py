"""What customers type: refused where it cannot be right, and nothing that an import takes is refused."""

from __future__ import annotations

import pytest

from helpcenter.orders.reference import LONGEST_ORDER_NUMBER
from helpcenter.services.problems import check_email, check_order_number
from helpcenter.services.store import Rules
from tests.unit.services.publishing_stores import the_studio

NUMBER = "S-" + "9" * (LONGEST_ORDER_NUMBER - 2)


@pytest.fixture(scope="module")
def rules() -> Rules:
    return the_studio().rules


@pytest.mark.parametrize("typed", ["S-1001", NUMBER, f"# {NUMBER}", " - ".join(NUMBER)])
def test_every_number_that_can_be_imported_can_be_looked_up(rules: Rules, typed: str) -> None:
    assert check_order_number(typed, rules) == ""


@pytest.mark.parametrize("typed", ["", " # ", "9" * (LONGEST_ORDER_NUMBER + 1), "x" * 10_000])
def test_what_is_no_number_is_said(rules: Rules, typed: str) -> None:
    assert check_order_number(typed, rules) == rules.wording.say("problems.order_number")


@pytest.mark.parametrize("typed", ["ada@example.com", " ADA@example.com ", "ada@bücher.example"])
def test_an_email_address_is_read_forgivingly(rules: Rules, typed: str) -> None:
    assert check_email(typed, rules) == ""


@pytest.mark.parametrize("typed", ["", "ada", "ada@localhost", "ada hill@example.com", "x" * 10_000])
def test_what_is_no_email_address_is_said(rules: Rules, typed: str) -> None:
    assert check_email(typed, rules) == rules.wording.say("problems.email")
