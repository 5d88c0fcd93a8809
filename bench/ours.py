"""The help center as operators run it: `helpcenter serve` of a built app, on a free loopback port."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.processes import Process, run, running, wait_until_it_answers
from helpcenter.settings import PREFIX
from tests.running_app import free_port
from tests.servers import REDIS

HELPCENTER = Path(sys.executable).with_name("helpcenter")


@dataclass(frozen=True)
class Served:
    url: str
    process: Process


def build(scratch: Path) -> None:
    run([HELPCENTER, "build"], scratch / "build.log")


@contextmanager
def serving(
    store: Path, folder: Path, database_url: str = "", *, workers: int = 1, path: str = ""
) -> Iterator[Served]:
    """Everything that it writes is in `folder`. A proxy of ours is believed to stand in front.

    So each visitor can have an address of its own, by `from_address`, and meets the limits that one visitor
    meets in a real shop. None is raised. Several workers meet in Redis, as the tests do. `path` stands in
    place of our own PATH.
    """
    folder.mkdir(parents=True, exist_ok=True)
    port, log = free_port(), folder / "serve.log"
    variables = environment(store, folder, port, database_url, workers)
    if path:
        variables["PATH"] = path
    with running([HELPCENTER, "serve"], log, env=variables) as process:
        url = f"http://127.0.0.1:{port}"
        wait_until_it_answers(f"{url}/", process, log)
        yield Served(url, process)


def environment(
    store: Path, folder: Path, port: int, database_url: str = "", workers: int = 1
) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    settings = {
        "STORE": str(store.resolve()),
        "HOST": "127.0.0.1",
        "PORT": str(port),
        "DATABASE_URL": database_url or f"sqlite+aiosqlite:///{folder.resolve() / 'helpcenter.db'}",
        "DATA_DIR": str(folder.resolve()),
        "TRUSTED_PROXY_HOPS": "1",
        "LOG_LEVEL": "warning",
        **({"REDIS_URL": REDIS} if workers > 1 else {}),
    }
    named = {f"{PREFIX}{name}": value for name, value in settings.items()}
    return {
        **inherited,
        **named,
        "GRANIAN_WORKERS": str(workers),
        "REFLEX_STATES_WORKDIR": str(folder.resolve() / "states"),
    }


def from_address(visitor: int) -> Mapping[str, str]:
    """The header by which a proxy says who is calling."""
    return {"X-Forwarded-For": f"10.{visitor >> 16 & 255}.{visitor >> 8 & 255}.{visitor & 255}"}
