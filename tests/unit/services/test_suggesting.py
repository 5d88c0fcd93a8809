"""What is suggested while somebody types, and what the route makes of whatever it is sent."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from types import SimpleNamespace

import httpx
import pytest
from starlette.applications import Starlette

from helpcenter.services.searching import suggest
from helpcenter.services.store import Store, load_store
from helpcenter.web.suggestions import suggestions_route
from tests.builders import REPOSITORY
from tests.standing_clock import StandingClock


@pytest.fixture(scope="module")
def store() -> Store:
    return load_store(REPOSITORY / "content", datetime(2026, 3, 2, 12, tzinfo=UTC))


@pytest.fixture
def visitor(store: Store, clock: StandingClock) -> Callable[[str], httpx.AsyncClient]:
    """A browser at a network address."""
    context = SimpleNamespace(store=store)
    app = Starlette(routes=[suggestions_route(context, 0, clock)])  # type: ignore[arg-type]

    def open_browser(address: str) -> httpx.AsyncClient:
        transport = httpx.ASGITransport(app=app, client=(address, 1))
        return httpx.AsyncClient(transport=transport, base_url="http://help.example")

    return open_browser


@pytest.fixture
def client(visitor: Callable[[str], httpx.AsyncClient]) -> httpx.AsyncClient:
    return visitor("192.0.2.7")


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_nothing_typed_suggests_nothing_and_says_nothing(store: Store, typed: str):
    found = suggest(store, typed)
    assert (found.said, found.options) == ("", [])


def test_a_wizard_says_what_a_click_does_and_an_article_needs_no_word(store: Store):
    badges = {option.href: option.badge for option in suggest(store, "cancel my order").options}
    assert badges["/wizards/cancel-order"] == "Start"
    assert badges["/articles/cancel-my-order"] == ""


def test_how_many_there_are_is_said_in_words(store: Store):
    assert suggest(store, "xqzvkw").said.startswith("No suggestions")
    many = suggest(store, "order")
    assert many.said.startswith(f"{len(many.options)} suggestions")


async def test_the_route_answers_with_titles_and_addresses(client: httpx.AsyncClient):
    response = await client.post("/suggestions", content="when will i get my refund")
    assert response.json()["options"][0] == {
        "title": "When will I get my refund?",
        "href": "/articles/refund-timing",
        "badge": "",
    }


@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"\x00", b"\xed\xa0\x80 refund", "🎁".encode() * 200])
async def test_any_bytes_are_answered(client: httpx.AsyncClient, body: bytes):
    response = await client.post("/suggestions", content=body)
    assert response.status_code == 200


async def test_more_than_the_field_takes_is_refused(client: httpx.AsyncClient):
    response = await client.post("/suggestions", content=b"x" * 801)
    assert response.status_code == 413


async def test_what_was_typed_does_not_travel_in_an_address(client: httpx.AsyncClient):
    response = await client.get("/suggestions?q=refund")
    assert response.status_code == 405


async def test_ten_people_behind_one_address_may_type_and_a_flood_has_to_wait(
    visitor: Callable[[str], httpx.AsyncClient], clock: StandingClock
):
    office, elsewhere = visitor("192.0.2.7"), visitor("192.0.2.8")
    statuses = [(await office.post("/suggestions", content="order")).status_code for _ in range(101)]
    assert statuses == [200] * 100 + [429]
    assert (await elsewhere.post("/suggestions", content="order")).status_code == 200
    clock.now += 0.25
    statuses = [(await office.post("/suggestions", content="order")).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]
