"""The process that serves: `python -m helpcenter.build.launch`, with Granian's settings in the environment.

It loads what takes long while all else is being prepared, and waits for a line on standard input: the host
and the port. Granian then forks its workers from it: they find everything loaded, and share the memory.

Standard input stays open for as long as the process lives that started this one: its end is how this one
learns of the other's death, even by `kill -9`, on every system.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
import time

from helpcenter.errors import ConfigurationError

SECONDS_FOR_OPEN_REQUESTS = 3
_APP = ["--interface", "asgi", "--factory", "helpcenter.helpcenter:app"]


def main() -> None:
    # Nothing that is loaded now is ever freed, and looking for garbage in it takes a quarter of the time.
    gc.disable()
    from granian.cli import cli as granian

    try:
        import helpcenter.composition  # noqa: F401 - all that workers need comes with it; nothing is opened
    except ConfigurationError:
        sys.exit(1)

    gc.freeze()
    gc.enable()
    if address := sys.stdin.readline().split():
        threading.Thread(target=_stop_when_orphaned, daemon=True).start()
        host, port = address
        where = ["--host", host, "--port", port]
        granian([*_APP, *where], auto_envvar_prefix="GRANIAN")


def _stop_when_orphaned() -> None:
    """Like `Server.stop`, from within. It reads by the file descriptor: no lock is held when workers fork."""
    while os.read(sys.stdin.fileno(), 64):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(2 * SECONDS_FOR_OPEN_REQUESTS)
    if os.getpgrp() == os.getpid():
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
