"""Search over articles and wizards, in the words of customers."""

from helpcenter.articles.search.entries import (
    Entry,
    Kind,
    WizardEntry,
    article_entry,
    topic_entry,
    wizard_entry,
)
from helpcenter.articles.search.index import SearchIndex
from helpcenter.articles.search.results import Hit, Results, Snippet

__all__ = [
    "Entry",
    "Hit",
    "Kind",
    "Results",
    "SearchIndex",
    "Snippet",
    "WizardEntry",
    "article_entry",
    "topic_entry",
    "wizard_entry",
]
