"""What one open socket has said so far, and whether its next frame passes."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import Any

from starlette.types import Message

from helpcenter.web.reflex_environment import LARGEST_MESSAGE
from helpcenter.web.socket_events import CLIENT_ERROR, FRONTEND_EXCEPTION, ClientEvents, client_error
from helpcenter.web.socket_frames import Frame, Kind, read_frame
from helpcenter.web.socket_rejections import FrameRejected, Rejection, Rejections
from helpcenter.web.token_bucket import Rate, TokenBucket, TokenBuckets

_FRAMES = Rate(60, 3)
_REPORTS = Rate(20, 600)
_PRICE_OF_A_REFUSAL = 4

_FATAL = {Rejection.BAD_FRAME, Rejection.BAD_CONNECT, Rejection.FLOOD}
_NOT_THE_VISITORS_DOING = {Rejection.TOO_MANY_REPORTS, Rejection.BAD_ARGUMENTS}


class _Phase(Enum):
    FRESH = auto()
    OPEN = auto()
    LEFT = auto()


class SharedRates:
    """The buckets that all sockets of an address draw from."""

    def __init__(self, sockets_per_address: int) -> None:
        # Each may leave a state behind for an hour: one a minute for each tab, ten minutes' worth at once.
        self.connects: TokenBuckets[str] = TokenBuckets(Rate(10 * sockets_per_address, 600))
        self.frames: TokenBuckets[str] = TokenBuckets(Rate(20 * sockets_per_address, 30))
        self.reports: TokenBuckets[str] = TokenBuckets(_REPORTS)


class SocketSession:
    def __init__(
        self,
        events: ClientEvents,
        rates: SharedRates,
        rejections: Rejections,
        address: str,
        clock: Callable[[], float],
    ) -> None:
        self._events = events
        self._rates = rates
        self._rejections = rejections
        self._address = address
        self._clock = clock
        self._frames = TokenBucket(_FRAMES, clock())
        self._phase = _Phase.FRESH
        self._location: dict[str, Any] = {}

    def judge(self, message: Message) -> str | None:
        """The frame to pass on, or None to drop it. Raises FrameRejected where the socket must be closed."""
        self._pay(1)
        try:
            passed = str(self._judged(read_frame(message, LARGEST_MESSAGE)))
            if len(passed) > LARGEST_MESSAGE:  # 9e9 is written as 9000000000.0
                raise FrameRejected(Rejection.TOO_LARGE)
            return passed
        except FrameRejected as rejected:
            if rejected.reason in _FATAL or self._phase is not _Phase.OPEN:
                raise
            self._rejections.note(rejected)
            self._pay(_PRICE_OF_A_REFUSAL)
            if rejected.reason in _NOT_THE_VISITORS_DOING:
                return None
            return str(Frame(Kind.EVENT, ["event", self._events.rejection(rejected.reason, self._location)]))

    def _pay(self, price: float) -> None:
        now = self._clock()
        if not (self._frames.take(now, price) and self._rates.frames.take(self._address, now, price)):
            raise FrameRejected(Rejection.FLOOD)

    def _judged(self, frame: Frame) -> Frame:
        match frame.kind, self._phase:
            case ((Kind.PONG | Kind.CLOSE), _):
                return frame
            case Kind.CONNECT, _Phase.FRESH:
                opening = self._events.boot(frame.content)
                self._location = opening["event"]["router_data"]
                self._phase = _Phase.OPEN
                return Frame(Kind.CONNECT, opening)
            case Kind.DISCONNECT, _Phase.OPEN:
                self._phase = _Phase.LEFT
                return frame
            case Kind.EVENT, _Phase.OPEN:
                return Frame(Kind.EVENT, self._event(frame.content))
        raise FrameRejected(Rejection.BAD_FRAME)

    def _event(self, content: Any) -> list[Any]:
        match content:
            case ["event", data]:
                event = self._events.event(data)
                if event["name"] == FRONTEND_EXCEPTION:
                    self._report()
                self._location = event["router_data"]
                return ["event", event]
            case [name, data] if name == CLIENT_ERROR:
                self._report()
                return [CLIENT_ERROR, client_error(data)]
        raise FrameRejected(Rejection.UNKNOWN_EVENT)

    def _report(self) -> None:
        if not self._rates.reports.take(self._address, self._clock()):
            raise FrameRejected(Rejection.TOO_MANY_REPORTS)
