"""What the socket gate takes for granted of Reflex 0.10.1. Another version needs another look."""

from __future__ import annotations

import inspect
import re
from importlib.metadata import version
from pathlib import Path

import reflex_base
from reflex.app import App, EventNamespace
from reflex.state import FrontendEventExceptionState, OnLoadInternalState, State
from reflex_base import constants
from reflex_base.event import _EVENT_FIELDS
from reflex_base.utils.form import FORM_DATA_ENTRIES_KEY
from reflex_base.utils.format import format_event_handler

from helpcenter.web import json_limits
from helpcenter.web.socket_events import BOOT, CLIENT_ERROR, FRONTEND_EXCEPTION, REFLEX_EVENTS
from helpcenter.web.socket_frames import NAMESPACE

FRONTEND = Path(reflex_base.__file__).parent / ".templates" / "web" / "utils" / "state.js"


def test_the_version_is_the_one_that_was_reviewed():
    assert version("reflex") == version("reflex-base") == "0.10.1"


def test_the_socket_takes_the_messages_that_were_reviewed():
    """Three of them pass the gate: the opening, `event` and `client_error`."""
    taken = {name for name in dir(EventNamespace) if name.startswith("on_")}
    assert taken == {"on_connect", "on_disconnect", "on_event", "on_ping", "on_client_error"}
    assert list(inspect.signature(EventNamespace.on_connect).parameters) == ["self", "sid", "environ", "auth"]
    assert list(inspect.signature(EventNamespace.on_event).parameters) == ["self", "sid", "data"]
    assert list(inspect.signature(EventNamespace.on_client_error).parameters) == ["self", "sid", "data"]


def test_the_names_on_the_wire_are_those_of_reflex():
    assert str(constants.Endpoint.EVENT) == f"/{NAMESPACE.strip('/')}"
    assert set(_EVENT_FIELDS) == {"name", "payload", "router_data"}
    assert constants.CompileVars.CONNECT_AUTH_EVENT == "event"
    assert constants.CompileVars.CONNECT_AUTH_STATE_SCHEMA == "state_schema"
    assert str(constants.SocketEvent.EVENT) == "event"
    assert str(constants.SocketEvent.CLIENT_ERROR) == CLIENT_ERROR
    assert constants.REFLEX_VAR_OPENING_TAG == "<reflex.Var>"
    assert json_limits._FORM_ENTRIES == FORM_DATA_ENTRIES_KEY


def test_the_frontend_sends_what_the_gate_lets_through():
    script = FRONTEND.read_text("utf-8")
    sent = set(re.findall(r"\.emit\(\s*([^,\s]+)", script))
    assert sent == {'"event"', "CLIENT_ERROR_EVENT"}
    assert set(re.findall(r"router_data\.(\w+) =", script)) == {"query"}
    assert "return { event: boot_event, state_schema: app.stateSchema };" in script
    assert '"xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx"' in script
    assert "(r & 0x7) | 0x8" in script  # why half of its tokens are no proper UUID


def test_the_handlers_of_reflex_take_the_arguments_that_are_checked():
    handlers = (
        State.event_handlers["hydrate_and_load"],
        OnLoadInternalState.event_handlers["on_load_internal"],
        FrontendEventExceptionState.event_handlers["handle_frontend_exception"],
    )
    names = {format_event_handler(handler): handler for handler in handlers}
    assert names.keys() == REFLEX_EVENTS.keys()
    assert {BOOT, FRONTEND_EXCEPTION} < names.keys()
    for name, handler in names.items():
        assert list(handler._parameters)[1:] == list(REFLEX_EVENTS[name].model_fields)


def test_the_app_takes_transformers_in_the_order_from_the_inside_out():
    source = inspect.getsource(App.__call__)
    assert "for api_transformer in api_transformers:" in source
    assert "asgi_app = api_transformer(asgi_app)" in source
