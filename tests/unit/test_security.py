from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import httpx
import pytest
from httpx import Headers
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from helpcenter.settings import Settings
from helpcenter.web.client_address import header_values
from helpcenter.web.content_security import NOTHING
from helpcenter.web.security import secured
from tests.asgi_socket import opened

ASSET = "/assets/root-MzaLS8Oe.js"
OF_REFLEX = ("ping", "_upload", "_health", "_all_routes", "auth-codespace")


def page(*scripts: str) -> str:
    return "<!DOCTYPE html><html><body>" + "".join(f"<script>{script}</script>" for script in scripts)


@pytest.fixture
def build(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / ASSET.rsplit("/", maxsplit=1)[-1]).write_text("export {}")
    (tmp_path / "assets" / "logo.png").write_bytes(b"png")
    (tmp_path / "contact").mkdir()
    (tmp_path / "index.html").write_text(page("theme()", "home('ü')"), "utf-8")
    (tmp_path / "contact" / "index.html").write_text(page("theme()", "contact()"))
    (tmp_path / "404.html").write_text(page("theme()", "fallback()"))
    return tmp_path


async def article(request: Request) -> Response:
    return HTMLResponse(page("theme()", "fallback()"))


async def feed(request: Request) -> Response:
    return PlainTextResponse("feed", headers={"Cache-Control": "max-age=60"})


async def echo(socket: WebSocket) -> None:
    await socket.accept()
    await socket.send_text("open")
    await socket.close()


def secured_app(build: Path, **settings: object) -> ASGIApp:
    app = Starlette(
        routes=[
            Route("/articles/{slug}", article),
            Route("/feed", feed, methods=["GET", "POST"]),
            *(Route(f"/{name}", feed, methods=["GET", "POST"]) for name in OF_REFLEX),
            WebSocketRoute("/_event/", echo),
            Mount("/", StaticFiles(directory=build, html=True)),
        ]
    )
    return secured(Settings(**settings))(app)  # type: ignore[arg-type]


def client(build: Path, *, scheme: str = "http", **settings: object) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(app=secured_app(build, **settings))
    return httpx.AsyncClient(transport=transport, base_url=f"{scheme}://help.example")


async def fetched(build: Path, path: str = "/", *, headers: Any = None, **how: Any) -> Headers:
    async with client(build, **how) as visitor:
        return (await visitor.get(path, headers=headers)).headers


async def test_what_is_no_page_may_load_nothing_when_opened_as_one(build: Path):
    assert (await fetched(build, "/assets/logo.png"))["content-security-policy"] == NOTHING


@pytest.mark.parametrize("path", ["/", "/feed", ASSET, "/nowhere"])
async def test_every_response_carries_the_headers(build: Path, path: str):
    headers = await fetched(build, path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]


@pytest.mark.parametrize(
    ("scheme", "forwarded", "hops", "promised"),
    [
        ("http", None, 0, False),
        ("https", None, 0, True),
        ("http", "https", 0, False),
        ("http", "https", 1, True),
    ],
)
async def test_strict_transport_is_promised_over_https_alone(
    build: Path, scheme: str, forwarded: str | None, hops: int, promised: bool
):
    sent = {"x-forwarded-proto": forwarded} if forwarded else None
    headers = await fetched(build, headers=sent, scheme=scheme, trusted_proxy_hops=hops)
    assert ("strict-transport-security" in headers) is promised


async def test_hashed_assets_are_kept_for_ever_and_nothing_else_is(build: Path):
    assert (await fetched(build, ASSET))["cache-control"] == "public, max-age=31536000, immutable"
    assert (await fetched(build, "/assets/logo.png"))["cache-control"] == "no-cache"
    assert "immutable" not in (await fetched(build, "/assets/root-AAAAAAAA.js"))["cache-control"]
    assert "no-cache" in (await fetched(build, "/"))["cache-control"]


async def test_a_header_of_the_app_itself_stays(build: Path):
    assert (await fetched(build, "/feed"))["cache-control"] == "max-age=60"


async def test_a_new_visitor_gets_a_cookie_once(build: Path):
    async with client(build) as visitor:
        first = (await visitor.get("/")).headers
        again = (await visitor.get("/articles/x")).headers
    assert re.fullmatch(
        r"hc_visitor=[A-Za-z0-9_-]{32}; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax", first["set-cookie"]
    )
    assert first["cache-control"] == "private, no-cache"
    assert "set-cookie" not in again
    assert again["cache-control"] == "no-cache"


async def test_a_malformed_cookie_is_replaced(build: Path):
    assert "set-cookie" in await fetched(build, headers={"cookie": "hc_visitor=short"})


