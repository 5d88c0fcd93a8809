from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bench.content import grow_store
from bench.scratch import made_once
from helpcenter.articles.article import Article
from helpcenter.services.store import Store, load_store
from tests.builders import REPOSITORY

COUNT = 120


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Store:
    folder = tmp_path_factory.mktemp("grown")
    grow_store(REPOSITORY / "content", folder, COUNT)
    return load_store(folder, datetime.now(UTC))


def test_a_grown_shop_has_so_many_articles_and_none_of_them_has_a_problem(grown: Store):
    assert len(grown.library.catalogue.articles) == COUNT
    assert grown.problems == ()


def test_its_own_articles_stay_as_they_are(grown: Store):
    own = load_store(REPOSITORY / "content", datetime.now(UTC)).library.catalogue.articles
    kept = grown.library.catalogue.articles
    assert {slug: kept[slug].text for slug in own} == {slug: article.text for slug, article in own.items()}


def test_grown_articles_have_titles_and_words_of_their_own(grown: Store):
    articles = grown.library.catalogue.articles.values()
    assert len({article.title for article in articles}) == COUNT
    assert len({article.text for article in articles}) == COUNT
    own = load_store(REPOSITORY / "content", datetime.now(UTC)).library.catalogue.articles.values()
    assert len(_words(articles)) > 1.5 * len(_words(own)), (
        "an index over the same few words would be too easy"
    )


def test_growing_twice_gives_the_same_articles(tmp_path: Path):
    for name in ("first", "second"):
        grow_store(REPOSITORY / "content", tmp_path / name, 40)
    first, second = (
        {path.name: path.read_text("utf-8") for path in (tmp_path / name / "faq").iterdir()}
        for name in ("first", "second")
    )
    assert first == second


def test_what_is_made_is_made_once_and_anew_after_an_interruption(tmp_path: Path):
    made: list[str] = []

    def interrupted(folder: Path) -> None:
        (folder / "half").touch()
        raise KeyboardInterrupt

    def make(folder: Path) -> None:
        made.append("again" if (folder / "half").exists() else "fresh")

    with pytest.raises(KeyboardInterrupt):
        made_once(tmp_path / "site", interrupted)
    made_once(tmp_path / "site", make)
    made_once(tmp_path / "site", make)
    assert made == ["fresh"]


def _words(articles: Iterable[Article]) -> set[str]:
    return {word for article in articles for word in article.text.split()}
