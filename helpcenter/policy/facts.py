"""The policy in words, for articles to quote: {"cancellation.window": "2 hours", …}."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from helpcenter.policy.terms import DatedValue, Policy, Term, Unit

# How a term is called and how it is quoted: the same in the policy, in articles and in the wording.
FACT_NAME = r"[a-z0-9_]+(?:[.-][a-z0-9_]+)*"
FACT = re.compile(rf"\{{\{{\s*({FACT_NAME})\s*\}}\}}")


@dataclass(frozen=True)
class Speaker:
    """`word` puts a code or a unit into the store's language, `amount` and `day` write money and dates."""

    word: Callable[[str], str]
    amount: Callable[[Decimal], str]
    day: Callable[[date], str]

    def facts(self, policy: Policy, today: date) -> dict[str, str]:
        """What holds for an order placed today, and behind it every later value that is already known.

        A term whose first value is still to come is quoted with that value.
        """
        return {key: self.term(term, today) for key, term in policy.terms.items()}

    def facts_of_one(self, policy: Policy, placed: date) -> dict[str, str]:
        """What holds for one order that was placed on that day: later values are not its own."""
        return {key: self.value(key, term.at(placed) or term.values[0]) for key, term in policy.terms.items()}

    def term(self, term: Term, today: date) -> str:
        current = term.at(today) or term.values[0]
        later = [value for value in term.values if value.since > max(current.since, today)]
        coming = [f"{self.word('orders_from')} {self.day(v.since)}: {self.value(term.key, v)}" for v in later]
        now = self.value(term.key, current)
        return f"{now} ({'; '.join(coming)})" if coming else now

    def value(self, key: str, dated: DatedValue) -> str:
        match dated.value:
            case bool(flag):
                return self.word("yes" if flag else "no")
            case int(count):
                return f"{count} {self.word(f'{dated.unit}.one' if count == 1 else f'{dated.unit}.other')}"
            case Decimal() as number:
                return f"{number}%" if dated.unit is Unit.PERCENT else self.amount(number)
            case tuple(codes):
                # Evidence is needed together, everything else is a choice.
                joint = "and" if key.endswith(".evidence") else "or"
                return _joined([self.word(code) for code in codes], self.word(joint))
            case str(text):
                return text


def _joined(words: list[str], joint: str) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"
