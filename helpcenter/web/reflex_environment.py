"""What Reflex reads from the environment. It imports nothing of Reflex, so that it can come first."""

from __future__ import annotations

import os

LARGEST_MESSAGE = 65_536

_DEFAULTS = {
    # In characters. The socket gate counts bytes and drops what is longer before Reflex sees it.
    "REFLEX_SOCKET_MAX_HTTP_BUFFER_SIZE": str(LARGEST_MESSAGE),
    # How long a silent socket is kept: two minutes otherwise.
    "REFLEX_SOCKET_TIMEOUT": "20s",
    # Asks a package registry at every start, otherwise.
    "REFLEX_CHECK_LATEST_VERSION": "false",
}


def prepare_reflex_environment() -> None:
    """What the operator has set stays."""
    for name, value in _DEFAULTS.items():
        os.environ.setdefault(name, value)
