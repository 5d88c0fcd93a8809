"""The process that serves: `python -m helpcenter.build.launch`, with Granian's own options.

It loads what takes long while the database is still being prepared, and waits for a line on standard input.
Granian then forks its workers from it, so that they find everything loaded and share the memory.

Standard input stays open for as long as the process lives that started this one: its end is how this one
learns of the other's death, even by `kill -9`, on every system.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time

SECONDS_FOR_OPEN_REQUESTS = 3


def main() -> None:
    from granian.cli import cli as granian

    import helpcenter.pages.routes  # noqa: F401 - Reflex, states and services come with it; nothing is opened

    if sys.stdin.readline():
        threading.Thread(target=_stop_when_orphaned, daemon=True).start()
        granian(auto_envvar_prefix="GRANIAN")


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
