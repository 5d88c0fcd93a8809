"""Which events a browser may send, and what is left of one when it has passed.

Our own handlers check their arguments again, against their schema (state/guard.py). Reflex's do not, so the
few that are let through have one here. Whatever is not listed is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError

from helpcenter.web.json_limits import check_data, is_good_text
from helpcenter.web.socket_rejections import FrameRejected, Rejection

_ROOT = "reflex___state____state"
BOOT = f"{_ROOT}.hydrate_and_load"
FRONTEND_EXCEPTION = f"{_ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception"
CLIENT_ERROR = "client_error"

_LONGEST_PATH = 2_000
_LONGEST_VALUE = 1_000
_MOST_PARAMETERS = 50


_Hash = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]


def _cut(longest: int) -> BeforeValidator:
    return BeforeValidator(lambda value: value[:longest] if isinstance(value, str) else value)


class _Arguments(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _Nothing(_Arguments):
    pass


class _HydrateAndLoad(_Arguments):
    # No state of ours keeps anything in the browser's storage, so there is nothing to take from it.
    vars: Annotated[dict[str, Any], Field(max_length=0)] = {}
    hashes: Annotated[list[_Hash], Field(max_length=500)] = []


class _FrontendException(_Arguments):
    info: Annotated[str, _cut(4_000)]
    component_stack: Annotated[str, _cut(4_000)]


class _ClientError(_Arguments):
    message: Annotated[str, _cut(500)] = ""
    substate: Annotated[str, _cut(500)] = ""
    error_type: Annotated[str, _cut(100)] = ""


REFLEX_EVENTS: Mapping[str, type[BaseModel]] = {
    BOOT: _HydrateAndLoad,
    f"{_ROOT}.reflex___state____on_load_internal_state.on_load_internal": _Nothing,
    FRONTEND_EXCEPTION: _FrontendException,
}


@dataclass(frozen=True)
class ClientEvents:
    """`ours` are the full names of our handlers. `on_refused` is one of them: it runs in place of a message
    that was dropped, with `too_large` as its argument, so that the visitor is told.
    """

    ours: frozenset[str]
    on_refused: str

    def event(self, data: Any) -> dict[str, Any]:
        """What Reflex may get to see of an event. Raises FrameRejected."""
        if not isinstance(data, dict):
            raise FrameRejected(Rejection.BAD_SHAPE)
        name, payload = data.get("name"), data.get("payload", {})
        if not isinstance(name, str) or not (name in self.ours or name in REFLEX_EVENTS):
            raise FrameRejected(Rejection.UNKNOWN_HANDLER)
        if not isinstance(payload, dict):
            raise FrameRejected(Rejection.BAD_SHAPE, name)
        check_data(payload, name)
        if schema := REFLEX_EVENTS.get(name):
            payload = _validated(schema, payload, name)
        return {"name": name, "payload": payload, "router_data": _location(data.get("router_data"), name)}

    def boot(self, auth: Any) -> dict[str, Any]:
        """The message that opens a session, with the boot event it has to bring. Raises FrameRejected."""
        if not isinstance(auth, dict) or not isinstance(auth.get("event"), dict):
            raise FrameRejected(Rejection.BAD_CONNECT)
        event = self.event(auth["event"])
        if event["name"] != BOOT:
            raise FrameRejected(Rejection.BAD_CONNECT)
        schema = auth.get("state_schema")
        return {"event": event} | ({"state_schema": schema} if is_good_text(schema, 64) else {})

    def rejection(self, reason: Rejection, location: dict[str, Any]) -> dict[str, Any]:
        payload = {"too_large": reason is Rejection.TOO_LARGE}
        return {"name": self.on_refused, "payload": payload, "router_data": location}


def client_error(data: Any) -> dict[str, Any]:
    """A report for the log. Raises FrameRejected."""
    check_data(data)
    if not isinstance(data, dict):
        raise FrameRejected(Rejection.BAD_SHAPE)
    return _validated(_ClientError, data)


def _validated(schema: type[BaseModel], payload: dict[str, Any], name: str = "") -> dict[str, Any]:
    try:
        return schema.model_validate(payload).model_dump(exclude_unset=True)
    except ValidationError as error:
        raise FrameRejected(Rejection.BAD_ARGUMENTS, name) from error


def _location(data: Any, handler: str) -> dict[str, Any]:
    """Where the visitor claims to be. What is unusable in a query is left out, for odd links have to work."""
    if not isinstance(data, dict) or not _is_path(data.get("pathname")):
        raise FrameRejected(Rejection.BAD_LOCATION, handler)
    path, full, query = data["pathname"], data.get("asPath"), data.get("query")
    return {
        "pathname": path,
        "asPath": full if _is_path(full) else path,
        "query": dict(islice(_usable(query), _MOST_PARAMETERS)) if isinstance(query, dict) else {},
    }


def _usable(query: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """No longer all together than an address may be: Reflex keeps them in the tab's state, up to an hour."""
    room = _LONGEST_PATH
    for key, value in query.items():
        if key and is_good_text(key, _LONGEST_VALUE) and is_good_text(value, _LONGEST_VALUE):
            room -= len(key) + len(value)
            if room < 0:
                return
            yield key, value


def _is_path(path: Any) -> bool:
    """One on this host: two slashes would name another."""
    return is_good_text(path, _LONGEST_PATH) and path.startswith("/") and not path.startswith(("//", "/\\"))
