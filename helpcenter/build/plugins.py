"""What is added to Reflex's build of the frontend."""

from __future__ import annotations

from typing import Unpack

from reflex_base.constants import Templates
from reflex_base.constants.base import Env
from reflex_base.environment import environment
from reflex_base.plugins.base import Plugin, PreCompileContext

from helpcenter.errors import HelpCenterError

_STATE_JS = "utils/state.js"

_HOST_FOLLOWS_THE_PAGE = "    endpoint.hostname = frontend_hostname;\n"
_PORT_FOLLOWS_THE_PAGE = "    endpoint.port = window.location.port;\n"
_PORT_IS_443_FOR_HTTPS = '      endpoint.port = ""; // Assume websocket is on https port via load balancer.\n'


class SameAddressPlugin(Plugin):
    """Lets pages talk to the server that they came from, whatever its host, port and scheme.

    Reflex writes the port of the backend into the build: one build would serve one port, and https on 443
    alone. In development (`reflex run`) the backend does have a port of its own, and stays as Reflex has it.
    """

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        context["add_save_task"](_compile_state_js)


def _compile_state_js() -> tuple[str, str]:
    script = (Templates.Dirs.WEB_TEMPLATE / _STATE_JS).read_text(encoding="utf-8")
    return _STATE_JS, with_address_of_page(
        script
    ) if environment.REFLEX_ENV_MODE.get() is Env.PROD else script


def with_address_of_page(script: str) -> str:
    """Reflex's `state.js` with `getBackendURL` taking the port, too, from the page's address."""
    for expected in (_HOST_FOLLOWS_THE_PAGE, _PORT_IS_443_FOR_HTTPS):
        if script.count(expected) != 1:
            raise HelpCenterError(
                f"Reflex's {_STATE_JS} has changed: adapt {__name__} to this version of it."
            )
    script = script.replace(_HOST_FOLLOWS_THE_PAGE, _HOST_FOLLOWS_THE_PAGE + _PORT_FOLLOWS_THE_PAGE)
    return script.replace(_PORT_IS_443_FOR_HTTPS, "")
