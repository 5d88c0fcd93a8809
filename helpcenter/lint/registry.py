"""Every check, once. To add one, write a module in `checks/` and list its function here."""

from __future__ import annotations

from helpcenter.lint.checks.cases import check_cases
from helpcenter.lint.checks.contradictions import check_contradictions
from helpcenter.lint.checks.explanations import check_explanations
from helpcenter.lint.checks.loading import check_loading
from helpcenter.lint.checks.outcomes import check_outcomes
from helpcenter.lint.checks.reviews import check_reviews
from helpcenter.lint.checks.terms import check_terms
from helpcenter.lint.subject import Check

CHECKS: tuple[Check, ...] = (
    check_loading,
    check_reviews,
    check_contradictions,
    check_cases,
    check_explanations,
    check_terms,
    check_outcomes,
)
