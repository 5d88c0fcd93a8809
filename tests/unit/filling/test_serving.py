"""Pages are written once, however they are asked for; what asks something is limited."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import cast

import pytest
import reflex as rx
from httpx import ASGITransport, AsyncClient
from starlette.responses import PlainTextResponse

from helpcenter.build.page_markup import plain
from helpcenter.pages.routes import ROUTES, PageRoute
from helpcenter.services.context import Context
from helpcenter.services.site_address import SiteAddress
from helpcenter.services.store import Store, load_store
from helpcenter.web.filling import serving
from helpcenter.web.filling.content import Asked, Content
from helpcenter.web.filling.page import read_page
from helpcenter.web.filling.serving import _MOST_KEPT, FillablePage, FilledPages
from helpcenter.web.filling.shell import Shell
from helpcenter.web.page_head import head_for
from tests.builders import REPOSITORY
from tests.standing_clock import StandingClock


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", datetime(2026, 11, 20, tzinfo=UTC))


@pytest.fixture
def written() -> list[Asked]:
    """What was asked of each page that had to be written."""
    return []


@pytest.fixture
def noted() -> list[str]:
    """What was searched for, of each page that somebody was sent."""
    return []


@pytest.fixture
def visitor(
    store: Store, written: list[Asked], noted: list[str], clock: StandingClock
) -> Callable[[str], AsyncClient]:
    """A browser at a network address."""

    async def fill(_context: Context, asked: Asked) -> Content:
        written.append(asked)
        words = asked.query.get("q", "")
        return Content(
            {},
            found=not asked.slug.startswith("made-up"),
            on_sent=(lambda _now: noted.append(words)) if words else None,
        )

    page = read_page({"body": plain(rx.el.p("A page").render()), "has_live_steps": False}, {})
    shell = Shell("<html><head></head><body>", "</body></html>")
    asks = {"/contact": frozenset[str](), "/search": frozenset({"q"}), "/articles/[slug]": frozenset[str]()}
    context = cast("Context", SimpleNamespace(store=store, site=SiteAddress()))
    app = FilledPages(
        PlainTextResponse("none of ours"),
        context,
        {path: FillablePage(page, fill, shell, heeded) for path, heeded in asks.items()}
        | {"/requests/[reference]": FillablePage(page, fill, shell, frozenset(), is_one_page=True)},
        trusted_proxy_hops=0,
        clock=clock,
    )

    def open_browser(address: str) -> AsyncClient:
        return AsyncClient(transport=ASGITransport(app, client=(address, 1)), base_url="http://shop.example")

    return open_browser


@pytest.fixture
def browser(visitor: Callable[[str], AsyncClient]) -> AsyncClient:
    return visitor("192.0.2.7")


async def test_what_a_page_does_not_ask_for_is_no_other_page(browser: AsyncClient, written: list[Asked]):
    for address in ("/contact", "/contact?utm_source=mail", "/contact?q=refund", "/contact?&&=&%ff"):
        assert "A page" in (await browser.get(address)).text
    assert written == [Asked("", {})]


async def test_each_question_is_written_for_itself(browser: AsyncClient, written: list[Asked]):
    for address in ("/search?q=a&utm_source=mail", "/search?q=b", "/search?q=b", "/search?q=", "/search"):
        await browser.get(address)
    assert [asked.query for asked in written] == [{"q": "a"}, {"q": "b"}, {"q": "b"}, {"q": ""}, {}]


async def test_an_address_may_ask_so_fast_and_no_faster(
    visitor: Callable[[str], AsyncClient], written: list[Asked], clock: StandingClock
):
    office, elsewhere = visitor("192.0.2.7"), visitor("192.0.2.8")
    answers = [await office.get(f"/search?q={number}") for number in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert (answers[-1].headers["Retry-After"], len(written)) == ("1", 30)
    assert "Wait a moment" in answers[-1].text
    assert (await elsewhere.get("/search?q=refund")).status_code == 200
    clock.now += 1
    statuses = [(await office.get("/search?q=refund")).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


async def test_a_search_is_noted_once_it_is_sent_and_not_for_who_has_its_page(
    browser: AsyncClient, noted: list[str]
):
    first = await browser.get("/search?q=refund")
    await browser.get("/search?q=refund", headers={"If-None-Match": first.headers["ETag"]})
    await browser.head("/search?q=refund")
    await browser.get("/search?q=")
    await browser.get("/contact?q=refund")
    assert noted == ["refund"]


async def test_who_follows_every_link_does_not_fill_the_list_of_searches(
    visitor: Callable[[str], AsyncClient], noted: list[str], clock: StandingClock
):
    crawler, elsewhere = visitor("192.0.2.7"), visitor("192.0.2.8")
    for number in range(32):
        clock.now += 1
        assert (await crawler.get(f"/search?q={number}")).status_code == 200
    assert noted == [str(number) for number in range(30)]
    await elsewhere.get("/search?q=refund")
    clock.now += 120
    await crawler.get("/search?q=gift")
    assert noted[30:] == ["refund", "gift"]


async def test_pages_that_come_from_memory_are_there_however_fast_they_are_asked_for(browser: AsyncClient):
    for address in ("/search", "/search?utm_source=mail", "/contact", "/contact?q=refund"):
        assert [(await browser.get(address)).status_code for _ in range(40)] == [200] * 40


async def test_made_up_addresses_do_not_take_the_place_of_pages(browser: AsyncClient, written: list[Asked]):
    await browser.get("/articles/returns")
    answers = {(await browser.get(f"/requests/made-up-{number}")).text for number in range(_MOST_KEPT + 1)}
    await browser.get("/articles/returns")
    assert written == [Asked("returns", {}), Asked("", {})]
    assert len(answers) == 1


async def test_made_up_slugs_of_a_route_are_answered_from_one_page(
    browser: AsyncClient, monkeypatch: pytest.MonkeyPatch
):
    before = await browser.get("/articles/made-up")
    monkeypatch.setattr(serving, "_written", None)
    after = [await browser.get(f"/articles/made-up-{number}") for number in range(3)]
    assert {(answer.status_code, answer.text) for answer in after} == {(404, before.text)}


async def test_pages_of_different_slugs_are_written_each_for_itself(
    browser: AsyncClient, written: list[Asked]
):
    for address in ("/articles/returns", "/articles/refunds", "/articles/returns"):
        await browser.get(address)
    assert [asked.slug for asked in written] == ["returns", "refunds"]


@pytest.mark.parametrize("route", [route for route in ROUTES if "[" in route.path], ids=lambda it: it.path)
async def test_no_made_up_address_is_a_page_of_its_own(store: Store, route: PageRoute):
    """Where `fill` finds anything whatever the slug, the page has to be one, with one head."""
    context = cast("Context", SimpleNamespace(store=store, site=SiteAddress()))
    one, another = [await route.fill(context, Asked(slug, {})) for slug in ("made-up", "as-well")]
    assert one == another
    assert one.found is route.is_one_page
    if route.is_one_page:
        folder = route.path.rpartition("/")[0]
        assert head_for(context, f"{folder}/made-up") == head_for(context, route.path)
