"""/evidence as a browser finds it, and as somebody who is none of ours."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from itertools import islice

import httpx
import pytest
from starlette.applications import Starlette

from helpcenter.adapters.orders import add_order
from helpcenter.orders.order import OrderStatus
from helpcenter.services.context import Context
from helpcenter.services.evidence.accepting import MOST_BYTES, Destination
from helpcenter.web.evidence import evidence_routes
from helpcenter.web.visitor import new_visitor_cookie, visitor_key
from tests.builders import a_line, a_shipment, an_order
from tests.files import PDF, a_picture
from tests.integration.evidence.conftest import up_to_the_photos
from tests.standing_clock import StandingClock

Browser = httpx.AsyncClient


@pytest.fixture
async def browser(context: Context, clock: StandingClock) -> AsyncIterator[Callable[..., Browser]]:
    """Each call is a browser of its own, with its own visitor's cookie, at some network address."""
    app = Starlette(routes=evidence_routes(context, trusted_proxy_hops=0, clock=clock))
    opened: list[Browser] = []

    def open_one(address: str = "192.0.2.7") -> Browser:
        name, _, value = new_visitor_cookie(encrypted=False).partition(";")[0].partition("=")
        transport = httpx.ASGITransport(app, client=(address, 5555))
        opened.append(Browser(transport=transport, base_url="http://shop.example", cookies={name: value}))
        return opened[-1]

    yield open_one
    for one in opened:
        await one.aclose()


@pytest.fixture
async def at_the_photos(
    context: Context, browser: Callable[..., Browser]
) -> Callable[..., Awaitable[tuple[Browser, str]]]:
    """A customer's browser at some network address, and where her photos go."""
    now = datetime.now(UTC)
    parcel = a_shipment("a", ["1"], delivered=str(now - timedelta(days=2)))
    order = an_order(
        status=OrderStatus.DELIVERED,
        placed=now - timedelta(days=9),
        lines=[a_line("1", "39.00", 3)],
        shipments=[parcel],
    )
    async with context.database.writing() as connection:
        await add_order(connection, order)

    async def go(network: str = "192.0.2.7") -> tuple[Browser, str]:
        hers = browser(network)
        visitor = visitor_key("; ".join(f"{name}={value}" for name, value in hers.cookies.items()))
        assert visitor
        return hers, address(await up_to_the_photos(context, visitor, now))

    return go


@pytest.fixture
async def ada(at_the_photos: Callable[..., Awaitable[tuple[Browser, str]]]) -> tuple[Browser, str]:
    return await at_the_photos()


def address(to: Destination) -> str:
    return f"/evidence?wizard={to.flow.slug}&question={to.question}&draft={to.draft_id}"


async def test_a_photo_comes_in_is_shown_in_private_and_goes(ada: tuple[Browser, str]) -> None:
    browser, to = ada
    # What the browser says about it is not believed.
    response = await browser.post(to, content=a_picture("PNG"), headers={"Content-Type": "text/html"})
    assert response.status_code == 201
    file_id = response.json()["id"]
    for path in (f"/evidence/{file_id}", f"/evidence/{file_id}/preview"):
        shown = await browser.get(path)
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/jpeg")
        assert shown.headers["cache-control"] == "private, no-store"
        assert shown.headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in shown.headers["content-security-policy"]
        assert shown.headers["cross-origin-resource-policy"] == "same-origin"
    assert (await browser.delete(f"/evidence/{file_id}")).status_code == 204
    assert (await browser.get(f"/evidence/{file_id}")).status_code == 404


async def test_a_pdf_is_never_shown_inside_our_pages(ada: tuple[Browser, str]) -> None:
    browser, to = ada
    file_id = (await browser.post(to, content=PDF)).json()["id"]
    shown = await browser.get(f"/evidence/{file_id}")
    assert shown.headers["content-disposition"].startswith("attachment;")
    assert (await browser.get(f"/evidence/{file_id}/preview")).status_code == 404


async def test_a_stranger_finds_the_same_as_where_there_is_nothing(
    ada: tuple[Browser, str], browser: Callable[[], Browser]
) -> None:
    hers, to = ada
    file_id = (await hers.post(to, content=a_picture())).json()["id"]
    mallory, nobody = browser(), browser()
    nobody.cookies.clear()
    for stranger in (mallory, nobody):
        for method in ("GET", "DELETE"):
            real = await stranger.request(method, f"/evidence/{file_id}")
            none = await stranger.request(method, f"/evidence/{'0' * 32}.jpg")
            assert (real.status_code, real.content) == (none.status_code, none.content)
            assert (real.status_code, dict(real.headers)) == (404, dict(none.headers))
        assert (await stranger.get(f"/evidence/{file_id}/preview")).status_code == 404
        assert (await stranger.post(to, content=a_picture())).status_code == 404
    assert (await hers.get(f"/evidence/{file_id}")).status_code == 200


