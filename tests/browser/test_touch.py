"""What a thumb can hit: 44 px, except for links within a sentence."""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenPage
from tests.browser.steps import heading

_LOWER_THAN_A_THUMB = """() => [...document.querySelectorAll("a, button, select, summary")]
    .filter(element => element.checkVisibility() && !element.closest("p, .prose, .sr-only, noscript"))
    .filter(element => !element.matches("[href='#content']"))
    .map(element => [element.innerText, Math.round(element.getBoundingClientRect().height)])
    .filter(([, height]) => height < 44)"""


@pytest.mark.parametrize(
    "address", ["/", "/articles/missing-package", "/search?q=refund", "/contact", "/requests"]
)
def test_everything_to_tap_is_as_high_as_a_thumb(open_page: OpenPage, address: str):
    phone = open_page(viewport={"width": 390, "height": 844}, has_touch=True)
    phone.goto(address)
    heading(phone).wait_for()
    assert phone.evaluate(_LOWER_THAN_A_THUMB) == []
