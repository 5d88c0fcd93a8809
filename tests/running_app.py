"""The real app, built and served as in production, with a database and files of its own."""

from __future__ import annotations

import asyncio
import os
import random
import socket
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from helpcenter.build.server import Address, Server, loading_server
from helpcenter.commands.serve import prepare_database
from helpcenter.settings import PREFIX, Settings

T = TypeVar("T")

_PORTS = range(20_000, 32_000)


@dataclass(frozen=True)
class RunningApp:
    """`settings` are those that it runs with; `folder` holds all that it writes."""

    base_url: str
    settings: Settings
    folder: Path
    server: Server

    @property
    def logs(self) -> str:
        return (self.folder / "server.log").read_text(encoding="utf-8")

    def stop(self) -> None:
        self.server.stop()


@contextmanager
def running_app(frontend: Path, folder: Path, **chosen: str) -> Iterator[RunningApp]:
    """On a free loopback port, with the demo orders. `chosen` are further settings: `port="3000"`."""
    variables = {
        "database_url": f"sqlite+aiosqlite:///{folder / 'helpcenter.db'}",
        "data_dir": str(folder),
        "host": "127.0.0.1",
        "port": str(free_port()),
        # All tests share one address, and some look for orders without success.
        "lookup_limit_per_address": "1000/hour",
        "lookup_limit_per_order_and_address": "1000/hour",
        "sockets_per_address": "1000",
        **chosen,
    }
    settings = Settings.model_validate(variables)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    environment = {
        **inherited,
        **{f"{PREFIX}{name.upper()}": value for name, value in variables.items()},
        "REFLEX_STATES_WORKDIR": str(folder / "states"),
    }
    address = Address(settings.host, settings.port)
    with (
        (folder / "server.log").open("wb") as log,
        loading_server(frontend, environment=environment, output=log) as server,
    ):
        app = RunningApp(f"http://{address.host}:{address.port}", settings, folder, server)
        try:
            run(prepare_database(settings, datetime.now(UTC)))
            server.open(address)
            yield app
        except BaseException as error:
            error.add_note(f"The server said:\n{app.logs}")
            raise


def run(work: Coroutine[Any, Any, T]) -> T:
    """For browser tests, too: where Playwright has its event loop in the thread, `asyncio.run` refuses."""
    with ThreadPoolExecutor(max_workers=1) as another_thread:
        return another_thread.submit(asyncio.run, work).result()


def path_without(program: str) -> str:
    """PATH without the folders that have that program: what else is in them cannot be found either."""
    folders = [it for it in os.environ["PATH"].split(os.pathsep) if not (Path(it) / program).exists()]
    # An empty PATH would stand for the folder that one is in.
    return os.pathsep.join(folders) or os.devnull


def free_port() -> int:
    """Below those of outgoing connections: one of these could take it while a server restarts."""
    for port in random.sample(_PORTS, len(_PORTS)):
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise RuntimeError(f"no free port from {_PORTS.start} to {_PORTS.stop}")
