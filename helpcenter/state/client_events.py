"""What the socket gate has to know of our states."""

from __future__ import annotations

from reflex_base.utils.format import format_event_handler

from helpcenter.errors import ConfigurationError
from helpcenter.state.access import our_states, stamped_handlers
from helpcenter.state.base import GuardedState
from helpcenter.web.socket_events import ClientEvents


def client_events() -> ClientEvents:
    """Of all states imported by now. Raises ConfigurationError for a handler without a stamp."""
    handlers = stamped_handlers(our_states())
    if bare := [handler.name for handler in handlers if handler.access is None]:
        raise ConfigurationError(f"Without @handler nobody may call {', '.join(bare)}.")
    return ClientEvents(
        ours=frozenset(handler.name for handler in handlers),
        on_refused=format_event_handler(GuardedState.message_refused),
    )
