"""A shop that promises no time for its answers is not said to answer within one."""

from __future__ import annotations

import json

import pytest
import reflex as rx
from reflex_base.utils.format import json_dumps

from helpcenter.build.page_markup import plain
from helpcenter.components.missing import needs_javascript
from helpcenter.services.views.content import Site
from helpcenter.web.filling.markup import MarkupReader, write_markup


@pytest.mark.parametrize(
    ("promised", "words"), [("2 days", "a person answers within 2 days."), ("", "a person answers.")]
)
def test_a_page_without_scripts_says_by_when_a_person_answers(promised: str, words: str) -> None:
    page = plain(needs_javascript(rx.Var("site", _var_type=Site).guess_type()).render())
    known = json.loads(json_dumps({"site": Site(email="help@shop.example", reply_within=promised)}))
    html = write_markup(MarkupReader(frozenset(known)).read(page), known)
    assert words in html.replace("<!-- -->", "")
