"""An article under its former name, as browsers and search engines ask for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.builders import REPOSITORY
from tests.live_tab import a_tab, visiting
from tests.running_app import RunningApp, running_app


@pytest.fixture(scope="module")
def renamed(frontend: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """The studio, in which the article about refunds was called `my-money` before."""
    folder = tmp_path_factory.mktemp("renamed")
    article = Path(shutil.copytree(REPOSITORY / "content", folder / "content"), "faq", "refund-timing.md")
    article.write_text(
        article.read_text("utf-8").replace("related:", "formerly: [my-money]\nrelated:"), "utf-8"
    )
    with running_app(frontend, folder, store=str(folder / "content")) as app:
        yield app


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize(("form", "new"), [("", ""), ("/", ""), (".md", ".md"), (".md/", ".md")])
async def test_it_is_moved_for_good(renamed: RunningApp, method: str, form: str, new: str):
    async with visiting(renamed) as browser:
        address = f"/articles/my-money{form}"
        async with browser.request(method, address, allow_redirects=False) as response:
            assert response.status == 301
            assert response.headers["Location"] == f"/articles/refund-timing{new}"
            assert response.headers["Cache-Control"] == "no-cache"
        async with browser.request(method, address) as response:
            assert response.status == 200


async def test_a_link_within_the_page_ends_at_the_new_address_too(renamed: RunningApp):
    async with visiting(renamed) as browser, a_tab(browser, "/articles/my-money") as tab:
        redirect = await tab.wait_for_event("_redirect")
        assert redirect["payload"]["path"] == "/articles/refund-timing"
        assert redirect["payload"]["replace"] is True