@pytest.mark.parametrize("name", ["..%2f..%2fhelpcenter.db", "x", "0" * 32, "A" * 32 + ".jpg", "%00"])
async def test_what_is_no_name_of_ours_is_nothing(ada: tuple[Browser, str], name: str) -> None:
    assert (await ada[0].get(f"/evidence/{name}")).status_code == 404


async def test_more_than_ten_megabytes_are_refused_whatever_is_said_about_their_length(
    ada: tuple[Browser, str],
) -> None:
    browser, to = ada

    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield bytes(1024 * 1024)

    said = await browser.post(to, content=b"", headers={"Content-Length": str(MOST_BYTES + 1)})
    unsaid = await browser.post(to, content=endless())
    assert [(r.status_code, r.json()) for r in (said, unsaid)] == [(413, {"problem": "too_large"})] * 2


@pytest.mark.parametrize(
    ("sent", "problem"), [(b"<html>", "wrong_kind"), (a_picture()[:900], "broken"), (b"", "wrong_kind")]
)
async def test_what_cannot_be_used_is_named(ada: tuple[Browser, str], sent: bytes, problem: str) -> None:
    response = await ada[0].post(ada[1], content=sent)
    assert (response.status_code, response.json()) == (422, {"problem": problem})


async def test_forty_calls_in_a_row_are_heard_and_the_next_has_to_wait(
    ada: tuple[Browser, str], clock: StandingClock
) -> None:
    browser, to = ada
    answers = [(await browser.post(to, content=b"nothing")).status_code for _ in range(41)]
    assert answers == [422] * 40 + [429]
    clock.now += 1.5
    assert [(await browser.post(to, content=b"nothing")).status_code for _ in range(2)] == [422, 429]


async def test_who_sends_many_files_slowly_keeps_nobody_else_out(
    ada: tuple[Browser, str],
    browser: Callable[..., Browser],
    at_the_photos: Callable[..., Awaitable[tuple[Browser, str]]],
) -> None:
    """Four are under way for a visitor, from wherever, and six for a network address, whoever it is."""
    hers, to = ada
    same_visitor_elsewhere = browser("198.51.100.9")
    same_visitor_elsewhere.cookies = hers.cookies
    neighbour, to_neighbour = await at_the_photos()
    somebody_elsewhere, to_somebody = await at_the_photos("203.0.113.5")
    end = asyncio.Event()

    async def slowly() -> AsyncIterator[bytes]:
        yield b"nothing"
        await end.wait()

    async def send_slowly(browser: Browser, to: str, taken: int) -> list[asyncio.Task[httpx.Response]]:
        slow = [asyncio.create_task(browser.post(to, content=slowly())) for _ in range(10)]
        first = [await it for it in islice(asyncio.as_completed(slow, timeout=60), 10 - taken)]
        assert {(answer.status_code, answer.json()["problem"]) for answer in first} == {(503, "busy")}
        return slow

    slow = await send_slowly(hers, to, taken=4)
    slow += await send_slowly(neighbour, to_neighbour, taken=2)
    assert (await same_visitor_elsewhere.post(to, content=a_picture())).status_code == 503
    assert (await somebody_elsewhere.post(to_somebody, content=a_picture())).status_code == 201
    end.set()
    assert sorted([(await task).status_code for task in slow]) == [422] * 6 + [503] * 14
    assert (await hers.post(to, content=a_picture())).status_code == 201


async def test_a_file_that_trickles_in_for_too_long_is_given_up(
    ada: tuple[Browser, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    browser, to = ada
    monkeypatch.setattr("helpcenter.web.evidence._SECONDS_FOR_A_FILE", 0.2)

    async def trickle() -> AsyncIterator[bytes]:
        while True:
            yield b"x"
            await asyncio.sleep(0.01)

    assert (await browser.post(to, content=trickle())).status_code == 408


@pytest.mark.parametrize("wizard", ["", "cancel-order", "no-such-wizard"])
async def test_a_wizard_that_asks_for_none_takes_none(ada: tuple[Browser, str], wizard: str) -> None:
    to = ada[1].replace("defective-item", wizard)
    response = await ada[0].post(to, content=a_picture())
    assert (response.status_code, response.json()) == (404, {"problem": "not_asked_for"})
