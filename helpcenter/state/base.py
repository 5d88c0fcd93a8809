"""The state above all of ours: it can tell the visitor what has come to nothing."""

from __future__ import annotations

import reflex as rx

from helpcenter.state.access import ANYONE
from helpcenter.state.guard import handler
from helpcenter.state.input_types import Input
from helpcenter.state.notices import Notice


class RefusedMessage(Input):
    too_large: bool


class GuardedState(rx.State):
    """The base of every state. `notice` is a code of Notice, `notice_field` the input that it is about."""

    notice: str = ""
    notice_field: str = ""

    @handler(who=ANYONE, rate="10/second")
    async def dismiss_notice(self) -> None:
        """Whatever is let in clears the notice; this does nothing else."""

    @handler(who=ANYONE, accepts=RefusedMessage, rate="10/second")
    async def message_refused(self, message: RefusedMessage) -> None:
        """The socket gate runs it in place of a message that it has dropped."""
        self._tell(Notice.TOO_LONG if message.too_large else Notice.NOT_UNDERSTOOD)

    def _tell(self, notice: Notice, field: str = "") -> None:
        self.notice = notice.value
        self.notice_field = field

    def _on_bad_input(self, field: str, notice: Notice) -> None:
        """Called for every refused call. Override it to show the notice elsewhere; what was entered stays."""
        self._tell(notice, field)
