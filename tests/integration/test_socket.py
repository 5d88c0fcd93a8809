"""What anybody can say to the running app over its socket, page or no page."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import pytest
from aiohttp import ClientSession
from sqlmodel import SQLModel

from helpcenter.orders.order import Order
from helpcenter.orders.request import RequestStatus
from helpcenter.services.demo import DEMO_EMAIL
from helpcenter.state.access import StampedHandler
from helpcenter.state.base import GuardedState
from helpcenter.state.notices import Notice
from helpcenter.state.requests import RequestState
from helpcenter.state.wizard import WizardState
from helpcenter.web.visitor import NAME as COOKIE
from tests.app_orders import ADA, an_order_just_placed, rows
from tests.live_tab import Tab, a_tab, visiting
from tests.reflex_states import all_handlers
from tests.running_app import RunningApp

HANDLERS = all_handlers()
WIZARD = WizardState.get_full_name()
IDENTIFY = f"{WIZARD}.identify"
# What the gate itself refuses is paid for with five of sixty messages.
AT_ONCE = 8

Payload = Callable[[list[str]], dict[str, Any]]

# By kind, from the names of a handler's arguments: none of them is anything that a page sends.
PAYLOADS: dict[str, Payload] = {
    "nothing": lambda _names: {},
    "something more": lambda names: {**dict.fromkeys(names, "x"), "surplus": 1},
    "objects": lambda names: {name: {"a": 1} for name in names or ["x"]},
    "lists": lambda names: {name: [1, [2], None] for name in names or ["x"]},
    "nulls": lambda names: dict.fromkeys(names or ["x"]),
    "numbers": lambda names: dict.fromkeys(names or ["x"], -1.5),
    "huge numbers": lambda names: dict.fromkeys(names or ["x"], 1e308),
    "long texts": lambda names: dict.fromkeys(names or ["x"], "x" * 30_000),
    "half a character": lambda names: dict.fromkeys(names or ["x"], "\ud800"),
    "a deep nest": lambda names: dict.fromkeys(names or ["x"], json.loads("[" * 50 + "]" * 50)),
    "a text for a form": lambda _names: {"form_data": "number=1"},
    "odd fields in a form": lambda names: {"form_data": {name: {"a": [1]} for name in names}},
    "odd pairs in a form": lambda _names: {"form_data": {"__reflex_form_data__": [["a"], 1]}},
}

MESSAGES = {
    "a number that is none": '["event",{"name":"HANDLER","payload":{"x":NaN}}]',
    "an endless number": '["event",{"name":"HANDLER","payload":{"x":Infinity}}]',
    "a list of arguments": '["event",{"name":"HANDLER","payload":[],"router_data":{"pathname":"/"}}]',
    "a place elsewhere": '["event",{"name":"HANDLER","payload":{},"router_data":{"pathname":"//a.example"}}]',
    "a number for a place": '["event",{"name":"HANDLER","payload":{},"router_data":{"pathname":7}}]',
    "no place": '["event",{"name":"HANDLER","payload":{}}]',
    "a list for a name": '["event",{"name":["HANDLER"],"payload":{}}]',
    "another event": '["connect",{"HTTP_COOKIE":"HANDLER"}]',
    "an event without content": '["event"]',
    "a NUL": '["event",{"name":"HANDLER","payload":{"x":"\\u0000"},"router_data":{"pathname":"/"}}]',
    "thousands of brackets": "[" * 5_000,
    "nothing": "",
}


def everything_in_the_database(app: RunningApp) -> dict[str, list[tuple[object, ...]]]:
    tables = SQLModel.metadata.tables
    return {name: rows(app, f"SELECT * FROM {name}") for name in tables}


def named_arguments(handler: StampedHandler) -> list[str]:
    assert handler.access
    return list(handler.access.schema.model_fields)


@pytest.fixture
def unharmed(server: RunningApp) -> Iterator[None]:
    """Nothing was written, and nothing failed in a way that nobody had thought of."""
    before, logged = everything_in_the_database(server), len(server.logs)
    yield
    assert everything_in_the_database(server) == before
    assert "Traceback" not in server.logs[logged:]
    assert "handler_failed" not in server.logs[logged:]


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
async def test_no_handler_is_harmed_by(server: RunningApp, payload: Payload):
    async with visiting(server) as browser:
        for first in range(0, len(HANDLERS), AT_ONCE):
            async with a_tab(browser, "/wizards/cancel-order") as tab:
                for handler in HANDLERS[first : first + AT_ONCE]:
                    await tab.call(handler.name, payload(named_arguments(handler)))
                await tab.works()


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize(
    "name",
    [
        f"{WIZARD}.setvar",
        f"{WIZARD}.set_view",
        f"{WIZARD}._show",
        f"{WIZARD}._visitor",
        f"{WIZARD}.__init__",
        f"{WIZARD}.get_state",
        "reflex___state____state.reset",
        "reflex___state____update_vars_internal_state.update_vars_internal",
        "no.such.handler",
        "",
    ],
)
async def test_what_is_no_handler_of_ours_cannot_be_called(server: RunningApp, name: str):
    async with visiting(server) as browser, a_tab(browser) as tab:
        await tab.works()
        await tab.call(name, {"var_name": "view", "value": {}})
        await tab.wait_for(GuardedState, "notice", lambda notice: notice == "not_understood")
        await tab.works()


@pytest.mark.usefixtures("unharmed")
@pytest.mark.parametrize("frame", MESSAGES.values(), ids=MESSAGES)
async def test_a_message_that_makes_no_sense_is_dropped_and_the_visitor_told(server: RunningApp, frame: str):
    async with visiting(server) as browser, a_tab(browser) as tab:
        await tab.works()
        await tab.say("42/_event," + frame.replace("HANDLER", IDENTIFY))
        await tab.wait_for(GuardedState, "notice", lambda notice: notice == "not_understood")
        await tab.works()


@pytest.mark.usefixtures("unharmed")
async def test_a_wizard_cannot_be_sent_or_answered_before_an_order_was_named(server: RunningApp):
    async with visiting(server) as browser, a_tab(browser, "/wizards/cancel-order") as tab:
        await tab.submit(WizardState, "send", {})
        await tab.submit(WizardState, "answer", {"answer": "other"})
        await tab.call(f"{WIZARD}.go_back", {"question": "reason"})
        await tab.call(f"{WIZARD}.ask_again", {})
        await tab.works()
        assert tab.state[WIZARD]["view"]["step"] == "identify"


async def test_an_order_is_open_to_the_visitor_who_named_it_only(server: RunningApp):
    form = {"number": "S-1005", "email": DEMO_EMAIL}
    async with visiting(server) as browser, a_tab(browser, "/wizards/return-item") as tab:
        await tab.submit(WizardState, "identify", form)
        await stands_at(tab, "lines")
        async with a_tab(browser, "/wizards/return-item") as second:
            await stands_at(second, "lines")
        async with visiting(server) as another, a_tab(another, "/wizards/return-item") as stranger:
            await stands_at(stranger, "identify")


async def test_a_request_is_shown_and_taken_back_by_whoever_sent_it_and_not_by_who_has_the_tabs_token(
    server: RunningApp,
):
    order, token = an_order_just_placed(server), str(uuid4())
    withdraw = f"{RequestState.get_full_name()}.withdraw"
    async with visiting(server) as browser:
        reference = await asked_to_change(browser, order)
        place = f"/requests/{reference}"
        async with a_tab(browser, place, token) as tab:
            await tab.wait_for(RequestState, "view", lambda view: view and view["can_withdraw"])
        async with visiting(server) as another, a_tab(another, "/requests", token) as stolen:
            told_first = await stolen.wait_for(RequestState, "view", bool)
            assert not told_first["reference"]
            await stolen.call(withdraw, {})
            await stolen.wait_for(GuardedState, "notice", lambda notice: notice == Notice.NOT_ALLOWED)
        assert status_of(server, reference) == RequestStatus.SUBMITTED
        async with a_tab(browser, place, token) as tab:
            await tab.wait_for(RequestState, "view", lambda view: view and view["can_withdraw"])
            await tab.call(withdraw, {})
            await tab.wait_for(
                RequestState, "view", lambda view: view and view["reference"] and not view["can_withdraw"]
            )
    assert status_of(server, reference) == RequestStatus.WITHDRAWN


async def test_a_request_that_was_sent_is_closed_to_the_next_person_at_the_same_browser(server: RunningApp):
    order = an_order_just_placed(server)
    async with visiting(server) as browser:
        reference = await asked_to_change(browser, order)
        async with a_tab(browser, "/wizards/change-order") as tab:
            await stands_at(tab, "done")
            await tab.call(f"{WIZARD}.start_over", {})
            await stands_at(tab, "identify")
        async with a_tab(browser, f"/requests/{reference}") as tab:
            await tab.wait_for(RequestState, "reference", lambda shown: shown == reference)
            await tab.works()
            assert tab.state[RequestState.get_full_name()]["view"]["reference"] == ""
            await tab.submit(RequestState, "look_up", {"reference": reference, "email": ADA})
            await tab.wait_for(RequestState, "view", lambda view: view and view["reference"] == reference)


async def test_sending_from_five_tabs_at_once_leaves_one_request(server: RunningApp):
    order = an_order_just_placed(server)
    async with visiting(server) as browser, AsyncExitStack() as open_tabs:
        tabs = [
            await open_tabs.enter_async_context(a_tab(browser, "/wizards/cancel-order")) for _ in range(5)
        ]
        await tabs[0].submit(WizardState, "identify", {"number": order.number, "email": ADA})
        await stands_at(tabs[0], "choice")
        await tabs[0].submit(WizardState, "answer", {"answer": "too_slow"})
        await stands_at(tabs[0], "check")
        await asyncio.gather(*(tab.submit(WizardState, "send", {}) for tab in tabs))
        references = {(await stands_at(tab, "done"))["reference"] for tab in tabs}
    written = rows(
        server,
        "SELECT r.reference, g.amount_minor FROM requests r"
        " JOIN granted_refunds g ON g.request_id = r.id WHERE r.order_number = :number",
        number=order.number,
    )
    assert written == [(references.pop(), 8490)]
    assert not references
    [(mails,)] = rows(server, "SELECT count(*) FROM outbox WHERE key LIKE :it", it=f"%{written[0][0]}")
    assert mails == 1


async def test_the_log_names_no_customer_and_no_secret(server: RunningApp):
    order = an_order_just_placed(server)
    async with visiting(server) as browser:
        secrets = [cookie.value for cookie in browser.cookie_jar if cookie.key == COOKIE]
        async with a_tab(browser, f"/requests/{DEMO_EMAIL}") as tab:
            form = {"number": order.number, "email": ADA, "reference": DEMO_EMAIL}
            await tab.call(f"{IDENTIFY}{ADA}", {"form_data": form})
            await tab.call(IDENTIFY, {"form_data": form, "address": "12 Elm St", "x": [[[[[[[[[]]]]]]]]]})
            await tab.call(IDENTIFY, {"form_data": {**form, "email": {"a": ADA}}})
            await tab.submit(WizardState, "identify", form)
            await tab.submit(WizardState, "identify", {**form, "email": DEMO_EMAIL})
            await tab.works()
    assert "socket_refused" in server.logs
    assert "handler_refused" in server.logs
    assert len(secrets) == 1
    for private in (ADA, DEMO_EMAIL, "example.com", "Elm St", "Demo Street", *secrets):
        assert private not in server.logs


async def asked_to_change(browser: ClientSession, order: Order) -> str:
    """The reference of the request."""
    async with a_tab(browser, "/wizards/change-order") as tab:
        await tab.submit(WizardState, "identify", {"number": order.number, "email": ADA})
        await stands_at(tab, "lines")
        await tab.submit(WizardState, "answer", {"question": "lines", "line": "1", "line_id": "1"})
        await stands_at(tab, "text")
        await tab.submit(WizardState, "answer", {"question": "change", "answer": "The blue one, please."})
        await stands_at(tab, "check")
        await tab.submit(WizardState, "send", {})
        return str((await stands_at(tab, "done"))["reference"])


def status_of(app: RunningApp, reference: str) -> object:
    [(status,)] = rows(app, "SELECT status FROM requests WHERE reference = :it", it=reference)
    return status


async def stands_at(tab: Tab, step: str) -> Any:
    return await tab.wait_for(WizardState, "view", lambda view: view is not None and view["step"] == step)
