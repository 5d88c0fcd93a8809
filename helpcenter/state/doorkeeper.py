"""Lets a call of an event handler in, or tells the visitor why not."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from typing import Any, get_origin

import structlog
from pydantic import ValidationError

from helpcenter.errors import InvalidInput, TooManyAttempts
from helpcenter.state.access import Access
from helpcenter.state.input_types import Input
from helpcenter.state.notices import Notice
from helpcenter.web.token_bucket import TokenBuckets

FORM = "form_data"

_NOTICES = {
    "missing": Notice.MISSING,
    "string_too_short": Notice.MISSING,
    "string_too_long": Notice.TOO_LONG,
}
_log = structlog.get_logger(__name__)


class Doorkeeper:
    """Of one handler. Its rates are kept in memory, for each browser tab."""

    def __init__(self, name: str, access: Access, *, is_form: bool, passes_input: bool) -> None:
        self._name = name
        self._access = access
        self._is_form = is_form
        self._passes_input = passes_input
        self._calls: TokenBuckets[str] = TokenBuckets(access.rate)

    async def admit(
        self, state: Any, given: tuple[Any, ...], sent: dict[str, Any]
    ) -> tuple[Input, ...] | None:
        """What the handler is called with; None when it may not be called, and then the visitor knows why."""
        try:
            if self._is_too_fast(state):
                raise _Stopped(Notice.TOO_FAST)
            if not await self._access.who.allows(state):
                raise _Stopped(Notice.NOT_ALLOWED)
            read = self._read(given, sent)
        except Exception as error:
            await self.tell_failure(state, error)
            return None
        if state.notice:
            state._tell(Notice.NONE)
        return (read,) if self._passes_input else ()

    async def tell_failure(self, state: Any, error: Exception) -> None:
        match error:
            case _Stopped():
                notice, field = error.notice, error.field
            case InvalidInput():
                notice, field = Notice.NOT_UNDERSTOOD, error.field
            case TooManyAttempts():
                notice, field = Notice.TOO_MANY_ATTEMPTS, ""
            case _:
                _log.error("handler_failed", handler=self._name, exc_info=error)
                notice, field = Notice.WENT_WRONG, ""
        _log.info("handler_refused", handler=self._name, notice=notice.value)
        state._on_bad_input(field, notice)

    def _is_too_fast(self, state: Any) -> bool:
        token = state.router.session.client_token
        # Whatever comes over a socket has a token.
        return bool(token) and not self._calls.take(token, time.monotonic())

    def _read(self, given: tuple[Any, ...], sent: dict[str, Any]) -> Input:
        """By way of JSON, for which strict means: a list may be a tuple, and a text a code or a date."""
        schema = self._access.schema
        try:
            names = [FORM] if self._is_form else list(schema.model_fields)
            arguments = {**dict(zip(names, given, strict=False)), **sent}
            if self._is_form:
                arguments = _fields_of_form(schema, arguments.get(FORM))
            return schema.model_validate_json(json.dumps(arguments, allow_nan=False))
        except ValidationError as error:
            problem = error.errors(include_url=False, include_context=False, include_input=False)[0]
            field = str(problem["loc"][0]) if problem["loc"] else ""
            notice = _NOTICES.get(problem["type"], Notice.NOT_UNDERSTOOD)
            raise _Stopped(notice, field if field in schema.model_fields else "") from None
        except (TypeError, ValueError, RecursionError):
            raise _Stopped(Notice.NOT_UNDERSTOOD) from None


class _Stopped(Exception):
    def __init__(self, notice: Notice, field: str = "") -> None:
        super().__init__(notice)
        self.notice = notice
        self.field = field


def _fields_of_form(schema: type[Input], form: Any) -> dict[str, Any]:
    """Just what the schema names: Reflex adds controls by their id, and password managers add their own."""
    if not isinstance(form, Mapping):
        raise TypeError
    all_of = getattr(form, "getlist", form.__getitem__)
    return {
        name: all_of(name) if get_origin(field.annotation) is tuple else form[name]
        for name, field in schema.model_fields.items()
        if name in form
    }
