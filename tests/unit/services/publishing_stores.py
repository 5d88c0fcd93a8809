"""The studio as it would be with other articles or another policy, for tests of what is published of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from helpcenter.articles.article import Article
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY, Terms, studio_with

TODAY = date(2026, 11, 20)
REVIEWED = date(2026, 11, 15)
PUBLIC = SiteAddress("https://help.example.com")
UNNAMED = SiteAddress()
HOSTILE = """</script><!-- <b>&amp; "it's" ]]> {{ x }} \\u003c \u2028 [a](b) ünï\ud7ff"""


@cache
def the_studio() -> Store:
    """All of its articles as if somebody had read them on one day, whatever editors have done since."""
    store = load_store(REPOSITORY / "content", datetime(2026, 11, 20, 12, tzinfo=UTC))
    found = store.library.catalogue.articles
    return _with(store, {slug: replace(article, reviewed=REVIEWED) for slug, article in found.items()})


def with_article(slug: str, **changed: Any) -> Store:
    store = the_studio()
    return _with(store, {slug: replace(store.library.catalogue.articles[slug], **changed)})


def _with(store: Store, others: Mapping[str, Article]) -> Store:
    catalogue = store.library.catalogue
    articles = {**catalogue.articles, **others}
    shelves = {
        name: tuple(articles[article.slug] for article in shelf)
        for name, shelf in catalogue._by_category.items()
    }
    catalogue = replace(catalogue, articles=articles, _by_category=shelves)
    return replace(store, library=replace(store.library, catalogue=catalogue))


def with_terms(terms: Terms, *, without: Sequence[str] = ()) -> Store:
    """`without` are terms that the policy is then silent about."""
    store = the_studio()
    policy = studio_with(terms)
    kept = {key: term for key, term in policy.terms.items() if key not in without}
    return replace(store, rules=replace(store.rules, policy=replace(policy, terms=kept)))


def with_profile(**changed: Any) -> Store:
    store = the_studio()
    return replace(store, rules=replace(store.rules, profile=store.rules.profile.model_copy(update=changed)))
