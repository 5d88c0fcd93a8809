"""What Redis holds of a visitor: whoever can read there must not become that visitor."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, WSServerHandshakeError
from redis.asyncio import Redis

from helpcenter.state.wizard import WizardState
from helpcenter.web.socket_handshake import LARGEST_HEAD
from helpcenter.web.visitor import NAME as COOKIE
from helpcenter.web.visitor import visitor_key
from tests.live_tab import a_tab, visiting
from tests.running_app import RunningApp, running_app
from tests.servers import REDIS, redis_answers

pytestmark = pytest.mark.skipif(not redis_answers(), reason="no Redis answers")

MADE_UP = "made-up" * 1_000


@pytest.fixture(scope="module")
def app(frontend: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    with running_app(frontend, tmp_path_factory.mktemp("redis"), redis_url=REDIS) as app:
        yield app


def the_cookie(browser: ClientSession) -> str:
    return next(cookie.value for cookie in browser.cookie_jar if cookie.key == COOKIE)


async def all_that_is_kept() -> list[bytes]:
    """Of other tests' visitors as well."""
    async with Redis.from_url(REDIS) as redis:
        keys = [key async for key in redis.scan_iter(count=1_000) if await redis.type(key) == b"string"]
        return [value for key in keys if (value := await redis.get(key))]


async def test_neither_cookies_nor_headers_are_kept_but_the_visitors_key_is(app: RunningApp):
    async with visiting(app) as browser:
        browser.cookie_jar.update_cookies({"cart": "the-shops-own-cookie"})
        browser.headers["x-header"] = MADE_UP
        async with a_tab(browser, "/wizards/cancel-order") as tab:
            await tab.wait_for(WizardState, "view", lambda view: view is not None and view["step"])
            await tab.works()
            kept = b"".join(await all_that_is_kept())
        cookie = the_cookie(browser)
    assert str(visitor_key(f"{COOKIE}={cookie}")).encode() in kept
    for private in (cookie, "the-shops-own-cookie", MADE_UP):
        assert private.encode() not in kept


async def test_a_socket_that_brings_too_much_is_not_opened(app: RunningApp):
    async with visiting(app) as browser:
        browser.headers["x-header"] = "x" * 8_000
        async with a_tab(browser) as tab:
            await tab.works()
        browser.headers.update({f"x-header-{number}": "x" * 8_000 for number in range(LARGEST_HEAD // 8_000)})
        with pytest.raises(WSServerHandshakeError) as refused:
            async with a_tab(browser):
                pass
    assert refused.value.status == 403
    assert "head_too_large" in app.logs
