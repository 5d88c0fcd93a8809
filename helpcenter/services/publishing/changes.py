"""When what customers read last changed.

An article changes when its editor says so (`reviewed`), and when another value of a term that it quotes
begins to hold. The time of the file is not asked: copying a shop to a server changes every file and nothing
that customers read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from helpcenter.articles.article import Article
from helpcenter.policy.terms import DatedValue, Term
from helpcenter.services.store import Store


@dataclass(frozen=True)
class RuleChange:
    """`value` took the place of an older one; `article` is where customers read about it."""

    term: Term
    value: DatedValue
    article: Article


def changed_on(store: Store, article: Article) -> date:
    """The day in the store's time zone, never one that is still to come."""
    terms = store.rules.policy.terms
    values = (terms[key].at(store.day) for key in article.quoted if key in terms)
    newest = max([article.reviewed, *(value.since for value in values if value)])
    return min(newest, store.day)


def last_change(store: Store, articles: Sequence[Article]) -> date | None:
    return max((changed_on(store, article) for article in articles), default=None)


def rule_changes(store: Store) -> list[RuleChange]:
    """Every change that has begun, of a term that an article quotes; the newest first."""
    changes = [
        RuleChange(term, value, article)
        for term in store.rules.policy.terms.values()
        for value in term.values[1:]
        if value.since <= store.day and (article := _article_about(store, term))
    ]
    return sorted(changes, key=lambda change: (change.value.since, change.term.key), reverse=True)


def _article_about(store: Store, term: Term) -> Article | None:
    """The most popular one that quotes it."""
    articles = store.library.catalogue.articles.values()
    return next((article for article in articles if term.key in article.quoted), None)
