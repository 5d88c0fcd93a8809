"""The server is killed in the middle of what customers send, again and again, and counted up at the end.

The promise: each wizard that was sent leaves exactly one request with its receipt, its history, its mail and
its photos, or a draft with all its answers, which can be sent. Nothing is half written. In each round some
customers send at once, one cancels, one has a lost parcel, one something defective; and the server and all of
its workers are killed with SIGKILL a moment after none, one or more of them had an answer. The next round
starts on what that left. Customers whose page stayed without an answer send once more, as people do.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientError, ClientSession, CookieJar
from yarl import URL

from helpcenter.orders.order import Order, OrderStatus
from helpcenter.state.wizard import WizardState
from helpcenter.web.visitor import NAME as COOKIE
from tests.app_orders import ADA, ago, an_order_just_placed, an_order_that_arrived, rows, stored
from tests.builders import a_line, a_shipment, an_order
from tests.files import a_picture
from tests.integration.databases import ENGINES, create_postgresql, drop_postgresql
from tests.live_tab import Form, Tab, a_tab
from tests.running_app import RunningApp, free_port, run, running_app

ROUNDS = 8
# About as long as one of them takes to be written.
LONGEST_MOMENT = 0.02


@dataclass(frozen=True)
class Errand:
    """`answers` are the forms that lead from the order to the last page, by question. A request of it has
    that status and grants that refund, so many entries are in its history, and the order then stands so."""

    wizard: str
    order: Callable[[RunningApp], Order]
    answers: Mapping[str, Form]
    status: str
    refund: int | None
    history: int
    order_after: str
    order_before: str


def a_late_order(app: RunningApp) -> Order:
    parcel = a_shipment("a", ["1"], shipped=str(ago(days=20)), expected=str(ago(days=12)))
    placed = ago(days=22)
    return stored(
        app, an_order(status=OrderStatus.SHIPPED, placed=placed, lines=[a_line("1")], shipments=[parcel])
    )


CANCELLING = Errand(
    "cancel-order",
    an_order_just_placed,
    {"reason": {"answer": "too_slow"}},
    status="completed",
    refund=8490,
    history=2,
    order_before="processing",
    order_after="cancelled",
)
LOST = Errand(
    "lost-parcel",
    a_late_order,
    {"checked": {"answer": "not_found"}, "remedy": {"answer": "refund"}},
    status="submitted",
    refund=None,
    history=1,
    order_before="shipped",
    order_after="shipped",
)
DEFECTIVE = Errand(
    "defective-item",
    an_order_that_arrived,
    {
        "lines": {"line": "1", "line_id": "1"},
        "defect": {"answer": "broken"},
        "product_code": {"answer": "MUG-01"},
        "photos": {},
        "remedy": {"answer": "refund"},
    },
    status="submitted",
    refund=None,
    history=1,
    order_before="delivered",
    order_after="delivered",
)
ERRANDS = (CANCELLING, LOST, DEFECTIVE, CANCELLING)


@dataclass
class Customer:
    """With a browser of their own, whose cookie outlives every server. `answered` is the reference told."""

    errand: Errand
    order: Order
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    answered: str = ""


@pytest.fixture(params=ENGINES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'helpcenter.db'}"
        return
    url = run(create_postgresql())
    yield url
    run(drop_postgresql(url))


def test_a_server_killed_while_customers_send_loses_nothing_and_does_nothing_twice(
    frontend: Path, tmp_path: Path, database_url: str
) -> None:
    chance = random.Random(20260302)
    # Always the same address, as browsers know it.
    port = str(free_port())
    customers: list[Customer] = []
    for number in range(ROUNDS):
        with running_app(frontend, tmp_path, port=port, database_url=database_url) as app:
            assert_whole(app, customers)
            new = [Customer(errand, errand.order(app)) for errand in ERRANDS]
            customers += new
            run(send_and_kill(app, new, number % len(ERRANDS), chance.uniform(0, LONGEST_MOMENT)))
    with running_app(frontend, tmp_path, port=port, database_url=database_url) as app:
        assert_whole(app, customers)
        unanswered = [customer for customer in customers if not customer.answered]
        assert 0 < len(unanswered) < len(customers)
        run(send_again(app, unanswered))
        assert_whole(app, customers)
        requests = dict(rows(app, "SELECT order_number, reference FROM requests"))
        assert requests == {customer.order.number: customer.answered for customer in customers}


async def send_and_kill(app: RunningApp, customers: list[Customer], answers: int, moment: float) -> None:
    """All press "Send" together. So many answers and seconds later the server is no more."""
    async with AsyncExitStack() as stack:
        tabs = [await stack.enter_async_context(_at_the_end(app, customer)) for customer in customers]
        sending = [asyncio.ensure_future(_send(*pair)) for pair in zip(tabs, customers, strict=True)]
        answered = asyncio.as_completed(sending)
        for _ in range(answers):
            await next(answered)
        await asyncio.sleep(moment)
        os.killpg(app.server.process.pid, signal.SIGKILL)
        await asyncio.gather(*sending)


async def send_again(app: RunningApp, customers: Sequence[Customer]) -> None:
    """Their wizards stand where they were left: at the end, or at the request that was written after all."""
    for customer in customers:
        async with _visit(app, customer) as (_browser, tab):
            view = await _view(tab, "check", "done")
            if view["step"] == "check":
                await tab.submit(WizardState, "send", {})
                view = await _view(tab, "done")
            customer.answered = view["reference"]


def assert_whole(app: RunningApp, customers: Sequence[Customer]) -> None:
    """Either all of what a request consists of is there, once, or nothing but the draft with its answers."""
    found = {
        number: kept
        for number, *kept in rows(
            app,
            "SELECT o.number, o.status, d.reference, d.answers, r.reference, r.status, r.receipt,"
            " g.amount_minor,"
            " (SELECT count(*) FROM request_events e WHERE e.request_id = r.id),"
            " (SELECT count(*) FROM outbox m WHERE m.about = r.reference)"
            " FROM orders o JOIN wizard_drafts d ON d.order_number = o.number"
            " LEFT JOIN requests r ON r.order_number = o.number"
            " LEFT JOIN granted_refunds g ON g.request_id = r.id WHERE o.email = :ada",
            ada=ADA,
        )
    }
    assert found.keys() == {customer.order.number for customer in customers}
    for customer in customers:
        _assert_all_or_nothing(customer, *found[customer.order.number])
    _assert_photos_are_whole(app, customers)
    assert rows(app, "SELECT order_number FROM requests GROUP BY order_number HAVING count(*) > 1") == []
    for orphans in ("granted_refunds", "request_events"):
        lost = f"SELECT count(*) FROM {orphans} WHERE request_id NOT IN (SELECT id FROM requests)"
        assert rows(app, lost) == [(0,)]
    mails = "SELECT count(*) FROM outbox WHERE about NOT IN (SELECT reference FROM requests)"
    assert rows(app, mails) == [(0,)]
    if app.settings.database_url.get_secret_value().startswith("sqlite"):
        assert rows(app, "PRAGMA integrity_check") == [("ok",)]
        assert rows(app, "PRAGMA foreign_key_check") == []


def _assert_all_or_nothing(
    customer: Customer, order: str, kept: str | None, answers: object, *sent: Any
) -> None:
    errand, number = customer.errand, customer.order.number
    reference, status, receipt, *rest = sent
    is_sent = reference is not None
    assert kept == reference, number
    assert order == (errand.order_after if is_sent else errand.order_before), number
    assert (status, *rest) == (
        (errand.status, errand.refund, errand.history, 1) if is_sent else (None, None, 0, 0)
    ), number
    assert bool(receipt) is is_sent, number
    assert all(question in str(answers) for question in errand.answers), number


def _assert_photos_are_whole(app: RunningApp, customers: Sequence[Customer]) -> None:
    """Each defective item has its one, as a file, too; and it is the request's where there is a request."""
    photos = rows(
        app,
        "SELECT d.order_number, e.id, e.arrived, e.reference = d.reference OR d.reference IS NULL"
        " AND e.reference IS NULL FROM evidence e JOIN wizard_drafts d ON d.id = e.draft_id",
    )
    with_photos = [customer.order.number for customer in customers if "photos" in customer.errand.answers]
    assert sorted(number for number, *_ in photos) == sorted(with_photos)
    files = {file.name for file in app.folder.rglob("*") if file.is_file()}
    for number, name, *is_whole in photos:
        assert name in files, number
        assert all(is_whole), number


