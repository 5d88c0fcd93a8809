"""A page is kept until the store changes, and among so many others."""

from __future__ import annotations

from typing import cast

import pytest

from helpcenter.services.store import Store
from helpcenter.web.filling.document import Document
from helpcenter.web.filling.kept_pages import KeptPages

BEFORE, NOW = cast("Store", object()), cast("Store", object())


def a_page(text: str = "A page") -> Document:
    return Document(200, text.encode(), "'self'", "")


@pytest.fixture
def kept() -> KeptPages:
    kept = KeptPages(most=2)
    assert kept.known("/contact", BEFORE) is None
    return kept


def test_a_page_is_known_until_the_store_changes(kept: KeptPages):
    page = a_page()
    kept.keep("/contact", page, BEFORE)
    assert kept.known("/contact", BEFORE) is page
    assert kept.known("/contact", NOW) is None
    assert kept.known("/contact", BEFORE) is None


def test_a_page_that_was_out_of_date_when_it_was_finished_is_not_kept(kept: KeptPages):
    assert kept.known("/contact", NOW) is None
    kept.keep("/contact", a_page(), BEFORE)
    assert kept.known("/contact", NOW) is None


def test_the_page_that_nobody_has_asked_for_longest_gives_way(kept: KeptPages):
    for path in ("/", "/contact"):
        kept.keep(path, a_page(), BEFORE)
    kept.known("/", BEFORE)
    kept.keep("/search", a_page(), BEFORE)
    assert [path for path in ("/", "/contact", "/search") if kept.known(path, BEFORE)] == ["/", "/search"]
