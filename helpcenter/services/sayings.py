"""Words for one case: the store's wording with the facts of the terms that the order was placed under."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from helpcenter.articles.article import wizard_address
from helpcenter.flows.case import Case
from helpcenter.flows.fields import Problem, Text
from helpcenter.flows.flow import Question
from helpcenter.flows.registry import FLOW_FOR_ACTION
from helpcenter.orders.claim import Action
from helpcenter.orders.money import Money
from helpcenter.orders.order import Line
from helpcenter.policy.decision import Decision
from helpcenter.services.store import Rules, Store
from helpcenter.services.views.wizard import Check, Link


class Sayings:
    def __init__(self, store: Store, case: Case) -> None:
        self.store = store
        self.case = case

    @property
    def rules(self) -> Rules:
        return self.store.rules

    @cached_property
    def facts(self) -> Mapping[str, str]:
        return self.rules.facts_for(self.case.order.placed_at)

    def words(self, key: str, **values: object) -> str:
        return self.rules.wording.say(key, self.facts, **values)

    def words_if_any(self, *keys: str, **values: object) -> str:
        """The first of the keys that the wording has, "" where it has none."""
        return self.rules.wording.say_first(*keys, facts=self.facts, **values)

    def checks(self, key: str) -> list[Check]:
        """None where the key is not there."""
        return [Check(**check) for check in self.rules.wording.say_tables(f"{key}.checks", self.facts)]

    def instant(self, instant: datetime) -> str:
        return self.rules.speech.instant(instant)

    def money(self, money: Money) -> str:
        return self.rules.speech.money(money)

    def reason(self, decision: Decision) -> str:
        """Why, in the words for this action or else the general ones."""
        return self.words_if_any(
            f"reasons.{decision.action}.{decision.reason}",
            f"reasons.{decision.reason}",
            closes_at=self.instant(decision.closes_at) if decision.closes_at else "",
            opens_at=self.instant(decision.opens_at) if decision.opens_at else "",
        )

    def problem(self, problem: Problem, question: Question, sent: Any = None) -> str:
        """`sent` is the answer that cannot be taken."""
        if not isinstance(question.field, Text):
            return self.words(f"problems.{problem}")
        number, field = self.rules.speech.number, question.field
        return self.words(
            f"problems.{problem}",
            length=number(len(field.trim(sent))),
            longest=number(field.longest),
            shortest=number(field.shortest),
        )

    def article_about(self, action: Action) -> Link:
        """The article that explains the action; nothing where the store does not have it."""
        article = self.store.library.catalogue.articles.get(self.words(f"actions.{action}.article"))
        return Link(article.title, article.address) if article else Link("", "")

    def way_to(self, action: Action) -> str:
        """Where the action is done: its wizard, else the article about it, else a person."""
        flow = FLOW_FOR_ACTION.get(action)
        if flow and flow.slug in self.rules.flows:
            return wizard_address(flow.slug)
        return self.article_about(action).href or "/contact"

    def method(self, code: str) -> str:
        """A shipping method, in the words of the wizard that changes it, or else as the shop calls it."""
        words = self.words_if_any(f"flows.change-shipping.method.options.{code}") or self.rules.word(code)
        return f"{words[:1].upper()}{words[1:]}"

    def line(self, line: Line, quantity: int | None = None) -> str:
        return self.words("receipt.line", quantity=quantity or line.quantity, title=line.title)
