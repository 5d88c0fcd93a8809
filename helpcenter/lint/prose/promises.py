"""What the policy says in numbers, by topic: the values that prose is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from helpcenter.lint.prose.quantities import Amount, Dimension, find_quantities
from helpcenter.policy.schema import SCHEMA
from helpcenter.policy.terms import DatedValue, Policy, Term, Unit

_MINUTES = {Unit.HOURS: 60, Unit.DAYS: 1440}


@dataclass(frozen=True)
class Promise:
    """A number of the policy, at whatever date it holds. `is_fee` tells shares and amounts that are kept."""

    key: str
    amount: Amount
    is_fee: bool = False

    @property
    def topic(self) -> str:
        return self.key.partition(".")[0]


def promises_of(policy: Policy) -> tuple[Promise, ...]:
    return tuple(promise for term in policy.terms.values() for promise in _promises(term))


def is_ruled(policy: Policy, topic: str) -> bool:
    """Whether the rules decide about the topic, so that a number which no term has is a wrong one."""
    return topic in SCHEMA and policy.speaks_of(topic)


def _promises(term: Term) -> Iterator[Promise]:
    is_fee = term.key.endswith("fee")
    for value in term.values:
        for amount in _amounts(value):
            yield Promise(term.key, amount, is_fee)


def _amounts(dated: DatedValue) -> Iterator[Amount]:
    match dated.value:
        case bool():
            return
        case int(count):
            if dated.unit is Unit.BUSINESS_DAYS:
                yield _exactly(Dimension.WORKING_DAYS, count)
            else:
                yield _exactly(Dimension.TIME, count * _MINUTES[dated.unit])
        case Decimal() as number:
            yield _exactly(Dimension.SHARE if dated.unit is Unit.PERCENT else Dimension.MONEY, number)
        case tuple(codes):
            yield _exactly(Dimension.COUNT, len(codes))
        case str(text):
            yield from (quantity.amount for quantity in find_quantities(text))


def _exactly(dimension: Dimension, number: int | Decimal) -> Amount:
    return Amount(dimension, Decimal(number), Decimal(number))