async def test_a_cookie_set_over_https_is_sent_over_https_to_this_host_only(build: Path):
    async with client(build, scheme="https") as visitor:
        first = (await visitor.get("/")).headers["set-cookie"]
        again = (await visitor.get("/")).headers
    assert re.fullmatch(r"__Host-hc_visitor=[\w-]{32}; Path=/; .*; Secure", first, re.ASCII)
    assert "set-cookie" not in again


@pytest.mark.parametrize(("scheme", "is_theirs"), [("https", False), ("http", True)])
async def test_over_https_a_neighbour_cannot_plant_the_visitors_cookie(
    build: Path, scheme: str, is_theirs: bool
):
    planted = {"cookie": f"hc_visitor={'a' * 32}"}
    assert ("set-cookie" not in await fetched(build, scheme=scheme, headers=planted)) is is_theirs


@pytest.mark.parametrize("before", [b"\xa0", b"\x85", b"\x1c", b"\x0b", b"\xa0 "])
@pytest.mark.parametrize("scheme", ["https", "http"])
async def test_what_only_looks_like_a_blank_makes_no_cookie_of_ours(build: Path, scheme: str, before: bytes):
    planted = [(b"cookie", before + b"hc_visitor=" + b"a" * 32)]
    assert "set-cookie" in await fetched(build, scheme=scheme, headers=planted)


async def test_the_app_knows_the_visitor_by_one_name(build: Path):
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append("; ".join(header_values(scope, b"cookie")))

    cookies = f"theme=dark; hc_visitor={'a' * 32}; __Host-hc_visitor={'b' * 32};x=1"
    for kind, scheme in (("http", "https"), ("websocket", "wss"), ("websocket", "ws")):
        headers = [(b"cookie", cookies.encode())]
        scope = {"type": kind, "scheme": scheme, "method": "GET", "path": "/", "headers": headers}
        await secured(Settings())(app)(scope, None, None)  # type: ignore[arg-type]
    assert seen == [f"theme=dark; hc_visitor={'b' * 32}; x=1"] * 2 + [cookies]


async def test_only_pages_set_the_cookie(build: Path):
    assert "set-cookie" not in await fetched(build, "/feed")
    assert "set-cookie" not in await fetched(build, ASSET)


async def test_a_page_the_browser_still_has_renews_a_lost_cookie(build: Path):
    async with client(build) as visitor:
        etag = (await visitor.get("/")).headers["etag"]
        visitor.cookies.clear()
        unchanged = await visitor.get("/", headers={"if-none-match": etag})
    assert unchanged.status_code == 304
    assert "hc_visitor=" in unchanged.headers["set-cookie"]
    # The headers of this answer replace those that the browser has kept with the page.
    assert "content-security-policy" not in unchanged.headers


@pytest.mark.parametrize(
    "path",
    [
        *("/_upload", "/_upload/", "//_upload", "/_upload/a.png", "/_all_routes", "/_all_routes/"),
        *("/_health", "/_health/", "//_health", "/_health%0A", "/_upload%0A", "/auth-codespace"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_endpoints_of_reflex_that_nobody_needs_are_shut(build: Path, path: str, method: str):
    async with client(build) as visitor:
        assert (await visitor.request(method, f"http://help.example{path}")).status_code == 404


async def test_whether_the_server_lives_may_be_asked(build: Path):
    async with client(build) as visitor:
        assert (await visitor.get("/ping")).status_code == 200


@pytest.mark.parametrize(
    ("method", "origin", "status"),
    [
        ("POST", "http://evil.example", 403),
        ("POST", "null", 403),
        ("POST", "http://help.example", 200),
        ("POST", None, 200),  # a webhook
        ("GET", "http://evil.example", 200),
    ],
)
async def test_another_site_cannot_post_in_a_visitors_name(
    build: Path, method: str, origin: str | None, status: int
):
    async with client(build) as visitor:
        answer = await visitor.request(method, "/feed", headers={"origin": origin} if origin else None)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("origin", "public_url", "answer"),
    [
        ("http://help.example", None, "websocket.accept"),
        ("https://shop.example", "https://shop.example", "websocket.accept"),
        ("http://evil.example", None, "websocket.close"),
        ("http://evil.example", "https://shop.example", "websocket.close"),
        ("http://help.example.evil.example", None, "websocket.close"),
        ("http://help.example:81", None, "websocket.close"),
        ("null", None, "websocket.close"),
        ("", None, "websocket.close"),
    ],
)
async def test_a_socket_of_another_site_is_refused_before_the_app_sees_it(
    build: Path, origin: str, public_url: str | None, answer: str
):
    app = secured_app(build, public_url=public_url)
    async with opened(app, "/_event/", headers={"origin": origin, "host": "help.example"}) as socket:
        assert (await socket.hear())["type"] == answer
