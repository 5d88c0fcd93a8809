"""The files for search engines, feed readers and other programs, as the running app sends them."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest
from aiohttp import ClientSession

from tests.builders import REPOSITORY
from tests.running_app import RunningApp, running_app

FILES = {
    "/sitemap.xml": "application/xml",
    "/feed.xml": "application/atom+xml",
    "/robots.txt": "text/plain; charset=utf-8",
    "/llms.txt": "text/plain; charset=utf-8",
    "/articles/cancel-my-order.md": "text/markdown; charset=utf-8",
}
PUBLIC = "https://help.example.com"


@pytest.mark.parametrize("slash", ["", "/"])
@pytest.mark.parametrize("path", FILES)
async def test_each_is_there_with_and_without_a_slash(server: RunningApp, path: str, slash: str):
    async with ClientSession(server.base_url) as reader:
        async with reader.get(path + slash, allow_redirects=False) as response:
            assert (response.status, response.headers["Content-Type"]) == (200, FILES[path])
            assert response.headers["Cache-Control"] == "no-cache"
            assert "Set-Cookie" not in response.headers
            text = await response.text()
            assert text
        async with reader.head(path + slash) as response:
            assert response.status == 200
            assert await response.text() == ""


@pytest.mark.parametrize("path", FILES)
async def test_what_a_reader_has_already_is_not_sent_again(server: RunningApp, path: str):
    async with ClientSession(server.base_url) as reader:
        async with reader.get(path) as response:
            etag = response.headers["ETag"]
        for known in (etag, f"W/{etag}", f'"another", {etag}', "*"):
            async with reader.get(path, headers={"If-None-Match": known}) as response:
                assert (response.status, response.headers["ETag"]) == (304, etag)
                assert await response.read() == b""
        async with reader.get(path, headers={"If-None-Match": '"another"'}) as response:
            assert response.status == 200


@pytest.mark.parametrize("name", ["no-such-article.md", "no-such-article.md/", ".md", "a.md.md"])
async def test_an_article_that_is_not_there_has_no_markdown(server: RunningApp, name: str):
    async with ClientSession(server.base_url) as reader, reader.get(f"/articles/{name}") as response:
        assert response.status == 404


async def test_every_address_in_the_sitemap_is_a_page(server: RunningApp):
    async with ClientSession(server.base_url) as reader:
        async with reader.get("/sitemap.xml", headers={"Host": "evil.example"}) as response:
            urls = ElementTree.fromstring(await response.text())
        addresses = [str(url[0].text) for url in urls]
        assert len(addresses) > 20
        for address in addresses:
            path = address.removeprefix(f"http://localhost:{server.settings.port}")
            async with reader.get(path) as response:
                assert (path[0], response.status) == ("/", 200)


async def test_links_of_an_article_lead_to_its_page_and_to_more_markdown(server: RunningApp):
    async with ClientSession(server.base_url) as reader:
        async with reader.get("/articles/cancel-my-order.md") as response:
            assert response.headers["Link"] == '</articles/cancel-my-order>; rel="canonical"'
            assert "](/articles/change-my-order.md)" in await response.text()
        async with reader.get("/articles/change-my-order.md") as response:
            assert response.status == 200


async def test_an_edit_is_in_all_of_them_with_new_tags(frontend: Path, tmp_path: Path):
    article = Path(shutil.copytree(REPOSITORY / "content", tmp_path / "content"), "faq", "cancel-my-order.md")
    with running_app(frontend, tmp_path, store=str(tmp_path / "content"), public_url=PUBLIC) as app:
        async with ClientSession(app.base_url) as reader:
            before = {path: (await reader.get(path)).headers["ETag"] for path in FILES}
            edit(article)
            await has_changed(reader, "/feed.xml", before["/feed.xml"])
            after = {path: await reader.get(path) for path in FILES}
            said = {path: await response.text() for path, response in after.items()}
    assert [path for path in FILES if after[path].headers["ETag"] == before[path]] == ["/robots.txt"]
    assert f"<loc>{PUBLIC}/articles/cancel-my-order</loc><lastmod>2026-11-16" in said["/sitemap.xml"]
    assert "May I cancel my order?" in said["/feed.xml"]
    assert f"[May I cancel my order?]({PUBLIC}/articles/cancel-my-order.md)" in said["/llms.txt"]
    assert said["/articles/cancel-my-order.md"].startswith("# May I cancel my order?")
    assert f"Sitemap: {PUBLIC}/sitemap.xml" in said["/robots.txt"]


def edit(article: Path) -> None:
    text = article.read_text("utf-8").replace("title: Can I", "title: May I")
    article.write_text(re.sub("reviewed: [0-9-]+", "reviewed: 2026-11-16", text), "utf-8")


async def has_changed(reader: ClientSession, path: str, etag: str) -> None:
    async with asyncio.timeout(60):
        while True:
            async with reader.get(path) as response:
                if response.headers["ETag"] != etag:
                    return
            await asyncio.sleep(0.05)
