"""The first response holds the page: found or not, asked for again, compressed, written as React would."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import brotli
import pytest
from aiohttp import ClientResponse, ClientSession
from reflex_base.constants import Dirs
from yarl import URL

from helpcenter.pages.routes import ROUTES
from helpcenter.state.initial import initial_state
from helpcenter.web.filling.page import read_page
from helpcenter.web.filling.shell import PAGE_MARKUP
from tests.running_app import RunningApp

ARTICLE = "/articles/cancel-my-order"
PAGES = {
    "/": "How can we help?",
    "/categories/orders": "Orders",
    ARTICLE: "Can I cancel my order?",
    "/search": "Search",
    "/search?q=refund": "Search",
    "/contact": "Talk to us",
    "/requests": "Where does my request stand?",
    "/requests/R-7K4M-2XQP": "Where does my request stand?",
    "/wizards/cancel-order": "Cancel an order",
}
# Plain text to the server, which compresses only for those who say that they can read it.
PLAIN = {"Accept-Encoding": "identity"}


class Markup(HTMLParser):
    """Tags with sorted attributes, texts and comments: what two documents have to have in common."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.parts: list[Any] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((tag, *sorted((name.lower(), value or "") for name, value in attrs)))

    handle_startendtag = handle_starttag

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def handle_comment(self, data: str) -> None:
        self.parts.append(f"!{data}")


async def fetch(server: RunningApp, path: str, **headers: str) -> tuple[ClientResponse, str]:
    async with (
        ClientSession(server.base_url) as browser,
        browser.get(path, headers=PLAIN | headers, allow_redirects=False) as response,
    ):
        return response, await response.text()


def body_of(page: str) -> str:
    """What React writes; its own scripts come right behind."""
    return re.split(r"<script|<link", page.partition("<body>")[2], maxsplit=1)[0]


@pytest.mark.parametrize("page", PAGES)
async def test_a_page_is_there_in_the_first_response(server: RunningApp, page: str):
    response, text = await fetch(server, page)
    assert response.status == 200
    assert re.findall(r"<h1[^>]*>([^<]*)</h1>", body_of(text)) == [PAGES[page]]
    assert text.count("<title>") == 1


@pytest.mark.parametrize(
    "page",
    [
        *("/articles/none", "/categories/none", "/wizards/none", "/none", "/a/b/c", "/articles/"),
        *("/contact.html", "/articles/caf\xe9", f"{ARTICLE}%20", f"{ARTICLE}%0A", "/articles/%3Cb%3E"),
    ],
)
async def test_a_page_that_is_not_there_says_so_in_words_and_status(server: RunningApp, page: str):
    response, text = await fetch(server, page)
    assert response.status == 404
    assert response.content_type == "text/html"
    assert "<title>Not found · The Studio Help</title>" in text
    assert "This page is not here" in body_of(text)


@pytest.mark.parametrize("file", ["index.html", "contact.html", "search.html", "requests.html"])
def test_the_server_writes_what_react_writes(frontend: Path, file: str):
    """Reflex has React write those pages at build, with the state that every browser begins with."""
    route = "/" + file.removesuffix(".html").replace("index", "")
    page = json.loads((frontend / PAGE_MARKUP).read_text("utf-8"))[route]
    ours = read_page(page, initial_state()).fill({}).markup
    theirs = body_of((frontend / Dirs.STATIC / file).read_text("utf-8"))
    assert Markup(ours).parts == Markup(theirs).parts


def test_every_page_has_a_route_in_the_build(frontend: Path):
    assert json.loads((frontend / PAGE_MARKUP).read_text("utf-8")).keys() == {route.path for route in ROUTES}


async def test_a_page_that_has_not_changed_is_not_sent_again(server: RunningApp):
    first, _ = await fetch(server, ARTICLE)
    etag = first.headers["ETag"]
    for known in (etag, f'"other", {etag}', etag.removeprefix("W/"), "*"):
        again, text = await fetch(server, ARTICLE, **{"If-None-Match": known})
        assert (again.status, text, again.headers["ETag"]) == (304, "", etag)
    other, _ = await fetch(server, "/", **{"If-None-Match": etag})
    assert other.status == 200
    gone, _ = await fetch(
        server, "/none", **{"If-None-Match": (await fetch(server, "/none"))[0].headers["ETag"]}
    )
    assert gone.status == 404


