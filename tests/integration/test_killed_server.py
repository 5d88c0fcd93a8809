"""The server is killed in the middle of what customers send, again and again, and counted up at the end.

The promise: each wizard that was sent leaves exactly one request with its refund, its history and its mail,
or a draft with all its answers, which can be sent. Nothing is half written. In each round some customers send
at once, and the server and all of its workers are killed with SIGKILL a moment after the first, second, third
or none of them had an answer; the next round starts on what that left. Customers whose page stayed without an
answer send once more, as people do.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientSession, CookieJar
from yarl import URL

from helpcenter.orders.order import Order
from helpcenter.state.wizard import WizardState
from helpcenter.web.visitor import NAME as COOKIE
from tests.app_orders import ADA, an_order_just_placed, rows
from tests.live_tab import Tab, a_tab
from tests.running_app import RunningApp, free_port, run, running_app

ROUNDS = 8
CUSTOMERS = 4
# About as long as one of them takes to be written.
LONGEST_MOMENT = 0.02
PAGE = "/wizards/cancel-order"


@dataclass
class Customer:
    """With a browser of their own, whose cookie outlives every server. `answered` is the reference told."""

    order: Order
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    answered: str = ""


def test_a_server_killed_while_customers_send_loses_nothing_and_does_nothing_twice(
    frontend: Path, tmp_path: Path
) -> None:
    chance = random.Random(20260302)
    # Always the same address, as browsers know it.
    port = str(free_port())
    customers: list[Customer] = []
    for number in range(ROUNDS):
        with running_app(frontend, tmp_path, port=port) as app:
            assert_whole(app, customers)
            new = [Customer(an_order_just_placed(app)) for _ in range(CUSTOMERS)]
            customers += new
            run(send_and_kill(app, new, number % CUSTOMERS, chance.uniform(0, LONGEST_MOMENT)))
    with running_app(frontend, tmp_path, port=port) as app:
        assert_whole(app, customers)
        unanswered = [customer for customer in customers if not customer.answered]
        assert 0 < len(unanswered) < len(customers)
        run(send_again(app, unanswered))
        assert_whole(app, customers)
        requests = dict(rows(app, "SELECT order_number, reference FROM requests"))
        assert requests == {customer.order.number: customer.answered for customer in customers}


async def send_and_kill(app: RunningApp, customers: list[Customer], answers: int, moment: float) -> None:
    """All press "Cancel this order" together. So many answers and seconds later the server is no more."""
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
        async with _visit(app, customer) as tab:
            view = await _view(tab, "check", "done")
            if view["step"] == "check":
                await tab.submit(WizardState, "send", {})
                view = await _view(tab, "done")
            customer.answered = view["reference"]


def assert_whole(app: RunningApp, customers: Sequence[Customer]) -> None:
    """Either all of what a request consists of is there, once, or nothing but the draft with its answer."""
    whole = {
        number: (reference, "completed", 8490, 2, 1, "cancelled")
        for number, reference in rows(app, "SELECT order_number, reference FROM requests")
    }
    found = rows(
        app,
        "SELECT o.number, r.reference, r.status, g.amount_minor,"
        " (SELECT count(*) FROM request_events e WHERE e.request_id = r.id),"
        " (SELECT count(*) FROM outbox m WHERE m.about = r.reference), o.status, d.reference, d.answers"
        " FROM orders o JOIN wizard_drafts d ON d.order_number = o.number"
        " LEFT JOIN requests r ON r.order_number = o.number"
        " LEFT JOIN granted_refunds g ON g.request_id = r.id WHERE o.email = :ada",
        ada=ADA,
    )
    assert sorted(row[0] for row in found) == sorted(customer.order.number for customer in customers)
    for number, *sent, kept_reference, answers in found:
        assert sent == list(whole.get(number, (None, None, None, 0, 0, "processing"))), number
        assert kept_reference == sent[0]
        assert "too_slow" in str(answers)
    for orphans in ("granted_refunds", "request_events"):
        lost = f"SELECT count(*) FROM {orphans} WHERE request_id NOT IN (SELECT id FROM requests)"
        assert rows(app, lost) == [(0,)]
    assert rows(app, "PRAGMA integrity_check") == [("ok",)]
    assert rows(app, "PRAGMA foreign_key_check") == []


@asynccontextmanager
async def _visit(app: RunningApp, customer: Customer) -> AsyncIterator[Tab]:
    jar = CookieJar(unsafe=True)
    jar.update_cookies({COOKIE: customer.cookie}, URL(app.base_url))
    async with ClientSession(app.base_url, cookie_jar=jar) as browser, a_tab(browser, PAGE) as tab:
        yield tab


@asynccontextmanager
async def _at_the_end(app: RunningApp, customer: Customer) -> AsyncIterator[Tab]:
    """The order is named and the reason given: all that is left is to send it."""
    async with _visit(app, customer) as tab:
        await tab.submit(WizardState, "identify", {"number": customer.order.number, "email": ADA})
        await _view(tab, "choice")
        await tab.submit(WizardState, "answer", {"answer": "too_slow"})
        await _view(tab, "check")
        yield tab


async def _send(tab: Tab, customer: Customer) -> None:
    """`answered` stays "" where the server dies first."""
    with suppress(AssertionError, ConnectionError, ClientError):
        await tab.submit(WizardState, "send", {})
        customer.answered = (await _view(tab, "done"))["reference"]


async def _view(tab: Tab, *steps: str) -> dict[str, Any]:
    view: dict[str, Any] = await tab.wait_for(WizardState, "view", lambda it: it and it["step"] in steps)
    return view
