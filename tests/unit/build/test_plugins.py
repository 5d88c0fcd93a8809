from __future__ import annotations

import inspect
from collections.abc import Callable

import pytest
from reflex_base.compiler import templates
from reflex_base.constants import Templates

from helpcenter.build.plugins import with_address_of_page, with_state_of_page, without_last_page
from helpcenter.errors import HelpCenterError


def test_pages_take_host_port_and_scheme_of_the_server_from_their_own_address():
    script = with_address_of_page((Templates.Dirs.WEB_TEMPLATE / "utils/state.js").read_text("utf-8"))
    get_backend_url = script.partition("export const getBackendURL")[2].partition("\n};")[0]
    assert "endpoint.hostname = frontend_hostname;" in get_backend_url
    assert "endpoint.port = window.location.port;" in get_backend_url
    assert 'endpoint.protocol = "wss:";' in get_backend_url
    assert get_backend_url.count("endpoint.port") == 1


def test_the_build_stops_when_reflex_has_changed_what_is_adapted():
    with pytest.raises(HelpCenterError, match=r"state\.js has changed"):
        with_address_of_page("export const getBackendURL = (url) => new URL(url);")


def test_a_page_begins_with_the_state_that_it_came_with():
    context = with_state_of_page(inspect.getsource(templates.context_template))
    assert context.index("export const initialState = ") < context.index("beginWithPage(initialState);")
    assert context.index("beginWithPage(initialState);") < context.index("registerApp({")


def test_what_the_server_remembers_of_the_last_page_is_left_out():
    script = without_last_page((Templates.Dirs.WEB_TEMPLATE / "utils/state.js").read_text("utf-8"))
    assert "withoutUnknownSubstates(withoutLastPage(update.delta))" in script


@pytest.mark.parametrize("adapt", [with_state_of_page, without_last_page])
def test_the_build_stops_when_reflex_takes_up_pages_in_another_way(adapt: Callable[[str], str]):
    with pytest.raises(HelpCenterError, match="has changed"):
        adapt("export const initialState = {}; const delta = update.delta;")