async def test_a_page_comes_with_no_script_that_holds_up_its_painting(server: RunningApp):
    """They wait as text for web/filling/begin-scripts.js, the colours of Reflex for nothing."""
    _, text = await fetch(server, ARTICLE)
    tags = [part for part in Markup(text).parts if isinstance(part, tuple)]
    assert [tag for tag in tags if ("rel", "modulepreload") in tag] == []
    run = {tag for tag in tags if tag[0] == "script" and dict(tag[1:]).get("type", "") in {"", "module"}}
    assert run <= {("script",), ("script", ("id", "_R_"))}
    later = [dict(tag[1:]) for tag in tags if ("data-later", "") in tag]
    assert [script.get("src") for script in later] == ["/help-center.js", None]


async def test_a_page_heeds_what_it_asks_for_and_no_more(server: RunningApp):
    """What campaigns add to a link changes nothing."""

    async def etag(path: str) -> str:
        return (await fetch(server, path))[0].headers["ETag"]

    assert await etag(f"{ARTICLE}?utm_source=mail&q=refund") == await etag(ARTICLE)
    assert await etag("/search?utm_source=mail&q=refund") == await etag("/search?q=refund")
    assert await etag("/search?q=refund") != await etag("/search")


async def test_a_page_comes_in_the_encoding_that_was_asked_for(server: RunningApp):
    _, plain = await fetch(server, ARTICLE)
    sizes = {"identity": len(plain.encode())}
    async with ClientSession(server.base_url, auto_decompress=False) as browser:
        for accepted, name, decompress in (
            ("gzip", "gzip", gzip.decompress),
            ("gzip, br", "br", brotli.decompress),
        ):
            async with browser.get(ARTICLE, headers={"Accept-Encoding": accepted}) as response:
                body = await response.read()
                assert response.headers["Content-Encoding"] == name
                assert "Accept-Encoding" in response.headers["Vary"]
                assert decompress(body).decode() == plain
                sizes[name] = len(body)
    assert sizes["br"] < sizes["gzip"] < sizes["identity"]


async def test_only_the_head_is_sent_where_only_that_is_asked_for(server: RunningApp):
    async with ClientSession(server.base_url) as browser, browser.head(ARTICLE, headers=PLAIN) as response:
        _, text = await fetch(server, ARTICLE)
        assert int(response.headers["Content-Length"]) == len(text.encode())
        assert await response.read() == b""


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/contact/", "/contact"),
        ("/search/?q=a%26b", "/search?q=a%26b"),
        (f"{ARTICLE}/", ARTICLE),
    ],
)
async def test_a_page_has_one_address(server: RunningApp, path: str, address: str):
    async with ClientSession(server.base_url) as browser:
        url = URL(server.base_url + path, encoded=True)
        async with browser.get(url, allow_redirects=False) as response:
            assert (response.status, response.headers["Location"]) == (308, address)


@pytest.mark.parametrize(
    "path",
    [
        *("/requests/a%0d%0aSet-Cookie:%20x/", "//evil.example/", "/articles/%2f%2fevil.example/"),
        *("/contact/", "/contact/%2e", "/x/%2e%2e/contact", "/%2e"),
    ],
)
async def test_no_address_leads_away_from_here(server: RunningApp, path: str):
    address = URL(server.base_url + path, encoded=True)
    async with (
        ClientSession(server.base_url) as browser,
        browser.get(address, allow_redirects=False, headers={"Host": "evil.example"}) as response,
    ):
        assert "evil" not in response.headers.get("Location", "")
        assert "x" not in response.headers.getall("Set-Cookie", [])


async def test_a_form_sent_before_the_page_is_live_leaves_nothing_in_the_address(server: RunningApp):
    form = {"reference": "R-7K4M-2XQP", "email": "ada@example.com"}
    async with (
        ClientSession(server.base_url) as browser,
        browser.post("/requests", data=form, allow_redirects=False) as response,
    ):
        assert (response.status, response.headers["Location"]) == (303, "/requests")


@pytest.mark.parametrize(
    "query",
    [
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ store.email }}",
        "</script><b>",
        "\u2028\x00'",
    ],
)
async def test_what_was_searched_for_is_text_and_never_markup(server: RunningApp, query: str):
    async with (
        ClientSession(server.base_url) as browser,
        browser.get("/search", params={"q": query}) as response,
    ):
        text = await response.text()
        allowed = response.headers["Content-Security-Policy"]
    shown = Markup(body_of(text)).parts
    assert any(query.strip() in part for part in shown if isinstance(part, str))
    assert not any(part[0] in {"img", "b"} for part in shown if isinstance(part, tuple))
    assert "unsafe" not in re.findall(r"script-src [^;]*", allowed)[0]
    state = re.findall(r'<script type="application/json" id="page-state">(.*?)</script>', text)
    queries = [
        vars["view_rx_state_"]["query"] for vars in json.loads(state[0]).values() if "view_rx_state_" in vars
    ]
    assert queries == [query.strip()]
