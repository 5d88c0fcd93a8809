"""Every check, once. To add one, write a module in `checks/` and list its function here."""

from __future__ import annotations

from helpcenter.lint.checks.cases import check_cases
from helpcenter.lint.checks.contradictions import check_contradictions
from helpcenter.lint.checks.explanations import check_explanations
from helpcenter.lint.checks.loading import check_loading
from helpcenter.lint.checks.numbers_in_words import check_numbers_in_words
from helpcenter.lint.checks.outcomes import check_outcomes
from helpcenter.lint.checks.reviews import check_reviews
from helpcenter.lint.checks.sentences import check_sentences
from helpcenter.lint.checks.terms import check_terms
from helpcenter.lint.subject import Check

CHECKS: tuple[Check, ...] = (
    check_loading,
    check_reviews,
    check_contradictions,
    check_cases,
    check_outcomes,
    check_sentences,
    check_numbers_in_words,
)
# What these miss may stand in an article that cannot be read: they wait for it.
CHECKS_OF_ALL_ARTICLES: tuple[Check, ...] = (check_explanations, check_terms)
