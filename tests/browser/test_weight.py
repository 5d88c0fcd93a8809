from __future__ import annotations

from playwright.sync_api import Page, Request, expect

from tests.browser.steps import heading, open_live

MOST_BYTES = 175_000


def test_an_article_page_is_light(page: Page):
    loaded: dict[str, Request] = {}
    page.on("requestfinished", lambda request: loaded.update({request.url: request}))
    # On a busy machine the network is quiet before the first script is asked for.
    open_live(page, "/articles/cancel-my-order")
    page.wait_for_load_state("networkidle")
    expect(heading(page)).to_have_text("Can I cancel my order?")
    weights = {
        url: request.sizes()["responseBodySize"]
        for url, request in list(loaded.items())  # asking for a size lets more of them come
        if request.resource_type in {"script", "stylesheet"}
    }
    assert len(weights) > 3
    total = sum(weights.values())
    by_weight = sorted(weights.items(), key=lambda item: -item[1])
    listed = "\n".join(f"{size:8,} {url}" for url, size in by_weight)
    assert total <= MOST_BYTES, f"{total:,} bytes of scripts and styles, compressed:\n{listed}"
