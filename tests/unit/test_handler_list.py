"""What a browser can call: all handlers of ours with a stamp, few of Reflex's, and nothing else."""

from __future__ import annotations

import importlib
import pkgutil

import pytest
from reflex_base.registry import RegistrationContext

import helpcenter.state
from helpcenter.state.access import our_states, stamped_handlers
from helpcenter.state.base import GuardedState
from helpcenter.state.client_events import client_events
from helpcenter.web.socket_events import REFLEX_EVENTS
from tests.reflex_states import a_state


@pytest.fixture(scope="module", autouse=True)
def _all_states_are_imported() -> None:
    for module in pkgutil.walk_packages(helpcenter.state.__path__, "helpcenter.state."):
        importlib.import_module(module.name)


def test_every_handler_of_ours_is_stamped():
    unstamped = [handler.name for handler in stamped_handlers(our_states()) if handler.access is None]
    assert unstamped == []


def test_every_state_of_ours_that_has_handlers_can_tell_notices():
    assert [s for s in our_states() if stamped_handlers([s]) and not issubclass(s, GuardedState)] == []


def test_a_handler_without_a_stamp_is_found():
    class Bare(GuardedState):
        async def anybody(self) -> None: ...

    (found,) = stamped_handlers([Bare])
    assert found.name.endswith(".anybody")
    assert found.access is None


def test_a_browser_may_call_our_handlers_and_few_of_reflex():
    events = client_events()
    assert events.on_refused in events.ours
    assert events.on_refused.endswith("guarded_state.message_refused")
    assert not any(name.endswith((".setvar", "._on_bad_input")) for name in events.ours)
    assert events.ours.isdisjoint(REFLEX_EVENTS)


NOT_FOR_BROWSERS = {
    "reflex___state____state.hydrate": "hydrate_and_load has taken its place",
    "reflex___state____state.set_is_hydrated": "called by Reflex itself",
    "reflex___state____state.reflex___state____on_load_internal_state.set_is_hydrated": "likewise",
    "reflex___state____state.reflex___state____update_vars_internal_state.update_vars_internal": (
        "for vars in browser storage, of which we have none"
    ),
}


def test_the_handlers_that_reflex_brings_are_those_that_were_reviewed():
    of_reflex = {
        name
        for name, registered in RegistrationContext.ensure_context().event_handlers.items()
        if registered.states[0].__module__ == "reflex.state" and not name.endswith(".setvar")
    }
    assert of_reflex == REFLEX_EVENTS.keys() | NOT_FOR_BROWSERS.keys()


def test_no_var_can_be_set_from_outside():
    setters = [name for state in our_states() for name in state.event_handlers if name.startswith("set_")]
    assert setters == []
    with pytest.raises(AttributeError):
        GuardedState.event_handlers["setvar"].fn(a_state(GuardedState), "notice", "forged")


def test_nothing_of_ours_is_kept_in_the_browser():
    stored = [s for s in our_states() if any(s._is_client_storage(name) for name in s.base_vars)]
    assert stored == []
