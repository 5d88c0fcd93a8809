"""What the running app sends along with its pages, and what it keeps shut."""

from __future__ import annotations

import re

import pytest
from aiohttp import ClientSession, WSServerHandshakeError

from tests.live_tab import visiting
from tests.running_app import RunningApp

SOCKET = "/_event/?EIO=4&transport=websocket&token=550e8400-e29b-41d4-a716-446655440000"


@pytest.mark.parametrize("page", ["/", "/articles/cancel-my-order", "/wizards/cancel-order", "/no/such/page"])
async def test_a_page_runs_our_scripts_only_and_is_asked_for_anew(server: RunningApp, page: str):
    async with ClientSession(server.base_url) as stranger, stranger.get(page) as response:
        rules = dict(
            rule.strip().split(" ", 1) for rule in response.headers["Content-Security-Policy"].split(";")
        )
        assert "unsafe" not in rules["script-src"]
        assert rules["frame-ancestors"] == rules["object-src"] == "'none'"
        assert rules["form-action"] == rules["base-uri"] == "'self'"
        assert response.headers["Cache-Control"] == "private, no-cache"
        assert response.headers["X-Content-Type-Options"] == "nosniff"


async def test_the_visitors_cookie_is_out_of_reach_for_scripts_and_other_sites(server: RunningApp):
    async with ClientSession(server.base_url) as stranger, stranger.get("/") as response:
        [cookie] = response.headers.getall("Set-Cookie")
        assert re.fullmatch(
            r"hc_visitor=[\w-]{32}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax", cookie, re.ASCII
        )
    async with visiting(server) as known, known.get("/") as response:
        assert "Set-Cookie" not in response.headers
        assert response.headers["Cache-Control"] == "no-cache"


async def test_what_has_its_content_in_its_name_is_kept_for_good(server: RunningApp):
    async with visiting(server) as browser:
        async with browser.get("/") as response:
            assets = re.findall(r"/assets/[\w.-]+\.(?:js|css)", await response.text())
        async with browser.get(next(name for name in assets if name.endswith(".css"))) as response:
            assert "immutable" in response.headers["Cache-Control"]
            assert response.headers["Content-Encoding"] == "br"


@pytest.mark.parametrize("path", ["/_upload", "/_upload/x", "/_all_routes", "/auth-codespace", "/_event/"])
async def test_what_reflex_would_leave_open_is_shut(server: RunningApp, path: str):
    async with visiting(server) as browser:
        for request in (browser.get(path), browser.post(path, data=b"x")):
            async with request as response:
                assert response.status in {403, 404}


async def test_another_site_gets_no_socket(server: RunningApp):
    async with visiting(server) as browser:
        with pytest.raises(WSServerHandshakeError) as refused:
            await browser.ws_connect(SOCKET, origin="https://evil.example")
        assert refused.value.status == 403
