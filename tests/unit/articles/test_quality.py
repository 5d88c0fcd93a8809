"""Search over the articles in `content/`, with questions that were written for this test.

The floors lie well below what is measured: they catch a broken mechanism, not an editor's change of words.
"""

from datetime import UTC, datetime

from helpcenter.articles.search.evaluate import evaluate, read_cases
from helpcenter.services.store import load_store
from tests.builders import REPOSITORY
from tests.unit.articles.shop import FIXTURES


def test_customers_find_what_they_need_in_the_shops_own_articles() -> None:
    library = load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC)).library
    cases = read_cases((FIXTURES / "questions.jsonl").read_text("utf-8").splitlines())

    report = evaluate(cases, library.index.search)

    assert report.every.hit_at_1 > 0.85
    assert report.every.hit_at_3 > 0.92
    assert report.noisy.hit_at_3 > 0.9
    assert report.unanswerable_recognised > 0.75
    assert report.answerable_refused < 0.08
