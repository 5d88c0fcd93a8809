"""Decides about each number in an article: the policy's, against the policy, or about something else."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from helpcenter.lint.prose.passages import Passage
from helpcenter.lint.prose.promises import Promise, is_ruled, promises_of
from helpcenter.lint.prose.quantities import Amount, Dimension, Quantity, find_quantities
from helpcenter.lint.prose.scopes import Number, Scope, scope_of, topics_around
from helpcenter.lint.prose.topics import Lexicon, lexicon_for
from helpcenter.policy.terms import Policy

_TIMES = (Dimension.TIME, Dimension.WORKING_DAYS)
# "Most are done within 2 minutes" and "we have done this for 20 years" stand in any article.
_SOME_MINUTES = Decimal(15)
_A_YEAR = Decimal(365 * 24 * 60)


@dataclass(frozen=True)
class Verdict:
    """`is_right`: it agrees with the policy, and is only not quoted. `promises` are what the policy has about
    it; none where the rules know no such number."""

    quantity: Quantity
    line: int
    is_right: bool
    topics: tuple[str, ...]
    promises: tuple[Promise, ...]


@dataclass(frozen=True)
class Judge:
    policy: Policy

    def judge(self, passage: Passage, article: Sequence[str]) -> Iterator[Verdict]:
        """`article` are texts that say what the whole article is about, the most telling one first."""
        quantities = find_quantities(passage.text, self._nouns)
        mentions = self.lexicon.mentions(passage.text) if quantities else []
        for quantity in quantities:
            number = Number(passage, quantity, quantities, mentions, article)
            if quantity.noun:
                verdict = self._count(number)
            else:
                scope = scope_of(number, self.lexicon)
                verdict = self._verdict(number, scope) if scope else None
            if verdict:
                yield verdict

    @cached_property
    def lexicon(self) -> Lexicon:
        return lexicon_for({key.partition(".")[0] for key in self.policy.terms})

    @cached_property
    def _promises(self) -> tuple[Promise, ...]:
        return promises_of(self.policy)

    @cached_property
    def _nouns(self) -> tuple[str, ...]:
        counts = (*self.lexicon.counts.values(), *self.lexicon.counts_of_topics.values())
        return tuple(noun for nouns in counts for noun in nouns)

    def _count(self, number: Number) -> Verdict | None:
        key = next((key for key, nouns in self.lexicon.counts.items() if number.quantity.noun in nouns), None)
        promises = self._of([key]) if key else self._list_of_a_topic(number)
        if not promises:
            return None
        keys = tuple(dict.fromkeys(promise.key for promise in promises))
        return self._compared(number, number.quantity.amount, keys, promises)

    def _list_of_a_topic(self, number: Number) -> tuple[Promise, ...]:
        """The list whose length is told: of the nearest topic that has one."""
        passage, counts = number.passage, self.lexicon.counts_of_topics
        name = next(name for name, nouns in counts.items() if number.quantity.noun in nouns)
        if not self.lexicon.names(name, f"{passage.text}\n{passage.below}"):
            return ()
        around = topics_around(number, self.lexicon)
        return next(filter(None, (self._of(f"{topic}.{name}" for topic in topics) for topics in around)), ())

    def _of(self, keys: Iterable[str]) -> tuple[Promise, ...]:
        wanted = set(keys)
        return tuple(promise for promise in self._promises if promise.key in wanted)

    def _verdict(self, number: Number, scope: Scope) -> Verdict | None:
        if number.quantity.amount.dimension in _TIMES:
            return self._time(number, scope)
        promises = self._about(scope.topics, (number.quantity.amount.dimension,))
        if stated := tuple(promise for promise in promises if not promise.is_fee):
            return self._compared(number, number.quantity.amount, scope.topics, stated)
        return self._fee(number, scope)

    def _time(self, number: Number, scope: Scope) -> Verdict | None:
        amount, promises = number.quantity.amount, self._about(scope.topics, _TIMES)
        is_usual = amount.dimension is not Dimension.TIME or _SOME_MINUTES <= amount.high < _A_YEAR
        if not scope.near and not is_usual:
            return None
        if not promises:
            # Where the rules know no time limit, one that stands right beside their topic is wrong.
            ruled = scope.near and any(is_ruled(self.policy, topic) for topic in scope.topics)
            return self._compared(number, amount, scope.topics, ()) if ruled else None
        if scope.together:
            groups = [self._about([topic], _TIMES) for topic in scope.topics]
            promises = next((group for group in groups if group and not _agrees(amount, group)), promises)
        return self._compared(number, amount, scope.topics, promises)

    def _fee(self, number: Number, scope: Scope) -> Verdict | None:
        """What is kept or comes back. Where no term says otherwise, nothing is kept."""
        amount, said = number.quantity.amount, number.said
        kept, returned = self._says_kept(said), self.lexicon.says_returned(said)
        if not kept and not returned and number.passage.row:
            # A table of fees says so above.
            kept = self._says_kept(" ".join(number.passage.headings[:1]))
        if not kept and not (returned and amount.dimension is Dimension.SHARE):
            return None
        fee = amount if kept else _rest(amount)
        fees = self._about(scope.topics, (amount.dimension,))
        if not any(is_ruled(self.policy, topic) for topic in scope.topics):
            # "A 50% refund" does not say of what: any fee of the store may be meant.
            fees = tuple(p for p in self._promises if p.amount.dimension is amount.dimension)
        promises = tuple(promise for promise in fees if promise.is_fee)
        if _agrees(fee, promises) or fee.high != 0:
            return self._compared(number, fee, scope.topics, promises)
        return None

    def _says_kept(self, text: str) -> bool:
        return self.lexicon.says_kept(text) or self.lexicon.says_priced(text)

    def _about(self, topics: Collection[str], dimensions: Collection[Dimension]) -> tuple[Promise, ...]:
        return tuple(
            promise
            for promise in self._promises
            if promise.amount.dimension in dimensions and self._topic(promise) in topics
        )

    def _topic(self, promise: Promise) -> str:
        """The most special name under which the lexicon has words for it."""
        return promise.key if promise.key in self.lexicon.about else promise.topic

    def _compared(
        self, number: Number, amount: Amount, topics: tuple[str, ...], promises: tuple[Promise, ...]
    ) -> Verdict:
        line = number.passage.line_of(number.quantity.start)
        return Verdict(number.quantity, line, _agrees(amount, promises), topics, promises)


def _agrees(amount: Amount, promises: Collection[Promise]) -> bool:
    """Both ends of a range have to be the policy's."""
    ends = {
        end
        for promise in promises
        if promise.amount.dimension is amount.dimension
        for end in (promise.amount.low, promise.amount.high)
    }
    return {amount.low, amount.high} <= ends


def _rest(amount: Amount) -> Amount:
    return Amount(amount.dimension, Decimal(100) - amount.high, Decimal(100) - amount.low)
