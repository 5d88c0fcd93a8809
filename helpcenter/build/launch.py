"""The process that serves: `python -m helpcenter.build.launch`, with Granian's own options.

It loads what takes long while the database is still being prepared, and waits for a line on standard input.
Granian then forks its workers from it, so that they find everything loaded and share the memory.
"""

from __future__ import annotations

import sys


def main() -> None:
    from granian.cli import cli as granian

    import helpcenter.pages.routes  # noqa: F401 - Reflex, states and services come with it; nothing is opened

    if sys.stdin.readline():
        granian(auto_envvar_prefix="GRANIAN")


if __name__ == "__main__":
    main()
