"""How commands that start other processes are stopped."""

from __future__ import annotations

import signal


def stop_like_ctrl_c() -> None:
    """SIGTERM and a closed terminal raise KeyboardInterrupt too, so that what was started is stopped."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, signal.default_int_handler)
