"""What is added to Reflex's build of the frontend."""

from __future__ import annotations

from pathlib import Path
from typing import Unpack

from reflex.utils.prerequisites import get_web_dir
from reflex_base.constants import Templates
from reflex_base.constants.base import Env
from reflex_base.environment import environment
from reflex_base.plugins.base import Plugin, PreCompileContext

from helpcenter.build.page_markup import pages_as_json
from helpcenter.errors import HelpCenterError
from helpcenter.web.filling.shell import PAGE_MARKUP

_STATE_JS = "utils/state.js"
_CONTEXT_JSX = "utils/context.jsx"
_PAGE_STATE_JS = "utils/page-state.js"

_HOST_FOLLOWS_THE_PAGE = "    endpoint.hostname = frontend_hostname;\n"
_PORT_FOLLOWS_THE_PAGE = "    endpoint.port = window.location.port;\n"
_PORT_IS_443_FOR_HTTPS = '      endpoint.port = ""; // Assume websocket is on https port via load balancer.\n'

_PAGE_STATE_SOURCE = Path(__file__).with_name("page-state.js")
_DEFAULTS_OF_STATE = "export const initialStateHashes = "
_DELTA_ARRIVES = "    const delta = withoutUnknownSubstates(update.delta);\n"


class SameAddressPlugin(Plugin):
    """Lets pages talk to the server that they came from, whatever its host, port and scheme.

    Reflex writes the port of the backend into the build: one build would serve one port, and https on 443
    alone. In development (`reflex run`) the backend does have a port of its own, and stays as Reflex has it.
    """

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_save_task"](lambda: (_STATE_JS, _template(_STATE_JS)))
        if environment.REFLEX_ENV_MODE.get() is Env.PROD:
            context["add_modify_task"](_STATE_JS, with_address_of_page)


class FilledPagesPlugin(Plugin):
    """Pages that hydrate the content which came in their HTML (see `web/filling`).

    Their state begins with what `page-state.js` reads from the page. Their markup is kept for the server, as
    JSON beside the built files. Comes after SameAddressPlugin, since both adapt `state.js`.
    """

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_save_task"](lambda: (_PAGE_STATE_JS, _PAGE_STATE_SOURCE.read_text(encoding="utf-8")))
        context["add_save_task"](lambda: (str(get_web_dir() / PAGE_MARKUP), pages_as_json()))
        context["add_modify_task"](_STATE_JS, without_last_page)
        context["add_modify_task"](_CONTEXT_JSX, with_state_of_page)


def with_address_of_page(script: str) -> str:
    """Reflex's `state.js` with `getBackendURL` taking the port, too, from the page's address."""
    script = _replace(
        script, _HOST_FOLLOWS_THE_PAGE, _HOST_FOLLOWS_THE_PAGE + _PORT_FOLLOWS_THE_PAGE, _STATE_JS
    )
    return _replace(script, _PORT_IS_443_FOR_HTTPS, "", _STATE_JS)


def without_last_page(script: str) -> str:
    """Reflex's `state.js`, which leaves out what the server remembers of the tab's last page."""
    arrives = _DELTA_ARRIVES.replace("(update.delta)", "(withoutLastPage(update.delta))")
    script = _replace(script, _DELTA_ARRIVES, arrives, _STATE_JS)
    return 'import { withoutLastPage } from "$/utils/page-state";\n' + script


def with_state_of_page(script: str) -> str:
    """Reflex's `context.jsx`, with the defaults of the state replaced by what the page came with."""
    begun = "beginWithPage(initialState);\n" + _DEFAULTS_OF_STATE
    script = _replace(script, _DEFAULTS_OF_STATE, begun, _CONTEXT_JSX)
    return 'import { beginWithPage } from "$/utils/page-state";\n' + script


def _template(name: str) -> str:
    return (Templates.Dirs.WEB_TEMPLATE / name).read_text(encoding="utf-8")


def _replace(script: str, expected: str, replacement: str, name: str) -> str:
    if script.count(expected) != 1:
        raise HelpCenterError(f"Reflex's {name} has changed: adapt {__name__} to this version of it.")
    return script.replace(expected, replacement)