@asynccontextmanager
async def _visit(app: RunningApp, customer: Customer) -> AsyncIterator[tuple[ClientSession, Tab]]:
    jar = CookieJar(unsafe=True)
    jar.update_cookies({COOKIE: customer.cookie}, URL(app.base_url))
    async with (
        ClientSession(app.base_url, cookie_jar=jar) as browser,
        a_tab(browser, f"/wizards/{customer.errand.wizard}") as tab,
    ):
        yield browser, tab


@asynccontextmanager
async def _at_the_end(app: RunningApp, customer: Customer) -> AsyncIterator[Tab]:
    """The order is named and all is answered: what is left is to send it."""
    async with _visit(app, customer) as (browser, tab):
        await tab.submit(WizardState, "identify", {"number": customer.order.number, "email": ADA})
        for question, form in customer.errand.answers.items():
            view = await tab.wait_for(
                WizardState, "view", lambda it, at=question: it and it["question"] == at
            )
            answered = form or {"evidence": await _send_photo(browser, customer.errand, view)}
            await tab.submit(
                WizardState, "answer", {"question": question, "draft": view["draft"], **answered}
            )
        await _view(tab, "check")
        yield tab


async def _send_photo(browser: ClientSession, errand: Errand, view: Mapping[str, Any]) -> str:
    to = {"wizard": errand.wizard, "question": view["question"], "draft": view["draft"]}
    async with browser.post("/evidence", params=to, data=a_picture()) as response:
        assert response.status == 201, await response.text()
        file_id: str = (await response.json())["id"]
        return file_id


async def _send(tab: Tab, customer: Customer) -> None:
    """`answered` stays "" where the server dies first."""
    with suppress(AssertionError, ConnectionError, ClientError):
        await tab.submit(WizardState, "send", {})
        customer.answered = (await _view(tab, "done"))["reference"]


async def _view(tab: Tab, *steps: str) -> dict[str, Any]:
    view: dict[str, Any] = await tab.wait_for(WizardState, "view", lambda it: it and it["step"] in steps)
    return view
