from __future__ import annotations

import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpcenter.web.visitor import new_visitor_cookie, visitor_key


def test_a_new_cookie_leads_to_its_key():
    value = new_visitor_cookie(encrypted=False).split(";")[0]
    expected = hashlib.sha256(value.removeprefix("hc_visitor=").encode()).hexdigest()
    assert visitor_key(f"theme=dark; {value}; other=1") == expected
    assert new_visitor_cookie(encrypted=True) != new_visitor_cookie(encrypted=True)


@pytest.mark.parametrize(
    "header",
    [
        *(None, "", "hc_visitor", "hc_visitor=", "xhc_visitor=" + "a" * 32, "hc_visitor=" + "a" * 33),
        *("hc_visitor=" + "a" * 31 + last for last in "=ä"),
        'hc_visitor="' + "a" * 30 + '"',
    ],
)
def test_a_malformed_cookie_has_no_key(header: str | None):
    assert visitor_key(header) is None


@given(st.text())
def test_no_cookie_header_breaks_the_reading(header: str):
    key = visitor_key(header)
    assert key is None or re.fullmatch(r"[0-9a-f]{64}", key)
