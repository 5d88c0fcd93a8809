"""Money: a decimal amount in one currency, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# ISO 4217: the currencies that people pay with and that have other than two digits after the point.
_NO_DIGITS = (
    *("BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW"),
    *("PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"),
)
_THREE_DIGITS = ("BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND")
_MINOR_DIGITS = {**dict.fromkeys(_NO_DIGITS, 0), **dict.fromkeys(_THREE_DIGITS, 3)}


def minor_digits(currency: str) -> int:
    """Digits after the point: 2 for USD, 0 for JPY, 3 for KWD."""
    return _MINOR_DIGITS.get(currency, 2)


@dataclass(frozen=True, order=False)
class Money:
    """An amount, always held at the currency's own number of digits (half up)."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        unit = Decimal(1).scaleb(-minor_digits(self.currency))
        object.__setattr__(self, "amount", self.amount.quantize(unit, ROUND_HALF_UP))

    @classmethod
    def zero(cls, currency: str) -> Money:
        return cls(Decimal(0), currency)

    @classmethod
    def from_minor(cls, minor: int, currency: str) -> Money:
        return cls(Decimal(minor).scaleb(-minor_digits(currency)), currency)

    @property
    def minor(self) -> int:
        """The amount in the smallest unit (cents), for storage."""
        return int(self.amount.scaleb(minor_digits(self.currency)))

    def percent(self, percent: Decimal) -> Money:
        """That share of the amount, rounded half up to the smallest unit."""
        return Money(self.amount * percent / 100, self.currency)

    def __add__(self, other: Money) -> Money:
        return Money(self.amount + self._same(other).amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        return Money(self.amount - self._same(other).amount, self.currency)

    def __mul__(self, count: int) -> Money:
        return Money(self.amount * count, self.currency)

    def __lt__(self, other: Money) -> bool:
        """Of one currency; a mix raises ValueError, as with `+` and `-`."""
        return self.amount < self._same(other, "compare with").amount

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        return str(self.amount)

    def _same(self, other: Money, way: str = "add to") -> Money:
        if other.currency != self.currency:
            raise ValueError(f"{other.currency} does not {way} {self.currency}")
        return other
