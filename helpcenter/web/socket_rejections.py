"""Why the socket gate rejects a socket or a frame. It is counted, and logged without its content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from enum import StrEnum

import structlog

from helpcenter.web.token_bucket import Rate, TokenBuckets

_LOGGED = Rate(10, 60)


class Rejection(StrEnum):
    # At the door: the socket is never opened.
    NOT_OUR_SOCKET = "not_our_socket"
    HEAD_TOO_LARGE = "head_too_large"
    BAD_TOKEN = "bad_token"  # noqa: S105
    TOO_MANY_SOCKETS = "too_many_sockets"
    TOO_MANY_CONNECTS = "too_many_connects"
    # The socket is closed: no frontend of ours sends this.
    BAD_FRAME = "bad_frame"
    BAD_CONNECT = "bad_connect"
    FLOOD = "flood"
    # The message is dropped and the session lives on.
    TOO_LARGE = "too_large"
    NOT_JSON = "not_json"
    BAD_SHAPE = "bad_shape"
    TOO_DEEP = "too_deep"
    TOO_MANY_VALUES = "too_many_values"
    BAD_TEXT = "bad_text"
    BAD_NUMBER = "bad_number"
    BAD_LOCATION = "bad_location"
    BAD_ARGUMENTS = "bad_arguments"
    UNKNOWN_EVENT = "unknown_event"
    UNKNOWN_HANDLER = "unknown_handler"
    TOO_MANY_REPORTS = "too_many_reports"


class FrameRejected(Exception):
    """`handler` is one of ours or ""; never what a client made up."""

    def __init__(self, reason: Rejection, handler: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.handler = handler


class Rejections:
    """`counted` is for metrics. The log gets a few of a kind each minute, so that a flood cannot fill it."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self.counted: Counter[Rejection] = Counter()
        self._clock = clock
        self._logged: TokenBuckets[Rejection] = TokenBuckets(_LOGGED)
        self._log = structlog.get_logger(__name__)

    def note(self, rejected: FrameRejected) -> None:
        self.counted[rejected.reason] += 1
        if self._logged.take(rejected.reason, self._clock()):
            known = {"handler": rejected.handler} if rejected.handler else {}
            total = self.counted[rejected.reason]
            self._log.warning("socket_refused", reason=rejected.reason.value, total=total, **known)
